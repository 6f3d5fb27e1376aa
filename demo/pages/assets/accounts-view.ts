import type { FlinksLink } from '../../../src/index.js';
import type { HostConfig } from '../../server/host-config.js';
import type { en } from '../text/en.js';
import { createAccountCard } from './account-card.js';
import { createAttributes } from './attributes-table.js';
import { createBalanceChart } from './balance-chart.js';
import { connect, hear } from './bank-element.js';
import { create } from './dom.js';
import { explain, host, type LinkView } from './host.js';
import { LinkActions } from './link-actions.js';
import { LinkProgress } from './link-progress.js';
import type { PageText } from './page-text.js';
import { createTransactions } from './transactions-table.js';

/** How often the page asks its own backend while data is collected. */
const WATCH_MS = 1000;

/** How long it waits for a backend that did not answer. */
const LOST_MS = 5000;

interface AccountsViewOptions {
  section: HTMLElement;
  page: PageText;
  config: HostConfig;
  onUnlinked?: () => unknown;
}

/** The bank that is linked in this session: how far it is, its accounts, and what can be done with it. */
export class AccountsView {
  readonly #page: PageText;
  readonly #config: HostConfig;
  readonly #onUnlinked: () => unknown;
  #status = create('p', { id: 'link-status', role: 'status', tabindex: '-1' });
  #notice = create('p', { id: 'link-notice', class: 'notice', role: 'status' });
  #data = create('div', { id: 'link-data', class: 'stack' });
  readonly #progress: LinkProgress;
  readonly #actions: LinkActions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = '';
  #isRefreshing = false;
  #isLost = false;

  constructor({ section, page, config, onUnlinked = () => undefined }: AccountsViewOptions) {
    this.#page = page;
    this.#config = config;
    this.#onUnlinked = onUnlinked;
    this.#progress = new LinkProgress(page.text);
    const actions = {
      refresh: () => this.#attempt(() => this.#refresh()),
      unlink: () => this.#attempt(() => this.#unlink()),
      prepare: (bank: FlinksLink) => this.#prepare(bank),
    };
    this.#actions = new LinkActions(page, actions, this.#status);
    const panel = create(
      'div',
      { class: 'card stack' },
      this.#status,
      this.#notice,
      this.#progress.element,
      this.#actions.element,
    );
    section.replaceChildren(panel, this.#data);
  }

  /** Shows the present state, and keeps watching while something is under way. */
  async watch() {
    clearTimeout(this.#timer);
    try {
      this.#show(await host.link());
      if (this.#isLost) this.#notice.replaceChildren();
      this.#isLost = false;
    } catch (error) {
      this.#notice.replaceChildren(explain(error, this.#page.text));
      this.#isLost = true;
      this.#timer = setTimeout(() => void this.watch(), LOST_MS);
    }
  }

  async #refresh() {
    // A live question to the bank takes as long as the bank does.
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    clearTimeout(this.#timer);
    this.#status.replaceChildren(this.#page.text.status.linking);
    this.#progress.show(undefined, true);
    try {
      const view = await host.refresh();
      this.#show(view);
      // The click on Refresh already said that the user wants to continue.
      if (view.state === 'mfa') await this.#actions.reconnect();
    } catch (error) {
      this.#show(await host.link());
      throw error;
    } finally {
      this.#isRefreshing = false;
    }
  }

  async #unlink() {
    await host.unlink();
    this.#show({ state: 'none' });
    this.#status.replaceChildren(this.#page.text.status.unlinked);
    this.#onUnlinked();
  }

  #prepare(bank: FlinksLink) {
    const { text } = this.#page;
    connect(bank, this.#config);
    hear(bank, {
      onLogin: detail => void this.#attempt(() => host.login(detail).then(() => this.watch())),
      onCancel: () => this.#notice.replaceChildren(text.status.stillAsked),
      onError: ({ code }) => this.#notice.replaceChildren(text.status.linkError(code)),
    });
  }

  #show(view: LinkView) {
    const busy = view.state === 'linking' || view.state === 'fetching';
    this.#status.replaceChildren(describe(view, this.#page.text));
    this.#progress.show('progress' in view ? view.progress : undefined, busy);
    this.#actions.show(view);
    const shown = 'collectedAt' in view ? (view.collectedAt ?? '') : '';
    if (shown !== this.#shown) this.#data.replaceChildren(...this.#content(view));
    this.#shown = shown;
    clearTimeout(this.#timer);
    if (busy) this.#timer = setTimeout(() => void this.watch(), WATCH_MS);
  }

  #content(view: LinkView) {
    if (!('accounts' in view) || !view.accounts) return [];
    const { text, formats } = this.#page;
    const when = text.account.collectedAt(formats.instant(view.collectedAt ?? ''));
    const origin = create('p', { class: 'muted' }, [view.institution, when].filter(Boolean).join(' · '));
    const cards = view.accounts.map((account, index) => {
      const id = `account-${index + 1}`;
      const history = createBalanceChart(account, this.#page);
      const transactions = createTransactions(account, id, this.#page);
      return createAccountCard(account, id, this.#page, ...history, transactions);
    });
    return [origin, ...cards, createAttributes(view.attributes ?? null, this.#page)];
  }

  /** Does what the user asked for, and says why when it fails. */
  async #attempt(action: () => Promise<void>) {
    this.#notice.replaceChildren();
    try {
      await action();
    } catch (error) {
      this.#notice.replaceChildren(explain(error, this.#page.text));
    }
  }
}

function describe(view: LinkView, text: typeof en) {
  if (view.state === 'ready') return text.status.ready('accounts' in view ? (view.accounts?.length ?? 0) : 0);
  if (view.state !== 'failed' || !('failure' in view) || !view.failure) return text.status[view.state];
  return `${text.status.failed} ${reason(view.failure.code ?? '', text)}`;
}

/** Some codes are our own backend's and no word of Flinks. */
function reason(code: string, { status }: typeof en) {
  if (code === 'TIMEOUT' || code === 'UNREACHABLE') return status.noAnswer;
  return /^UNEXPECTED/.test(code) ? status.unclear : status.flinksCode(code);
}
