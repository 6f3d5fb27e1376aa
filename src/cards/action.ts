import { html, type TemplateResult } from 'lit';

/**
 * A button of the element. Its text is a property, as all that changes in place: a translator of pages puts elements around
 * the text that lit would change, and the old one would stay.
 */
export const action = (label: string, onClick: (event: Event) => void): TemplateResult =>
  html`<button part="action" type="button" @click=${onClick} .textContent=${label}></button>`;
