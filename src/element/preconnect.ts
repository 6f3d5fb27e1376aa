import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

/** Lets the browser connect to the flow's origin when the user is about to open it: a hint, no request. */
export class Preconnect implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #origin: () => string | undefined;
  #intended = false;

  /** @param origin - where to; undefined when that is not wanted, or not known yet */
  constructor(host: ReactiveControllerHost & Element, origin: () => string | undefined) {
    this.#host = host;
    this.#origin = origin;
    host.addController(this);
  }

  hostConnected(): void {
    for (const intent of ['pointerenter', 'focusin']) this.#host.addEventListener(intent, this.#onIntent);
  }

  hostDisconnected(): void {
    for (const intent of ['pointerenter', 'focusin']) this.#host.removeEventListener(intent, this.#onIntent);
  }

  template(): TemplateResult | typeof nothing {
    const origin = this.#intended ? this.#origin() : undefined;
    return origin ? html`<link rel="preconnect" href=${origin} />` : nothing;
  }

  readonly #onIntent = (): void => {
    if (this.#intended) return;
    this.#intended = true;
    this.#host.requestUpdate();
  };
}
