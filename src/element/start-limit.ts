import { now } from '../browser/clock.js';

/** The most starts within {@linkcode period} milliseconds. */
const mostStarts = 4;
const period = 1_000;

/** Counts the starts of one element: a page that calls `open()` in its own error listener would freeze the tab. */
export class StartLimit {
  #starts: readonly number[] = [];
  readonly #now: () => number;

  /** @param clock - milliseconds, monotonic */
  constructor(clock = now) {
    this.#now = clock;
  }

  /** Counts a start. Returns whether it may be made. */
  admit(): boolean {
    const time = this.#now();
    const recent = this.#starts.filter(at => time - at < period);
    if (recent.length >= mostStarts) return false;
    this.#starts = [...recent, time];
    return true;
  }
}
