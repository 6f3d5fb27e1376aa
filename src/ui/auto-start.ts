import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { warn } from './warn.js';

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
 * Starts a session that nobody opens, inline or ahead of a click, one task after all its conditions hold: a script
 * behind the tag can still set properties and listeners.
 */
export class AutoStart implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #conditions: () => StartConditions;
  readonly #start: () => void;
  #task: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;
  #near = false;
  #warned = false;

  constructor(host: ReactiveControllerHost & Element, conditions: () => StartConditions, start: () => void) {
    this.#host = host;
    this.#conditions = conditions;
    this.#start = start;
    host.addController(this);
  }

  /** An element that comes back to the document does not render by itself; nor does a page that was rendered ahead. */
  hostConnected(): void {
    this.#host.requestUpdate();
    if (document.prerendering) document.addEventListener('prerenderingchange', this.#onShown, { once: true });
  }

  hostUpdated(): void {
    const { wanted, lazy } = this.#conditions();
    if (!lazy) this.#unobserve();
    // Nobody sees a page that is rendered ahead, and its frames wait for somebody who does.
    if (!wanted || this.#task !== undefined || document.prerendering) return;
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
    document.removeEventListener('prerenderingchange', this.#onShown);
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

  readonly #onReadyState = (): void => this.hostUpdated();

  readonly #onShown = (): void => this.hostUpdated();

  /** Said once, and only when the document has loaded: until then a script may be on its way. */
  #explain(): void {
    if (this.#warned) return;
    if (document.readyState !== 'complete') {
      // One listener, however often it is added.
      document.addEventListener('readystatechange', this.#onReadyState, { once: true });
      return;
    }
    this.#warned = true;
    warn('waits for a token: set authorizeToken to a function that asks your backend for one.');
  }
}
