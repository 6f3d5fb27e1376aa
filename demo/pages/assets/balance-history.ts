import type { AccountView } from '../../server/account-view.js';

/**
 * The balance at the end of each day with a transaction, oldest first. Banks that give no balance per transaction get
 * one by going back from the present balance.
 */
export function balanceHistory({ transactions, balance }: AccountView): { date: string; balance: number }[] {
  const days = new Map<string, number>();
  let running = balance.current ?? balance.available;
  for (const transaction of transactions) {
    const after = transaction.balance ?? running;
    if (after !== null && !days.has(transaction.date)) days.set(transaction.date, after);
    running = after === null ? null : Math.round((after - transaction.amount) * 100) / 100;
  }
  return [...days].map(([date, amount]) => ({ date, balance: amount })).reverse();
}

/** What came in and went out in each month, newest first. */
export function monthlyTotals({
  transactions,
}: AccountView): { month: string; moneyIn: number; moneyOut: number }[] {
  const months = new Map<string, { month: string; moneyIn: number; moneyOut: number }>();
  for (const { date, amount } of transactions) {
    const month = date.slice(0, 7);
    const totals = months.get(month) ?? { month, moneyIn: 0, moneyOut: 0 };
    if (amount > 0) totals.moneyIn += amount;
    else totals.moneyOut -= amount;
    months.set(month, totals);
  }
  return [...months.values()];
}
