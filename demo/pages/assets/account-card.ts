import type { AccountView } from '../../server/account-view.js';
import { create } from './dom.js';
import type { PageText } from './page-text.js';

/**
 * One account: what it is, what is on it, and what its page adds to that.
 *
 * @param content - how that came about
 */
export function createAccountCard(
  account: Omit<AccountView, 'transactions'>,
  id: string,
  { text, formats }: PageText,
  ...content: Node[]
) {
  const { balance, currency } = account;
  const money = (amount: number | null) => (amount === null ? '–' : formats.money(amount, currency));
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
    ...content,
  );
}
