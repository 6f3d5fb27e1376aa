import { createBalanceChart } from './balance-chart.js';
import { create } from './dom.js';
import { createTransactions } from './transactions-table.js';

/** @typedef {import('../../server/account-view.js').AccountView} AccountView */

/**
 * One account: what it is, what is on it, how that came about.
 *
 * @param {AccountView} account
 * @param {string} id
 * @param {import('./page-text.js').PageText} page
 */
export function createAccountCard(account, id, page) {
  const { text, formats } = page;
  const { balance, currency } = account;
  const money = (/** @type {number | null} */ amount) =>
    amount === null ? '–' : formats.money(amount, currency);
  const digits = account.lastDigits && text.account.ending(account.lastDigits);
  const type = text.account.types[account.type] ?? account.type;
  const about = [type, digits, account.holder].filter(Boolean).join(' · ');
  const titleId = `${id}-title`;
  const further = [
    [text.account.available, balance.available],
    [text.account.limit, balance.limit],
  ].flatMap(([label, amount]) =>
    typeof amount === 'number'
      ? [create('div', {}, create('dt', {}, String(label)), create('dd', {}, money(amount)))]
      : [],
  );
  return create(
    'article',
    { class: 'card stack account', id, 'aria-labelledby': titleId },
    create(
      'header',
      { class: 'split' },
      create(
        'div',
        {},
        create('h2', { id: titleId }, account.title || text.account.untitled),
        create('p', { class: 'muted' }, about),
      ),
      create(
        'dl',
        { class: 'balances' },
        create(
          'div',
          { class: 'main' },
          create('dt', {}, text.account.current),
          create('dd', {}, money(balance.current ?? balance.available)),
        ),
        ...further,
      ),
    ),
    ...createBalanceChart(account, page),
    createTransactions(account, id, page),
  );
}
