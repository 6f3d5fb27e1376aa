import type { AccountView, TransactionView } from '../../server/account-view.js';
import { create, createButton } from './dom.js';
import type { PageText } from './page-text.js';

/** So many transactions are shown before the user asks for all. */
const FIRST = 8;

/** All transactions of an account, the first of them at once. */
export function createTransactions(
  { transactions, currency }: AccountView,
  accountId: string,
  page: PageText,
) {
  const { account: terms } = page.text;
  if (transactions.length === 0) return create('p', { class: 'muted' }, terms.noTransactions);

  const rows = transactions.map(transaction => createRow(transaction, currency, page));
  const { table, body } = createTable(rows.slice(0, FIRST), accountId, page);
  if (rows.length <= FIRST) return table;

  let all = false;
  const more = createButton(terms.showAll(rows.length), `${accountId}-more`, () => {
    all = !all;
    body.replaceChildren(...rows.slice(0, all ? rows.length : FIRST));
    more.textContent = all ? terms.showFewer : terms.showAll(rows.length);
    more.setAttribute('aria-expanded', String(all));
  });
  more.setAttribute('aria-expanded', 'false');
  more.setAttribute('aria-controls', table.id);
  return create('div', { class: 'stack' }, table, more);
}

export function createTable(rows: Node[], accountId: string, { text: { account: terms } }: PageText) {
  const body = create('tbody', { role: 'rowgroup' }, ...rows);
  const heads = [terms.date, terms.description, terms.amount].map(name =>
    create('th', { scope: 'col', role: 'columnheader' }, name),
  );
  const table = create(
    'table',
    // Small screens lay the rows out in another way, which would take a table's meaning from it without the roles.
    { class: 'transactions', id: `${accountId}-transactions`, role: 'table' },
    create('caption', {}, terms.transactions),
    create('thead', { role: 'rowgroup' }, create('tr', { role: 'row' }, ...heads)),
    body,
  );
  return { table, body };
}

export function createRow(
  { date, description, amount, balance }: TransactionView,
  currency: string,
  { text, formats }: PageText,
) {
  const after = text.account.balanceAfter;
  return create(
    'tr',
    { role: 'row' },
    create('td', { class: 'date', role: 'cell' }, create('time', { datetime: date }, formats.date(date))),
    create('td', { class: 'description', role: 'cell' }, description),
    create(
      'td',
      { class: amount > 0 ? 'amount in' : 'amount', role: 'cell' },
      formats.change(amount, currency),
      ...(balance === null ? [] : [createBalance(after, formats.money(balance, currency))]),
    ),
  );
}

function createBalance(label: string, balance: string) {
  return create('small', {}, create('span', { class: 'unseen' }, `${label} `), balance);
}
