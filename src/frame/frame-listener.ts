import type { Frame } from '../browser/frame.js';
import { FlinksLinkError, type FlinksLinkErrorCode } from '../errors.js';
import { type ConnectMessage, parseConnectMessage } from '../protocol/connect-message.js';
import { lateResults } from './late-results.js';
import { listen } from './listen.js';
import type { Sent } from './login-match.js';
import { type LoadFailure, watchLoad } from './watch-load.js';

const failures: Readonly<Record<LoadFailure, readonly [FlinksLinkErrorCode, string]>> = {
  blocked: [
    'frame-blocked',
    "The page's Content-Security-Policy blocks Connect. Add its origin to frame-src.",
  ],
  isolated: ['isolated', 'Connect stayed silent. Serve the page without Cross-Origin-Embedder-Policy.'],
  offline: ['offline', 'The browser has no network.'],
  silent: [
    'load-timeout',
    'Connect stayed silent. Check instance or connect-url, and that Flinks lets this page frame it.',
  ],
};

/** What a frame that could not be loaded means to the page. */
export const loadError = (reason: LoadFailure): FlinksLinkError => new FlinksLinkError(...failures[reason]);

export interface HearOptions {
  /** Origin of Connect. */
  readonly origin: string;
  /** Milliseconds until a silent frame has failed. */
  readonly timeout: number;
  /** What Connect was sent, and quotes in a login. */
  readonly sent: Sent;
  /** Ends the listening and the watch. */
  readonly signal: AbortSignal;
  /** The load takes long. */
  readonly onSlow: () => void;
  readonly onFailure: (reason: LoadFailure) => void;
  /** The first message has come, and follows. */
  readonly onOpened: () => void;
  readonly onMessage: (message: ConnectMessage) => void;
  /** Something was not believed, for this reason. */
  readonly onDrop: (reason: string) => void;
}

/** Hears the frame of one load of Connect, and watches it until it has spoken for the first time. */
export function hearConnect(frame: Frame, options: HearOptions): void {
  const { origin, timeout, sent, signal, onSlow, onFailure, onOpened, onMessage, onDrop } = options;
  const silence = new AbortController();
  signal.addEventListener('abort', () => silence.abort(), { once: true });
  watchLoad({ origin, timeout, signal: silence.signal, onSlow, onFailure });

  const hear = (message: ConnectMessage): void => {
    if (!silence.signal.aborted) {
      silence.abort();
      onOpened();
    }
    // A listener of the page may end this load inside an event.
    if (!signal.aborted) onMessage(message);
  };
  listen({
    origin,
    source: frame.window,
    onReplaced: frame.onReplaced,
    signal,
    onDrop,
    onMessage: data => {
      const message = parseConnectMessage(data);
      if (message) hear(message);
      else onDrop('not a message of Connect');
    },
    onSourceless: data => {
      // A frame that never spoke has no results.
      if (silence.signal.aborted) lateResults(data, sent).forEach(hear);
    },
  });
}
