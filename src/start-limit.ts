import { now } from './browser/clock.js';

/** Starts within {@linkcode period} milliseconds, of which the next one is too many. */
const mostStarts = 4;
const period = 1_000;

/** Counts the starts of one element: a page that opens in its own error listener would go on until the tab is frozen. */
export class StartLimit {
  #starts: readonly number[] = [];

  /** Counts a start. Returns whether it may be made. */
  admit(): boolean {
    const time = now();
    const recent = this.#starts.filter(at => time - at < period);
    if (recent.length >= mostStarts) return false;
    this.#starts = [...recent, time];
    return true;
  }
}
