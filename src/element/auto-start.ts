import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { on } from '../browser/on.js';
import { ownDocument } from '../browser/own-document.js';
import { warn } from '../browser/warn.js';

/** Conditions for starting a session automatically. */
export interface StartConditions {
  /** An inline session may start automatically, and none has. */
  readonly wanted: boolean;
  /** Why it cannot, for the developer; undefined when it can. */
  readonly obstacle: string | undefined;
  /** Wait until the element is near what is seen. */
  readonly lazy: boolean;
}

/** Milliseconds after the page has loaded, or the element was connected, in which a framework can still set what is missing. */
const patience = 3_000;

/**
 * Starts an inline session one task after all its conditions hold: a script after the tag can still set properties and
 * listeners.
 */
export class AutoStart implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #conditions: () => StartConditions;
  readonly #start: () => void;
  #task: ReturnType<typeof setTimeout> | undefined;
  #explaining: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;
  #near = false;
  #warned = false;
  /** Aborts when the element leaves the document. */
  #connection = new AbortController();

  constructor(host: ReactiveControllerHost & Element, conditions: () => StartConditions, start: () => void) {
    this.#host = host;
    this.#conditions = conditions;
    this.#start = start;
    host.addController(this);
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
    if (lazy && !this.#near && 'IntersectionObserver' in window) return this.#observe();
    this.#task = setTimeout(() => {
      this.#task = undefined;
      const now = this.#conditions();
      if (!now.wanted) return;
      if (now.obstacle) this.#explainLater();
      else this.#start();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#task);
    clearTimeout(this.#explaining);
    this.#task = this.#explaining = undefined;
    this.#connection.abort();
    this.#unobserve();
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

  /** The document has loaded, or a prerendered page is shown. */
  readonly #onChange = (): void => this.hostUpdated();

  /** Said once, when the document has loaded: until then a script may be on its way. */
  #explainLater(): void {
    if (this.#warned || this.#explaining !== undefined) return;
    if (ownDocument('readyState') !== 'complete') {
      // One listener, however often it is added.
      on(document, 'readystatechange', this.#onChange, this.#connection.signal);
      return;
    }
    this.#explaining = setTimeout(() => {
      this.#explaining = undefined;
      const { wanted, obstacle } = this.#conditions();
      if (!wanted || !obstacle) return;
      this.#warned = true;
      warn(obstacle);
    }, patience);
  }
}
