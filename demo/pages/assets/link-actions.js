import { create, createButton } from './dom.js';

/** What the user can do with the linked bank in its present state. */
export class LinkActions {
  #page;
  #actions;
  #state = '';
  element = create('div', { id: 'link-actions', class: 'row' });

  /**
   * @param {import('./page-text.js').PageText} page
   * @param {{ refresh: () => void, unlink: () => void, reconnect: () => void }} actions
   */
  constructor(page, actions) {
    this.#page = page;
    this.#actions = actions;
  }

  /** @param {import('./host.js').LinkView} view */
  show(view) {
    // The buttons stay the same as long as the state does: replacing one would take the focus from it.
    if (view.state === this.#state) return;
    this.#state = view.state;
    const canRefresh = !('failure' in view) || view.failure?.canRefresh === true;
    this.element.replaceChildren(...this.#buttons(view.state, canRefresh));
  }

  /**
   * @param {import('./host.js').LinkView['state']} state
   * @param {boolean} canRefresh
   */
  #buttons(state, canRefresh) {
    const { text, language } = this.#page;
    const { refresh, reconnect } = this.#actions;
    const link = create(
      'a',
      { class: 'button', id: 'link-bank', href: `/dialog?lang=${language}` },
      text.actions.link,
    );
    const unlink = createButton(text.actions.unlink, 'unlink', () => this.#askUnlink());
    switch (state) {
      case 'none':
        return [link];
      case 'ready':
        return [createButton(text.actions.refresh, 'refresh', refresh, false), unlink];
      case 'mfa':
        return [createButton(text.actions.answer, 'answer', reconnect, false), unlink];
      case 'relink':
        return [createButton(text.actions.relink, 'relink', reconnect, false), unlink];
      case 'failed':
        return [canRefresh ? createButton(text.actions.tryAgain, 'refresh', refresh, false) : link, unlink];
      default:
        return [];
    }
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
