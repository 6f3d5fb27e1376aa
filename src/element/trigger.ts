import { html, type LitElement, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/messages.js';

export interface TriggerState {
  readonly messages: Messages;
  readonly disabled: boolean;
  /** Where a click leads, if the trigger is to be a link, with all that browsers do for links. */
  readonly link: URL | undefined;
  readonly onClick: (event: Event) => void;
}

/** What can have the focus, by its markup: a page may disable or hide its trigger, which stays the trigger. */
const focusable =
  'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[tabindex],[contenteditable]';

/** A form of the page may have a field that is called `localName`, or as a method of it. */
const isCustom = ({ localName }: Element): boolean => String(localName).includes('-');

/** The first of them, at any depth and through slots. A custom element counts: what it is made of is its own. */
function findTrigger(elements: Iterable<Element>): HTMLElement | undefined {
  const { matches, querySelectorAll } = Element.prototype;
  for (const element of elements) {
    if (isCustom(element) || matches.call(element, focusable)) return element as HTMLElement;
    const assigned = element instanceof HTMLSlotElement ? element.assignedElements() : [];
    const found = findTrigger(assigned.length ? assigned : querySelectorAll.call(element, ':scope > *'));
    if (found) return found;
  }
  return undefined;
}

/** Whether it has a place on the screen. Older browsers lack `checkVisibility()`. */
const isShown = (element: Element | null | undefined): boolean => !!element?.getClientRects().length;

/** What the user presses to start: what the page has slotted, else a button or link of the element. */
export class Trigger {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  template(state: TriggerState): TemplateResult {
    const slotted = this.#slotted;
    const onClick = (event: Event) => {
      if (slotted && event.composedPath().includes(slotted)) state.onClick(event);
    };
    return html`<slot @click=${onClick} @slotchange=${() => this.#host.requestUpdate()}></slot>${
        slotted
          ? html`<span class="anchor" tabindex="-1" @focus=${() => slotted.focus()}></span>`
          : this.#own(state)
      }`;
  }

  /**
   * The trigger, or else `panel`: where the browser points when a form cannot be sent, and where `focus()` goes. A browser
   * points only at what can have the focus and is inside of the element: something of the element stands in for a custom
   * element, for what a slot has forwarded and for a trigger that is hidden or disabled.
   */
  anchorOr(panel: HTMLElement | null | undefined): HTMLElement | undefined {
    const root = this.#host.renderRoot as ParentNode | undefined;
    const slotted = this.#slotted;
    const isPlain =
      slotted &&
      Element.prototype.matches.call(slotted, ':not(:disabled)') &&
      !isCustom(slotted) &&
      this.#host.contains(slotted);
    const candidates = [
      isPlain && root?.querySelector('.anchor') ? slotted : undefined,
      root?.querySelector('.trigger > *, .anchor'),
      panel,
    ];
    return candidates.find(isShown) as HTMLElement | undefined;
  }

  #own({ messages: { title, language }, disabled, link, onClick }: TriggerState): TemplateResult {
    const trigger =
      link && !disabled
        ? html`<a part="action" href=${link.href} target="_blank" rel="noopener" .textContent=${title}></a>`
        : html`<button part="action" type="button" ?disabled=${disabled} .textContent=${title}></button>`;
    return html`<span class="trigger" lang=${language} @click=${onClick}>${trigger}</span>`;
  }

  get #slotted(): HTMLElement | undefined {
    return findTrigger(this.#host.querySelectorAll(':scope > :not([slot]), :scope > [slot=""]'));
  }
}
