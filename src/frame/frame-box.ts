import type { LitElement, ReactiveController } from 'lit';
import { type OpenFrame, openFrame } from '../browser/frame.js';
import { ownDocument } from '../browser/own-document.js';

/** The place of the frame in the host's shadow root, and the focus that goes into it and comes back. */
export class FrameBox implements ReactiveController {
  readonly #host: LitElement;
  #focusLost = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether a frame is there, be it live or kept behind a success. */
  get filled(): boolean {
    return !!this.#box?.hasChildNodes();
  }

  /** Where the focus waits while there is no frame. */
  get panel(): HTMLElement | undefined {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.panel') ?? undefined;
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

  /** Moves the focus into the frame, unless the person has put it elsewhere in the meantime. */
  enter(): void {
    if (this.#focused?.matches('.panel, h2')) this.#box?.querySelector('iframe')?.focus();
  }

  /** A frame that goes takes the focus with it: the panel catches it, so that it does not fall to the page's top. */
  hostUpdated(): void {
    if (this.#focusLost && !this.filled && this.#isNowhere) this.panel?.focus();
    this.#focusLost = false;
  }

  /** Nobody has the focus: a listener of the page may have put it elsewhere. */
  get #isNowhere(): boolean {
    let active = ownDocument('activeElement');
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return !active || active === ownDocument('body') || active === this.#host;
  }

  get #focused(): Element | null | undefined {
    return this.#host.shadowRoot?.activeElement;
  }

  get #box(): Element | null | undefined {
    return this.#host.renderRoot?.querySelector('.box');
  }
}
