import { create, createButton } from './dom.js';

/** @typedef {import('./bank-element.js').FlinksLink} FlinksLink */

/** What the user can do with the linked bank in its present state. */
export class LinkActions {
  #page;
  #actions;
  #news;
  #state = '';
  element = create('div', { id: 'link-actions', class: 'row' });

  /**
   * @param {import('./page-text.js').PageText} page
   * @param {{ refresh: () => void, unlink: () => void, prepare: (bank: FlinksLink) => void }} actions `prepare` connects
   *   the element that this makes for going back to the bank
   * @param {HTMLElement} news says what is going on; takes the focus when no button is left to have it
   */
  constructor(page, actions, news) {
    this.#page = page;
    this.#news = news;
    this.#actions = actions;
  }

  /** @param {import('./host.js').LinkView} view */
  show(view) {
    // The buttons stay the same as long as the state does: replacing one would take the focus from it.
    if (view.state === this.#state) return;
    this.#state = view.state;
    const focused = this.element.contains(document.activeElement);
    const buttons = this.#buttons(view);
    this.element.replaceChildren(...buttons);
    if (!focused) return;
    // Whoever pressed a button that is gone goes on at its successor, or where the news is told.
    buttons[0]?.focus();
    if (!this.element.contains(document.activeElement)) this.#news.focus();
  }

  /** Opens Connect as the button for it would. */
  async reconnect() {
    const bank = /** @type {FlinksLink | null} */ (this.element.querySelector('#reconnect'));
    await customElements.whenDefined('flinks-link');
    // Its events tell the page how that ends.
    await bank?.open().catch(() => undefined);
  }

  /** @param {import('./host.js').LinkView} view */
  #buttons(view) {
    const { text, language } = this.#page;
    const link = create(
      'a',
      { class: 'button', id: 'link-bank', href: `/dialog?lang=${language}` },
      text.actions.link,
    );
    const refresh = (/** @type {string} */ label) =>
      createButton(label, 'refresh', this.#actions.refresh, false);
    const unlink = createButton(text.actions.unlink, 'unlink', () => this.#askUnlink());
    switch (view.state) {
      case 'none':
        return [link];
      case 'ready':
        return [refresh(text.actions.refresh), unlink];
      case 'mfa':
        return [
          this.#createReconnect(text.actions.answer, 'requestId' in view ? view.requestId : undefined),
          unlink,
        ];
      case 'relink':
        return [this.#createReconnect(text.actions.relink), unlink];
      case 'failed':
        return [
          'failure' in view && view.failure?.canRefresh ? refresh(text.actions.tryAgain) : link,
          unlink,
        ];
      default:
        return [];
    }
  }

  /**
   * Connect once more: at the bank's question where one is waiting, else from the start.
   *
   * @param {string} label
   * @param {string} [requestId]
   */
  #createReconnect(label, requestId) {
    const trigger = create('button', { type: 'button', class: 'button', id: 'reconnect-button' }, label);
    const bank = /** @type {FlinksLink} */ (document.createElement('flinks-link'));
    bank.id = 'reconnect';
    bank.append(trigger);
    bank.setAttribute('display', 'dialog');
    if (requestId) bank.setAttribute('request-id', requestId);
    this.#actions.prepare(bank);
    return bank;
  }

  #askUnlink() {
    const { actions } = this.#page.text;
    const before = [...this.element.children];
    const question = create('p', { id: 'unlink-question' }, actions.unlinkQuestion);
    const confirm = createButton(actions.confirm, 'unlink-confirm', () => {
      close();
      this.#actions.unlink();
    });
    confirm.classList.add('danger');
    confirm.setAttribute('aria-describedby', 'unlink-question');
    const keep = createButton(actions.keep, 'unlink-keep', () => close());
    const close = () => {
      this.element.replaceChildren(...before);
      /** @type {HTMLElement | null} */ (this.element.querySelector('#unlink'))?.focus();
    };
    this.element.replaceChildren(question, confirm, keep);
    keep.focus();
  }
}
