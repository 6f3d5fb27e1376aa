import { html, type TemplateResult } from 'lit';
import { action } from '../../cards/action.js';
import { messagesIn } from '../../i18n/localize.js';
import type { Language } from '../../types.js';
import { texts } from './texts.js';

/** Open banking has failed for a technical reason, and Connect is offered. */
export function fallbackCard(
  language: Language,
  onConnect: () => void,
  onGiveUp: () => void,
): TemplateResult {
  const { fallback, useConnect } = texts[language];
  return html`<div class="card">
    <p part="message" .textContent=${fallback}></p>
    <div class="actions">
      ${action(useConnect, onConnect)} ${action(messagesIn(language).giveUp, onGiveUp)}
    </div>
  </div>`;
}
