import { html, type LitElement, type TemplateResult } from 'lit';
import { warn } from '../browser/warn.js';
import type { Messages } from '../i18n/messages.js';
import type { CloseSource } from '../types.js';

/** Milliseconds in which a page may show again what it hides, as frameworks do while something loads. */
const patience = 1_000;

/** A browser that does not know the selector refuses it. */
function isModal(dialog: HTMLElement): boolean {
  try {
    return dialog.matches(':modal');
  } catch {
    return dialog.hasAttribute('open');
  }
}

/**
 * A native modal dialog in the host's shadow root. Neither a click beside it nor the browser closes it: closing is
 * always asked for. Escape is heard as a key as well, because browsers let only the first `cancel` without a click be
 * prevented.
 */
export class ModalDialog {
  readonly #host: LitElement;
  readonly #onRequest: (source: CloseSource) => void;
  readonly #onClosed: () => void;
  /** Hears that the open dialog is drawn otherwise, or not any more. */
  #observer: ResizeObserver | undefined;
  #checking: ReturnType<typeof setTimeout> | undefined;
  #isWarned = false;
  /** The last Escape has done its work here. */
  #isUsed = false;

  /**
   * @param onRequest - the user wants to close
   * @param onClosed - it is closed, and not open again
   */
  constructor(host: LitElement, onRequest: (source: CloseSource) => void, onClosed: () => void) {
    this.#host = host;
    this.#onRequest = onRequest;
    this.#onClosed = onClosed;
  }

  get open(): boolean {
    return !!this.#element?.hasAttribute('open');
  }

  show(): void {
    const dialog = this.#element;
    if (!dialog || isModal(dialog)) return;
    // One that was moved in the document says that it is open, but is modal no more.
    dialog.removeAttribute('open');
    // Without it, as in jsdom, the dialog is open and not modal.
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute('open', '');
    this.#closeWhenHidden(dialog);
    this.#host.requestUpdate();
  }

  /** Focus returns to what had it before. */
  close(): void {
    const dialog = this.#element;
    this.#observer?.disconnect();
    clearTimeout(this.#checking);
    if (dialog?.close) dialog.close();
    else dialog?.removeAttribute('open');
    this.#host.requestUpdate();
  }

  /** After a move in the document. */
  restore(): void {
    if (this.open) this.show();
  }

  template(messages: Messages, content: TemplateResult): TemplateResult {
    return html`
      <dialog
        part="dialog"
        lang=${messages.language}
        aria-labelledby="title"
        @keydown=${this.#onKeydown}
        @keyup=${this.#onKeyup}
        @cancel=${this.#onCancel}
        @close=${this.#onClose}
      >
        <div part="header">
          <h2 id="title" tabindex="-1" autofocus .textContent=${messages.title}></h2>
          <button
            part="close"
            type="button"
            aria-label=${messages.close}
            @click=${() => this.#onRequest('button')}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6 18 18M18 6 6 18" /></svg>
          </button>
        </div>
        ${content}
      </dialog>
    `;
  }

  /** In an old browser it is an element like any other. */
  get #element(): (HTMLElement & Partial<HTMLDialogElement>) | null | undefined {
    return this.#host.renderRoot?.querySelector('dialog');
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Keys that compose a character belong to the input method; Safari reports the last of them with keyCode 229.
    if (event.isComposing || event.keyCode === 229) return;
    this.#isUsed = event.key === 'Escape' && !event.defaultPrevented;
    if (!this.#isUsed) return;
    // A dialog of the page around it would close as well.
    event.stopPropagation();
    this.#ask(event);
  };

  readonly #onKeyup = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#isUsed) event.stopPropagation();
  };

  readonly #onCancel = (event: Event): void => {
    if (event.target === event.currentTarget) this.#ask(event);
  };

  readonly #onClose = (): void => {
    if (!this.open) this.#onClosed();
  };

  /**
   * In a menu that hides itself, or inside of a dialog that closes, an open dialog is not drawn, and being modal it makes the
   * page unusable. It cannot be drawn elsewhere: moved in the document, Connect's frame would load again.
   */
  #closeWhenHidden(dialog: HTMLElement & Partial<HTMLDialogElement>): void {
    // Where nothing is drawn, as in jsdom, nothing is hidden.
    if (!('ResizeObserver' in window)) return;
    const check = () => {
      const isDrawn = dialog.getClientRects().length > 0 && dialog.checkVisibility?.() !== false;
      if (!this.open || isDrawn || !this.#host.isConnected) return;
      this.close();
      this.#onClosed();
      if (!this.#isWarned)
        warn('closed its dialog, which this page hides. Put it outside of what hides itself.');
      this.#isWarned = true;
    };
    const checkLater = () => {
      clearTimeout(this.#checking);
      this.#checking = setTimeout(check, patience);
    };
    this.#observer?.disconnect();
    this.#observer = new ResizeObserver(checkLater);
    this.#observer.observe(dialog);
    checkLater();
  }

  #ask(event: Event): void {
    event.preventDefault();
    this.#onRequest('escape');
  }
}
