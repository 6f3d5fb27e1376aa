import { html, nothing, type TemplateResult } from 'lit';
import { messagesIn } from '../i18n/localize.js';
import type { FlowView, ViewState } from '../session/flow.js';
import type { Language } from '../types.js';
import { action } from './action.js';
import { waitingTexts } from './waiting-texts.js';

/** What the user can do while the bank has them, beside trying again and giving up. */
export interface Waiting {
  /** Brings the bank's window to the front. */
  readonly bringToFront?: () => void;
  /** Goes to the bank in this page instead. */
  readonly usePage?: () => void;
  /** The bank's URL, for a link in the place of a window that was blocked. */
  readonly href?: string;
  /** The link was followed. */
  readonly onFollow?: () => void;
}

/** The card of a session that waits for a window, or for a click that may open one. */
export class WaitingView implements FlowView {
  /** A window that cannot be closed from here may still be at the bank. */
  isWindowLeft = false;
  #waiting: Waiting = {};

  begin(): void {
    this.isWindowLeft = false;
  }

  /** For the next drawing, which a status brings about. */
  show(waiting: Waiting): void {
    this.#waiting = waiting;
  }

  sentence({ status, language }: ViewState): string | undefined {
    const { waiting, earlier } = waitingTexts[language];
    if (status !== 'waiting') return undefined;
    return this.isWindowLeft ? `${waiting} ${earlier}` : waiting;
  }

  remark(language: Language): string | undefined {
    return this.isWindowLeft ? waitingTexts[language].left : undefined;
  }

  body({ status, language, notice, retry, giveUp }: ViewState): TemplateResult | undefined {
    if (status !== 'waiting') return undefined;
    const texts = waitingTexts[language];
    const { href, onFollow, bringToFront, usePage } = this.#waiting;
    return html`<div class="card">
      <slot name="waiting">
        ${notice?.code === 'popup-blocked' ? nothing : html`<p part="message" .textContent=${texts.waiting}></p>`}
      </slot>
      ${this.isWindowLeft ? html`<p part="message" .textContent=${texts.earlier}></p>` : nothing}
      <div class="actions">
        ${
          href
            ? html`<a
                href=${href}
                target="_blank"
                rel="noopener"
                part="action"
                @click=${onFollow}
                .textContent=${texts.openBank}
              ></a>`
            : nothing
        }
        ${bringToFront ? action(texts.bringToFront, bringToFront) : nothing}
        ${usePage ? action(texts.usePage, usePage) : nothing} ${action(texts.openAgain, retry)}
        ${action(messagesIn(language).giveUp, giveUp)}
      </div>
    </div>`;
  }
}
