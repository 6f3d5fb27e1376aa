import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/messages.js';

export interface TriggerState {
  readonly messages: Messages;
  readonly disabled: boolean;
  /** Where a click leads, if the trigger is to be a link, with all that browsers do for links. */
  readonly link: URL | undefined;
  readonly onClick: (event: Event) => void;
}

/** What the user presses to start: what the page has slotted, else a button or link of the element. */
export class Trigger {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  template(state: TriggerState): TemplateResult {
    const onSlotchange = () => this.#host.requestUpdate();
    return html`<slot @click=${state.onClick} @slotchange=${onSlotchange}></slot>${
        this.#isSlotted ? nothing : this.#own(state)
      }`;
  }

  /** The trigger, or else `panel`: where the browser points when a form cannot be sent, and where `focus()` goes. */
  anchorOr(panel: HTMLElement | null | undefined): HTMLElement | undefined {
    const root = this.#host.renderRoot as ParentNode | undefined;
    const candidates = [
      root?.querySelector<HTMLSlotElement>('slot:not([name])')?.assignedElements()[0],
      root?.querySelector('.trigger > *'),
      panel,
    ];
    return candidates.find(candidate => candidate?.checkVisibility()) as HTMLElement | undefined;
  }

  #own({ messages: { title, language }, disabled, link, onClick }: TriggerState): TemplateResult {
    const trigger =
      link && !disabled
        ? html`<a part="action" href=${link.href} target="_blank" rel="noopener">${title}</a>`
        : html`<button part="action" type="button" ?disabled=${disabled}>${title}</button>`;
    return html`<span class="trigger" lang=${language} @click=${onClick}>${trigger}</span>`;
  }

  /** Whether the page has slotted a trigger. The white space of its markup is none, though it fills the slot. */
  get #isSlotted(): boolean {
    return [...this.#host.childNodes].some(node =>
      node instanceof Element ? !node.slot : node instanceof Text && node.data.trim() !== '',
    );
  }
}
