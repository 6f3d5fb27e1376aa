import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { on } from '../browser/on.js';
import { ownDocument } from '../browser/own-document.js';

/** Conditions for starting a session automatically. */
export interface StartConditions {
  /** An inline session may start automatically, and none has. */
  readonly wanted: boolean;
  /** Why it cannot, for the developer; undefined when it can. */
  readonly obstacle: () => string | undefined;
  /** Wait until the element is near what is seen. */
  readonly lazy: boolean;
}

/**
 * Starts an inline session one task after all its conditions hold: a script after the tag can still set properties and
 * listeners.
 */
export class AutoStart implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #conditions: () => StartConditions;
  readonly #start: () => void;
  readonly #onObstacle: () => void;
  #task: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;
  #near = false;
  /** Aborts when the element leaves the document. */
  #connection = new AbortController();

  /**
   * @param conditions - as they are now
   * @param start - starts a session
   * @param onObstacle - one would have started, but for the obstacle
   */
  constructor(
    host: ReactiveControllerHost & Element,
    conditions: () => StartConditions,
    start: () => void,
    onObstacle: () => void,
  ) {
    this.#host = host;
    this.#conditions = conditions;
    this.#start = start;
    this.#onObstacle = onObstacle;
    host.addController(this);
  }

  /** Why no session starts, unless the element waits to be scrolled near. */
  get obstacle(): string | undefined {
    const { wanted, obstacle, lazy } = this.#conditions();
    return wanted && !this.#isFar(lazy) ? obstacle() : undefined;
  }

  /** lit does not render again when an element is put back into the document, or when a prerendered page is shown. */
  hostConnected(): void {
    this.#connection = new AbortController();
    this.#host.requestUpdate();
    if (ownDocument('prerendering'))
      on(document, 'prerenderingchange', this.#onChange, this.#connection.signal);
  }

  hostUpdated(): void {
    const { wanted, lazy } = this.#conditions();
    if (!lazy) this.#unobserve();
    // A page that is rendered ahead is not seen yet, and its frames wait until it is.
    if (!wanted || this.#task !== undefined || ownDocument('prerendering')) return;
    if (this.#isFar(lazy)) return this.#observe();
    this.#task = setTimeout(() => {
      this.#task = undefined;
      const now = this.#conditions();
      if (!now.wanted) return;
      if (now.obstacle()) this.#onObstacle();
      else this.#start();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#task);
    this.#task = undefined;
    this.#connection.abort();
    this.#unobserve();
  }

  #isFar(lazy: boolean): boolean {
    return lazy && !this.#near && 'IntersectionObserver' in window;
  }

  #unobserve(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #observe(): void {
    this.#observer ??= new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        this.#near = true;
        this.#unobserve();
        this.hostUpdated();
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this.#host);
  }

  /** A prerendered page is shown. */
  readonly #onChange = (): void => this.hostUpdated();
}
