/** Milliseconds at most between a message and the proof of where it came from. */
const patience = 2_000;
const mostHeld = 50;

/**
 * Messages whose `source` is null because the document that posted them is gone.
 *
 * A frame that posts its result and navigates at once loses that race whenever this page is busy (measured: Firefox
 * always, Chromium with site isolation at times). Dropping such a message would lose a login that the bank has granted;
 * believing it would let any other document of that origin in. So it is held, unread, until this very frame is seen to
 * have got another document, right then. That is strong evidence and no proof: whoever reads such messages takes a
 * result from them and nothing else, and none when two contradict each other.
 */
export class Orphans {
  readonly #deliver: (data: unknown[]) => void;
  readonly #signal: AbortSignal;
  #held: { readonly at: number; readonly event: MessageEvent }[] = [];
  #replacedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param deliver - gets what was held, oldest first, still as `unknown` */
  constructor(signal: AbortSignal, deliver: (data: unknown[]) => void) {
    this.#signal = signal;
    this.#deliver = deliver;
    signal.addEventListener('abort', () => this.#forget(), { once: true });
  }

  /** Takes in a message that has passed every check but the one of its source. */
  hold(event: MessageEvent): void {
    this.#prune();
    this.#held = [...this.#held, { at: performance.now(), event }].slice(-mostHeld);
    if (performance.now() - this.#replacedAt < patience) this.#deliverSoon();
  }

  /** The frame has got another document. */
  frameReplaced(): void {
    this.#replacedAt = performance.now();
    this.#deliverSoon();
  }

  /** The frame has spoken for itself, so what it is to say next will not be an orphan of before. */
  frameSpoke(): void {
    this.#replacedAt = -Infinity;
  }

  /** In a task of its own, so that whatever is on its way as well is judged together. */
  #deliverSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#prune();
      const data = this.#held.map(({ event }): unknown => event.data);
      this.#forget();
      // Where the end does not remove listeners, messages still come in after it.
      if (data.length && !this.#signal.aborted) this.#deliver(data);
    });
  }

  #prune(): void {
    this.#held = this.#held.filter(({ at }) => performance.now() - at < patience);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = [];
  }
}
