import { counts, flows, readSettings, toQuery } from './playground-settings.js';

/** @typedef {import('./playground-settings.js').Settings} Settings */

/** The form that the settings are chosen in. */
export class SettingsForm {
  #form;

  /**
   * @param {HTMLFormElement} form
   * @param {object} options
   * @param {import('./host.js').HostConfig} options.config
   * @param {(settings: Settings) => void} options.onChange
   */
  constructor(form, { config, onChange }) {
    this.#form = form;
    for (const flow of flows) this.#flowInput(flow).disabled = !isConfigured(flow, config);
    for (const note of form.querySelectorAll('[data-unless]'))
      /** @type {HTMLElement} */ (note).hidden = isConfigured(note.getAttribute('data-unless') ?? '', config);
    const changed = () => {
      this.#follow();
      onChange(this.settings);
    };
    // A text counts when it is complete: each change of the element is a session of its own.
    form.addEventListener('change', changed);
    form.addEventListener('submit', event => {
      event.preventDefault();
      changed();
    });
  }

  get settings() {
    return readSettings(new FormData(this.#form));
  }

  /** @param {Settings} settings */
  set settings(settings) {
    for (const [name, value] of Object.entries(settings)) {
      const control = this.#form.elements.namedItem(name);
      if (control instanceof HTMLInputElement && control.type === 'checkbox')
        control.checked = value === 'true';
      else if (control !== null) /** @type {RadioNodeList} */ (control).value = value;
    }
    // What an address asks for may not be set up here.
    const [first] = flows.filter(flow => !this.#flowInput(flow).disabled);
    if (this.#flowInput(settings.flow).disabled && first) this.#flowInput(first).checked = true;
    this.#follow();
  }

  /** Shows what counts with the flow that is chosen, and nothing else. */
  #follow() {
    const { flow, accountSelectorEnable } = this.settings;
    for (const field of this.#form.querySelectorAll('[data-setting]'))
      /** @type {HTMLElement} */ (field).hidden = !counts(field.getAttribute('data-setting') ?? '', flow);
    for (const group of this.#form.querySelectorAll('fieldset'))
      group.hidden = !group.querySelector('[data-setting]:not([hidden]), [name=flow]');
    const multiple = /** @type {HTMLInputElement} */ (
      this.#form.elements.namedItem('accountSelectorMultiple')
    );
    multiple.disabled = accountSelectorEnable !== 'true';
  }

  /** @param {string} flow */
  #flowInput(flow) {
    return /** @type {HTMLInputElement} */ (this.#form.querySelector(`[name=flow][value=${flow}]`));
  }
}

/**
 * Keeps the settings in the address: a reload, the way back from the bank and the other language find them there.
 *
 * @param {Settings} settings
 */
export function keepInAddress(settings) {
  const query = new URLSearchParams(toQuery(settings));
  query.set('lang', document.documentElement.lang);
  history.replaceState(history.state, '', `?${query}`);
  const other = /** @type {HTMLAnchorElement} */ (document.querySelector('a[hreflang]'));
  query.set('lang', other.hreflang);
  other.search = query.toString();
}

/** @param {string} flow @param {import('./host.js').HostConfig} config */
function isConfigured(flow, { outbound, custom, express }) {
  if (flow === 'custom') return custom;
  if (flow === 'express') return express;
  return flow === 'connect' || outbound;
}
