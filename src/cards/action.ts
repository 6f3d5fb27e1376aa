import { html, type TemplateResult } from 'lit';

/** A button of the element. */
export const action = (label: string, onClick: (event: Event) => void): TemplateResult =>
  html`<button part="action" type="button" @click=${onClick}>${label}</button>`;
