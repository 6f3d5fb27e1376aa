import { html, nothing, type TemplateResult } from 'lit';
import type { PickerTexts } from '../texts.js';

export interface SearchFieldView {
  readonly texts: PickerTexts;
  readonly text: string;
  /** Id of the list that it controls, once there is one. */
  readonly list: string | undefined;
  /** Id of the option that the user is at. */
  readonly active: string | undefined;
  readonly onInput: (event: Event) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  /** Of a key that is released, or has typed. */
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onClear: () => void;
}

/** The field that a bank is searched in, which is a combobox, with its label and a button that empties it. */
export const searchField = (view: SearchFieldView): TemplateResult => html`
  <label for="search" .textContent=${view.texts.label}></label>
  <div class="field">
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="11" cy="11" r="6" />
      <path d="m15.5 15.5 5 5" />
    </svg>
    <input
      id="search"
      part="search"
      type="text"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${String(!!view.list)}
      aria-controls=${view.list ?? nothing}
      aria-activedescendant=${view.active ?? nothing}
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      inputmode="search"
      enterkeyhint="go"
      maxlength="100"
      placeholder=${view.texts.hint}
      .value=${view.text}
      @input=${view.onInput}
      @keydown=${view.onKeydown}
      @keypress=${view.onKey}
      @keyup=${view.onKey}
    />
    ${
      view.text
        ? html`<button type="button" aria-label=${view.texts.clear} @click=${view.onClear}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 7 17 17M17 7 7 17" /></svg>
          </button>`
        : nothing
    }
  </div>
`;
