import type { HostConfig } from '../../server/host-config.js';
import { find } from './dom.js';
import { counts, flows, readSettings, type Settings, toQuery } from './playground-settings.js';

interface SettingsFormOptions {
  config: HostConfig;
  onChange: (settings: Settings) => void;
}

/** The form that the settings are chosen in. */
export class SettingsForm {
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement, { config, onChange }: SettingsFormOptions) {
    this.#form = form;
    for (const flow of flows) this.#flowInput(flow).disabled = !isConfigured(flow, config);
    for (const note of form.querySelectorAll<HTMLElement>('[data-unless]'))
      note.hidden = isConfigured(note.getAttribute('data-unless') ?? '', config);
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

  set settings(settings: Settings) {
    for (const [name, value] of Object.entries(settings)) {
      const control = this.#form.elements.namedItem(name);
      if (control instanceof HTMLInputElement && control.type === 'checkbox')
        control.checked = value === 'true';
      else if (
        control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof RadioNodeList
      )
        control.value = value;
    }
    // What an address asks for may not be set up here.
    const [first] = flows.filter(flow => !this.#flowInput(flow).disabled);
    if (this.#flowInput(settings.flow).disabled && first) this.#flowInput(first).checked = true;
    this.#follow();
  }

  /** Shows what counts with the flow that is chosen, and nothing else. */
  #follow() {
    const { flow, accountSelectorEnable } = this.settings;
    for (const field of this.#form.querySelectorAll<HTMLElement>('[data-setting]'))
      field.hidden = !counts(field.getAttribute('data-setting') ?? '', flow);
    for (const group of this.#form.querySelectorAll('fieldset'))
      group.hidden = !group.querySelector('[data-setting]:not([hidden]), [name=flow]');
    const multiple = find('[name=accountSelectorMultiple]', HTMLInputElement, this.#form);
    multiple.disabled = accountSelectorEnable !== 'true';
  }

  #flowInput(flow: string) {
    return find(`[name=flow][value=${flow}]`, HTMLInputElement, this.#form);
  }
}

/** Keeps the settings in the address: a reload, the way back from the bank and the other language find them there. */
export function keepInAddress(settings: Settings) {
  const query = new URLSearchParams(toQuery(settings));
  query.set('lang', document.documentElement.lang);
  history.replaceState(history.state, '', `?${query}`);
  const other = find('a[hreflang]', HTMLAnchorElement);
  query.set('lang', other.hreflang);
  other.search = query.toString();
}

function isConfigured(flow: string, { outbound, custom, express }: HostConfig) {
  if (flow === 'custom') return custom;
  if (flow === 'express') return express;
  return flow === 'connect' || outbound;
}
