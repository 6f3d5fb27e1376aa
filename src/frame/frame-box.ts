import { type OpenFrame, openFrame } from '../browser/frame.js';
import { ownDocument } from '../browser/own-document.js';
import type { FlowView, ViewHost } from '../session/flow.js';

/** The place of a frame in the host's shadow root, and the focus that goes into it and comes back. */
export class FrameBox implements FlowView {
  readonly #host: ViewHost;
  #reserved = false;
  #focusLost = false;

  constructor(host: ViewHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A frame is there, live or left by a success; or a live session keeps its place. */
  get framed(): boolean {
    return this.#reserved || this.#filled;
  }

  /** Keeps the place of a frame that is to come, until the signal aborts. */
  reserve(signal: AbortSignal): void {
    this.#reserved = true;
    signal.addEventListener('abort', () => (this.#reserved = false), { once: true });
  }

  /** Opens a frame here; the box is there once the host has rendered. */
  readonly open: OpenFrame = (options, signal) => {
    // Registered before the frame's own listener, which removes it.
    signal.addEventListener('abort', () => (this.#focusLost ||= this.#focused?.localName === 'iframe'), {
      once: true,
    });
    return openFrame(this.#box as Element, options, signal);
  };

  clear(): void {
    this.#box?.replaceChildren();
  }

  /** Moves the focus into the frame, unless the user has put it elsewhere in the meantime. */
  enter(): void {
    if (this.#focused?.matches('.panel, h2')) this.#box?.querySelector('iframe')?.focus();
  }

  /** A frame that goes takes the focus with it: the panel catches it, so that it does not fall to the page's top. */
  hostUpdated(): void {
    if (this.#focusLost && !this.#filled && this.#isNowhere)
      this.#host.renderRoot.querySelector<HTMLElement>('.panel')?.focus();
    this.#focusLost = false;
  }

  /** Nothing has the focus: a listener of the page may have put it elsewhere. */
  get #isNowhere(): boolean {
    let active = ownDocument('activeElement');
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return !active || active === ownDocument('body') || active === this.#host.shadowRoot?.host;
  }

  get #filled(): boolean {
    return !!this.#box?.hasChildNodes();
  }

  get #focused(): Element | null | undefined {
    return this.#host.shadowRoot?.activeElement;
  }

  get #box(): Element | null {
    return this.#host.renderRoot.querySelector('.box');
  }
}
