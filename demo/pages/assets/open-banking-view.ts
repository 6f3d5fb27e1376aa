import { createAccountCard } from './account-card.js';
import { askFirst } from './ask-first.js';
import { create, createButton } from './dom.js';
import { explain, HostError } from './host.js';
import { type Accounts, openBanking } from './open-banking.js';
import type { PageText } from './page-text.js';
import { createPagedTransactions } from './paged-transactions.js';

interface OpenBankingViewOptions {
  section: HTMLElement;
  page: PageText;
  /** The way to the bank, where the page has no other. */
  relink?: Node[];
  onDisconnected?: () => void;
}

/** The bank that this session has linked by open banking: its accounts, and the way to be rid of it. */
export class OpenBankingView {
  readonly #page: PageText;
  readonly #section: HTMLElement;
  readonly #onDisconnected: () => void;
  #status = create('p', { id: 'open-banking-status', role: 'status', tabindex: '-1' });
  #notice = create('p', { id: 'open-banking-notice', class: 'notice', role: 'status' });
  #actions = create('div', { id: 'open-banking-actions', class: 'row' });
  #data = create('div', { id: 'open-banking-data', class: 'stack' });
  #relink: Node[];
  /** Which call of `show` is the last: what the others hear comes too late. */
  #turn = 0;

  constructor({ section, page, relink = [], onDisconnected = () => undefined }: OpenBankingViewOptions) {
    this.#page = page;
    this.#section = section;
    this.#relink = relink;
    this.#onDisconnected = onDisconnected;
    const panel = create('div', { class: 'card stack' }, this.#status, this.#notice, this.#actions);
    section.hidden = true;
    section.replaceChildren(panel, this.#data);
  }

  /** Shows the present state, with its accounts where there are some. */
  async show() {
    const { text } = this.#page;
    const turn = (this.#turn += 1);
    this.#notice.replaceChildren();
    try {
      const { state } = await openBanking.link();
      if (turn !== this.#turn) return;
      this.#section.hidden = state === 'none';
      if (state === 'none') return;
      if (state === 'relink') return this.#tell(text.openBanking.relink, ...this.#relink);
      this.#tell(text.status.fetching);
      const linked = await openBanking.accounts();
      if (turn !== this.#turn) return;
      this.#tell(text.status.ready(linked.accounts.length));
      this.#data.replaceChildren(...this.#content(linked));
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** @param buttons - beside Disconnect */
  #tell(news: string, ...buttons: Node[]) {
    const { actions } = this.#page.text;
    this.#status.replaceChildren(news);
    this.#data.replaceChildren();
    const disconnect = createButton(actions.disconnect, 'disconnect', () => this.#askDisconnect());
    this.#offer(...buttons, disconnect);
  }

  #offer(...buttons: Node[]) {
    const focused = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(...buttons);
    // The button that was pressed is gone: the focus moves to the news.
    if (focused) this.#status.focus();
  }

  #fail(error: unknown) {
    const { text } = this.#page;
    this.#section.hidden = false;
    if (error instanceof HostError && error.code === 'relink')
      return this.#tell(text.openBanking.relink, ...this.#relink);
    this.#tell(
      text.status.failed,
      createButton(text.actions.tryAgain, 'try-again', () => void this.show()),
    );
    this.#notice.replaceChildren(explain(error, text));
  }

  #content({ institution, collectedAt, accounts }: Accounts) {
    const { text, formats } = this.#page;
    const when = text.account.collectedAt(formats.instant(collectedAt));
    const cards = accounts.map((account, index) => {
      const id = `open-banking-account-${index + 1}`;
      return createAccountCard(account, id, this.#page, createPagedTransactions(account, id, this.#page));
    });
    const origin = create('p', { class: 'muted' }, [institution, when].filter(Boolean).join(' · '));
    return [origin, ...cards];
  }

  #askDisconnect() {
    const { disconnectQuestion: question, disconnectConfirm: confirm, keep } = this.#page.text.actions;
    askFirst(this.#actions, 'disconnect', { question, confirm, keep }, () => void this.#disconnect());
  }

  async #disconnect() {
    const { text } = this.#page;
    const news = [...this.#status.childNodes];
    const buttons = [...this.#actions.children];
    // What is still being read comes too late.
    this.#turn += 1;
    this.#notice.replaceChildren();
    this.#status.replaceChildren(text.openBanking.disconnecting);
    this.#offer();
    try {
      await openBanking.disconnect();
      this.#data.replaceChildren();
      this.#status.replaceChildren(text.openBanking.disconnected);
      this.#onDisconnected();
    } catch (error) {
      this.#status.replaceChildren(...news);
      this.#offer(...buttons);
      if (!this.#data.hasChildNodes()) await this.show();
      this.#notice.replaceChildren(explain(error, text));
    }
  }
}
