import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { on } from '../browser/on.js';
import { ownDocument } from '../browser/own-document.js';
import { warn } from '../browser/warn.js';

/** Milliseconds after the page has loaded, or the element was connected, in which a script can still set what is missing. */
const patience = 3_000;

/** What is wrong now, a sentence each for the developer. */
export interface MistakeFinder {
  /** Why no session starts. */
  readonly obstacle: () => string | undefined;
  /** What else is to be corrected. */
  readonly others: () => readonly string[];
}

/** Tells the developer, in one line of the console each, what is wrong with an element that raises no error. */
export class Mistakes implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: MistakeFinder;
  readonly #told = new Set<string>();
  /** It was connected, and not drawn since. */
  #isNew = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Aborts when the element leaves the document. */
  #connection = new AbortController();

  constructor(host: ReactiveControllerHost, find: MistakeFinder) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    this.#isNew = true;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (this.#isNew && this.#find.others().length) this.lookLater();
    this.#isNew = false;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#connection.abort();
  }

  /** The obstacle that the developer was told. */
  get toldObstacle(): string | undefined {
    const obstacle = this.#find.obstacle();
    return obstacle && this.#told.has(obstacle) ? obstacle : undefined;
  }

  /** An error has said it already. */
  markTold(sentence: string): void {
    this.#told.add(sentence);
  }

  /** Looks again once the document has loaded and the patience is over: until then a script may be on its way. */
  lookLater(): void {
    if (this.#timer !== undefined) return;
    // One listener, however often it is added.
    if (ownDocument('readyState') !== 'complete')
      on(document, 'readystatechange', this.#onChange, this.#connection.signal);
    else this.#timer = setTimeout(() => this.#look(), patience);
  }

  readonly #onChange = (): void => this.lookLater();

  #look(): void {
    this.#timer = undefined;
    const obstacle = this.#find.obstacle();
    for (const sentence of [...(obstacle ? [obstacle] : []), ...this.#find.others()]) {
      if (!this.#told.has(sentence)) warn(sentence);
      this.#told.add(sentence);
    }
    // The development build shows on the page why nothing starts.
    if (__DEV__) this.#host.requestUpdate();
  }
}
