/** Milliseconds between a message and the proof of where it came from. */
const patience = 10_000;
const mostHeld = 50;

/**
 * Messages whose `source` is null because the document that posted them is gone.
 *
 * A frame that posts its result and navigates at once loses that race whenever this page is busy (measured: Firefox
 * always, Chromium with site isolation often). Dropping such a message would lose a login that the bank has granted;
 * believing it would let any other document of that origin in. So it is held, unread, until it is certain that this
 * very frame has got another document in the meantime, which no other window can bring about.
 */
export class Orphans {
  readonly #deliver: (data: unknown[]) => void;
  readonly #signal: AbortSignal;
  #held: MessageEvent[] = [];
  #replaced = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param deliver - gets what was held, oldest first, still as `unknown` */
  constructor(signal: AbortSignal, deliver: (data: unknown[]) => void) {
    this.#signal = signal;
    this.#deliver = deliver;
    signal.addEventListener('abort', () => this.#forget(), { once: true });
  }

  /** Takes in a message that has passed every check but the one of its source. */
  hold(event: MessageEvent): void {
    if (this.#held.length < mostHeld) this.#held.push(event);
    if (this.#replaced) this.#deliverSoon();
  }

  /** The frame has got another document. */
  frameReplaced(): void {
    this.#replaced = true;
    this.#deliverSoon();
  }

  /** The frame has spoken for itself, so what it is to say next will not be an orphan of before. */
  frameSpoke(): void {
    this.#replaced = false;
  }

  /** In a task of its own, so that whatever is on its way as well is judged together. */
  #deliverSoon(): void {
    this.#timer ??= setTimeout(() => {
      const events = this.#held.filter(({ timeStamp }) => performance.now() - timeStamp < patience);
      this.#forget();
      if (events.length && !this.#signal.aborted) this.#deliver(events.map(event => event.data));
    });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = [];
  }
}
