import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws the element again when the page changes what it depends on: a `lang` around it, or what is in it, at any depth. */
export class PageChanges implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const observer = (this.#observer = new MutationObserver(() => this.#host.requestUpdate()));
    observer.observe(this.#host, { childList: true, subtree: true });
    for (let at: Element | null = this.#host; at;) {
      const root: Node = at.getRootNode();
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      at = root instanceof ShadowRoot ? root.host : null;
    }
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
