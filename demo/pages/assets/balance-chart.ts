import type { AccountView } from '../../server/account-view.js';
import { balanceHistory, monthlyTotals } from './balance-history.js';
import { create, createSvg } from './dom.js';
import type { PageText } from './page-text.js';

const WIDTH = 600;
const DAY = 24 * 60 * 60 * 1000;
const HEIGHT = 120;

/**
 * The balance over time as a picture, the same in words for who cannot see it, and the months as a table.
 *
 * @returns nothing when there is no history to draw
 */
export function createBalanceChart(account: AccountView, { text, formats }: PageText): Node[] {
  const history = balanceHistory(account);
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || first === last) return [];
  const balances = history.map(day => day.balance);
  const [low, high] = [Math.min(...balances), Math.max(...balances)];
  const money = (amount: number) => formats.money(amount, account.currency);
  const summary = text.chart.summary(
    formats.date(first.date),
    formats.date(last.date),
    money(low),
    money(high),
  );
  const figure = create(
    'figure',
    { class: 'chart' },
    create('figcaption', {}, text.chart.title),
    create('p', { class: 'axis' }, money(high)),
    createLine(history, low, high, summary),
    create('p', { class: 'axis' }, money(low)),
    create(
      'p',
      { class: 'axis split' },
      create('span', {}, formats.date(first.date)),
      create('span', {}, formats.date(last.date)),
    ),
  );
  return [figure, createMonths(account, { text, formats })];
}

/** A balance holds until the next transaction, so the line goes in steps. */
function createLine(
  history: { date: string; balance: number }[],
  low: number,
  high: number,
  summary: string,
) {
  const days = history.map(({ date }) => Date.parse(date));
  // A balance lasts until the next one: the last of them is given a day, or it would be a spike.
  const [start, end] = [days[0] ?? 0, (days.at(-1) ?? 0) + DAY];
  const x = (day: number) => (((day - start) / (end - start || 1)) * WIDTH).toFixed(1);
  const y = (balance: number) => (HEIGHT - ((balance - low) / (high - low || 1)) * HEIGHT).toFixed(1);
  const steps = history.map(({ date, balance }, index) =>
    index === 0 ? `M0 ${y(balance)}` : `H${x(Date.parse(date))}V${y(balance)}`,
  );
  const line = `${steps.join('')}H${WIDTH}`;
  return createSvg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': summary },
    createSvg('path', { class: 'area', d: `${line}V${HEIGHT}H0Z` }),
    createSvg('path', { class: 'line', d: line, 'vector-effect': 'non-scaling-stroke' }),
  );
}

function createMonths(
  account: AccountView,
  { text: { chart }, formats }: Pick<PageText, 'text' | 'formats'>,
) {
  const money = (amount: number) => formats.money(amount, account.currency);
  const rows = monthlyTotals(account).map(({ month, moneyIn, moneyOut }) =>
    create(
      'tr',
      {},
      create('th', { scope: 'row' }, formats.month(month)),
      create('td', { class: 'amount in' }, money(moneyIn)),
      create('td', { class: 'amount' }, money(moneyOut)),
    ),
  );
  const heads = [chart.month, chart.moneyIn, chart.moneyOut].map(name =>
    create('th', { scope: 'col' }, name),
  );
  return create(
    'details',
    {},
    create('summary', {}, chart.months),
    create(
      'table',
      { class: 'months' },
      create('thead', {}, create('tr', {}, ...heads)),
      create('tbody', {}, ...rows),
    ),
  );
}
