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
  #isObstacleTold = false;
  /** It was connected, and not drawn since. */
  #isNew = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends the wait for the document. */
  #loading: AbortController | undefined;

  constructor(host: ReactiveControllerHost, find: MistakeFinder) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  /** Why no session starts, once the developer was told. */
  get toldObstacle(): string | undefined {
    return this.#isObstacleTold ? this.#find.obstacle() : undefined;
  }

  hostConnected(): void {
    this.#isNew = true;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // While the document is parsed, children and scripts are still to come.
    if (this.#isNew && (ownDocument('readyState') !== 'complete' || this.#find.others().length)) this.#wait();
    this.#isNew = false;
  }

  hostDisconnected(): void {
    this.#loading?.abort();
    clearTimeout(this.#timer);
    this.#loading = this.#timer = undefined;
  }

  /** A session would have started, but for an obstacle. */
  onObstacle(): void {
    if (!this.#isObstacleTold) this.#wait();
  }

  /** An error has said it already. */
  markTold(sentence: string): void {
    this.#told.add(sentence);
  }

  /** Until the document has loaded and the patience is over: a script may be on its way. */
  #wait(): void {
    if (this.#timer !== undefined || this.#loading) return;
    if (ownDocument('readyState') === 'complete') {
      this.#timer = setTimeout(() => this.#tell(), patience);
      return;
    }
    this.#loading = new AbortController();
    on(document, 'readystatechange', () => this.#onReadyState(), this.#loading.signal);
  }

  #onReadyState(): void {
    if (ownDocument('readyState') !== 'complete') return;
    this.#loading?.abort();
    this.#loading = undefined;
    if (this.#find.obstacle() || this.#find.others().length) this.#wait();
  }

  #tell(): void {
    this.#timer = undefined;
    const obstacle = this.#isObstacleTold ? undefined : this.#find.obstacle();
    this.#isObstacleTold ||= !!obstacle;
    for (const sentence of [...(obstacle ? [obstacle] : []), ...this.#find.others()]) {
      if (!this.#told.has(sentence)) warn(sentence);
      this.#told.add(sentence);
    }
    // The development build shows on the page why nothing starts.
    if (__DEV__ && obstacle) this.#host.requestUpdate();
  }
}
