import { create, createButton } from './dom.js';
import { explain } from './host.js';
import { type Account, openBanking } from './open-banking.js';
import type { PageText } from './page-text.js';
import { createRow, createTable } from './transactions-table.js';

/** The transactions of an account page by page, as the bank hands them out: "Show more" asks it for the next one. */
export function createPagedTransactions(
  { ref, currency, transactions, next }: Account,
  accountId: string,
  page: PageText,
) {
  const { account: terms } = page.text;
  const toRows = (found: typeof transactions) =>
    found.map(transaction => createRow(transaction, currency, page));
  if (transactions.length === 0) return create('p', { class: 'muted' }, terms.noTransactions);
  const { table, body } = createTable(toRows(transactions), accountId, page);

  let after = next;
  let asking = false;
  const news = create('p', { class: 'muted', id: `${accountId}-news`, role: 'status', tabindex: '-1' });
  const more = createButton(terms.showMore, `${accountId}-more`, () => void showMore());
  more.setAttribute('aria-describedby', `${accountId}-title`);
  more.hidden = after === null;

  async function showMore() {
    if (asking || after === null) return;
    asking = true;
    try {
      const answer = await openBanking.transactions(ref, after);
      after = answer.next;
      body.append(...toRows(answer.transactions));
      news.replaceChildren(terms.shown(body.rows.length));
      // The focus stays at the button for the next page; after the last one it moves to what was said about it.
      if (after === null && document.activeElement === more) news.focus();
      more.hidden = after === null;
    } catch (error) {
      news.replaceChildren(explain(error, page.text));
    } finally {
      asking = false;
    }
  }

  return create('div', { class: 'stack' }, table, create('div', { class: 'row' }, more, news));
}
