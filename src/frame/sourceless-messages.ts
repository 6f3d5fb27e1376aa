import { now } from '../browser/clock.js';

/** Milliseconds at most between a message and the replacement of its frame, whichever comes first. */
const patience = 2_000;
/** Milliseconds without another message after which those that are held are complete. */
const quiet = 150;
const mostHeld = 50;

/**
 * Messages whose `source` is null because the document that posted them is gone.
 *
 * A frame that posts its result and navigates at once loses that race whenever this page is busy (measured: Firefox
 * always, Chromium with site isolation at times). Dropping such a message would lose a login that the bank has granted;
 * believing it would let any other document of that origin in. So it is held, unread, until this very frame is seen to
 * have got another document. That is strong evidence and no proof: a reader of such messages takes a result from them
 * and nothing else, and none when two contradict each other. So that a contradiction is there in time, they are judged
 * together: once a replacement, when no more come.
 */
export class SourcelessMessages {
  readonly #deliver: (data: unknown[]) => void;
  readonly #now: () => number;
  #held: readonly { readonly at: number; readonly event: MessageEvent }[] = [];
  /** When the frame was replaced, until that is judged or the frame speaks again. */
  #replacedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param deliver - gets what was held, oldest first, still as `unknown`
   * @param clock - milliseconds, monotonic
   */
  constructor(signal: AbortSignal, deliver: (data: unknown[]) => void, clock = now) {
    this.#deliver = deliver;
    this.#now = clock;
    signal.addEventListener('abort', () => this.#forget(), { once: true });
  }

  /** Takes in a message that has passed every check but the one of its source. */
  hold(event: MessageEvent): void {
    this.#prune();
    this.#held = [...this.#held, { at: this.#now(), event }].slice(-mostHeld);
    this.#judgeSoon();
  }

  /** The frame has got another document. */
  frameReplaced(): void {
    this.#prune();
    this.#replacedAt = this.#now();
    this.#judgeSoon();
  }

  /** The frame's new document has spoken: messages without a source that arrive later are not from the old one. */
  frameSpoke(): void {
    if (this.#timer !== undefined) this.#judge();
    this.#replacedAt = -Infinity;
  }

  #judgeSoon(): void {
    const left = this.#replacedAt + patience - this.#now();
    if (!this.#held.length || left <= 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#judge(), Math.min(quiet, left));
  }

  #judge(): void {
    const data = this.#held.map(({ event }): unknown => event.data);
    this.#forget();
    this.#deliver(data);
  }

  #prune(): void {
    this.#held = this.#held.filter(({ at }) => this.#now() - at < patience);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = [];
    this.#replacedAt = -Infinity;
  }
}
