import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws the element again when a `lang` around it changes. */
export class PageLanguage implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const observer = (this.#observer = new MutationObserver(() => this.#host.requestUpdate()));
    for (let at: Element | null = this.#host; at;) {
      const root: Node = at.getRootNode();
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      at = 'host' in root ? (root as ShadowRoot).host : null;
    }
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
