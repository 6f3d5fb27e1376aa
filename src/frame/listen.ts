import { on } from '../browser/on.js';
import { SourcelessMessages } from './sourceless-messages.js';

/** Why a message was dropped before its data was read. */
export type DropReason = 'untrusted' | 'origin' | 'source';

export interface ListenOptions {
  /** The one origin to hear, as `event.origin` prints it. Compared as a whole. */
  origin: string;
  /** The one window to hear, asked for at every message: a frame's window changes when it is moved. */
  source: () => Window | null;
  /** Calls back whenever that window has got another document than its first. */
  onReplaced?: (callback: () => void) => void;
  /** Ends the listening. */
  signal: AbortSignal;
  /** Gets the data of a message that passed; it is still `unknown`. */
  onMessage: (data: unknown) => void;
  /** Gets what that window said right before it got another document; see {@linkcode SourcelessMessages}. */
  onSourceless?: (data: unknown[]) => void;
  /** Learns that a message was dropped. It is never told what the message said. */
  onDrop?: (reason: DropReason) => void;
}

/**
 * Hears one window at one origin until the signal aborts. Everything else is dropped in silence.
 *
 * The cheap and certain checks come first and `event.data` last: reading it makes the browser build the payload,
 * which costs hundreds of milliseconds for a hostile one.
 *
 * @see RFC 9700, 4.17 and OWASP ASVS 5.0, 3.5.5: exact origin of the sender, then the syntax of the message.
 */
export function listen(options: ListenOptions): void {
  const { origin, source, onReplaced, signal, onMessage, onSourceless, onDrop } = options;
  const sourceless = onSourceless && new SourcelessMessages(signal, onSourceless);
  onReplaced?.(() => sourceless?.frameReplaced());
  on(
    window,
    'message',
    event => {
      // Page scripts can make up an event with any origin and source.
      if (!event.isTrusted) return onDrop?.('untrusted');
      // Every sandboxed frame and data: document has the origin "null", which identifies none of them.
      if (event.origin !== origin || origin === 'null') return onDrop?.('origin');
      // A removed frame has the window null, and so has a sender that is gone: null never equals null here.
      const expected = source();
      if (expected !== null && event.source === null) sourceless?.hold(event);
      if (expected === null || event.source !== expected) return onDrop?.('source');
      sourceless?.frameSpoke();
      // What was held may have ended the listening.
      if (signal.aborted) return undefined;
      return onMessage(event.data);
    },
    signal,
  );
}
