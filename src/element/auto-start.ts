import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { on } from '../browser/on.js';
import { ownDocument } from '../browser/own-document.js';
import { warn } from '../browser/warn.js';

/** What it depends on whether a session starts by itself. */
export interface StartConditions {
  /** Everything but the token holds. */
  readonly wanted: boolean;
  /** A token can be had. */
  readonly token: boolean;
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
  #task: ReturnType<typeof setTimeout> | undefined;
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

  /** An element that comes back to the document does not render by itself; nor does a page that was rendered ahead. */
  hostConnected(): void {
    this.#connection = new AbortController();
    this.#host.requestUpdate();
    if (ownDocument('prerendering'))
      on(document, 'prerenderingchange', this.#onChange, this.#connection.signal);
  }

  hostUpdated(): void {
    const { wanted, lazy } = this.#conditions();
    if (!lazy) this.#unobserve();
    // Nobody sees a page that is rendered ahead, and its frames wait for somebody who does.
    if (!wanted || this.#task !== undefined || ownDocument('prerendering')) return;
    if (lazy && !this.#near) return this.#observe();
    this.#task = setTimeout(() => {
      this.#task = undefined;
      const now = this.#conditions();
      if (!now.wanted) return;
      if (now.token) this.#start();
      else this.#explain();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#task);
    this.#task = undefined;
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

  /** Of the document: it has loaded, or is seen. */
  readonly #onChange = (): void => this.hostUpdated();

  /** Said once, and only when the document has loaded: until then a script may be on its way. */
  #explain(): void {
    if (this.#warned) return;
    if (ownDocument('readyState') !== 'complete') {
      // One listener, however often it is added.
      on(document, 'readystatechange', this.#onChange, this.#connection.signal);
      return;
    }
    this.#warned = true;
    warn('waits for a token: set authorizeToken to a function that asks your backend for one.');
  }
}
