import type { Frame } from '../browser/frame.js';
import { listen } from './listen.js';
import { type LoadFailure, watchLoad } from './watch-load.js';

export interface HearOptions<M> {
  /** The one origin that the frame is heard at. */
  readonly origin: string;
  /** Milliseconds until a silent frame has failed. */
  readonly timeout: number;
  /** Ends the listening and the watch. */
  readonly signal: AbortSignal;
  /** Reads what a verified message says; undefined for what is none of this frame's. */
  readonly parse: (data: unknown) => M | undefined;
  /** Reads what messages without a source say, which the frame may have sent right before its document was gone. */
  readonly parseLate: (data: readonly unknown[]) => readonly M[];
  /** The load takes long. */
  readonly onSlow: () => void;
  readonly onFailure: (reason: LoadFailure) => void;
  /** The first message has come, and follows. */
  readonly onOpened: () => void;
  readonly onMessage: (message: M) => void;
  /** A message was dropped, for this reason. */
  readonly onDrop: (reason: string) => void;
}

/** Hears the frame of one load, and watches it until it has spoken for the first time. */
export function hearFrame<M>(frame: Frame, options: HearOptions<M>): void {
  const { origin, timeout, signal, parse, parseLate, onSlow, onFailure, onOpened, onMessage, onDrop } =
    options;
  const silence = new AbortController();
  signal.addEventListener('abort', () => silence.abort(), { once: true });
  watchLoad({ origin, timeout, signal: silence.signal, onSlow, onFailure });

  const hear = (message: M): void => {
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
      const message = parse(data);
      if (message) hear(message);
      else onDrop('not a Connect message');
    },
    onSourceless: data => {
      // A frame that never spoke has no results.
      if (silence.signal.aborted) parseLate(data).forEach(hear);
    },
  });
}
