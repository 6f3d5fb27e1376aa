import type { FlinksLink } from '../../../src/index.js';
import { askFirst } from './ask-first.js';
import { create, createButton } from './dom.js';
import type { LinkView } from './host.js';
import type { PageText } from './page-text.js';

interface LinkHandlers {
  refresh: () => void;
  unlink: () => void;
  /** Connects the element that is made for going back to the bank. */
  prepare: (bank: FlinksLink) => void;
}

/** What the user can do with the linked bank in its present state. */
export class LinkActions {
  readonly #page: PageText;
  readonly #actions: LinkHandlers;
  readonly #news: HTMLElement;
  #offered = '';
  element = create('div', { id: 'link-actions', class: 'row' });

  /** @param news - says what is going on; takes the focus when no button is left to have it */
  constructor(page: PageText, actions: LinkHandlers, news: HTMLElement) {
    this.#page = page;
    this.#news = news;
    this.#actions = actions;
  }

  show(view: LinkView) {
    // The buttons stay the same as long as what they do does: replacing one would take the focus from it.
    const offered = [view.state, 'requestId' in view ? view.requestId : ''].join(' ');
    if (offered === this.#offered) return;
    this.#offered = offered;
    const focused = this.element.contains(document.activeElement);
    const buttons = this.#buttons(view);
    this.element.replaceChildren(...buttons);
    if (!focused) return;
    // After a pressed button is gone the focus moves to its successor, or to the news; never to Unlink.
    const successor: HTMLElement | null = this.element.querySelector('button:not(#unlink), a');
    successor?.focus();
    if (!this.element.contains(document.activeElement)) this.#news.focus();
  }

  /** Opens Connect as the button for it would. */
  async reconnect() {
    const bank = this.element.querySelector('flinks-link');
    await customElements.whenDefined('flinks-link');
    await bank?.updateComplete;
    // The dialog gives the focus back to where it was.
    bank?.querySelector('button')?.focus();
    // Its events tell the page how that ends.
    await bank?.open().catch(() => undefined);
  }

  #buttons(view: LinkView) {
    const { text, language } = this.#page;
    const link = create(
      'a',
      { class: 'button', id: 'link-bank', href: `/dialog?lang=${language}` },
      text.actions.link,
    );
    const refresh = (label: string, quiet = false) =>
      createButton(label, 'refresh', this.#actions.refresh, quiet);
    const unlink = createButton(text.actions.unlink, 'unlink', () => this.#askUnlink());
    switch (view.state) {
      case 'none':
        return [link];
      case 'ready':
        return [refresh(text.actions.refresh), unlink];
      case 'mfa':
        return [
          this.#createReconnect(text.actions.answer, 'requestId' in view ? view.requestId : undefined),
          // The bank's question waits 8 minutes; after that only a new one helps (Flinks: resume and reconnect).
          refresh(text.actions.askAgain, true),
          unlink,
        ];
      case 'relink':
        return [this.#createReconnect(text.actions.relink), unlink];
      case 'failed':
        return [
          'failure' in view && view.failure?.canRefresh ? refresh(text.actions.tryAgain) : link,
          unlink,
        ];
      case 'fetching':
        // A bank may take half an hour.
        return [unlink];
      default:
        return [];
    }
  }

  /** Connect once more: at the bank's question where one is waiting, else from the start. */
  #createReconnect(label: string, requestId?: string) {
    const { text } = this.#page;
    const trigger = create('button', { type: 'button', class: 'button', id: 'reconnect-button' }, label);
    const bank = document.createElement('flinks-link');
    bank.id = 'reconnect';
    bank.append(trigger);
    bank.setAttribute('display', 'dialog');
    bank.setAttribute('customer-name', text.site.name);
    bank.setAttribute('params', 'institutionFilterEnable=true');
    if (requestId) bank.setAttribute('request-id', requestId);
    this.#actions.prepare(bank);
    return bank;
  }

  #askUnlink() {
    const { unlinkQuestion: question, confirm, keep } = this.#page.text.actions;
    askFirst(this.element, 'unlink', { question, confirm, keep }, this.#actions.unlink);
  }
}
