import { on } from '../browser/on.js';
import type { Transaction } from '../protocol/transaction.js';
import type { FlowContext, Transactions } from '../session/flow.js';

/** A page out of the browser's cache has nothing to wait for if its response was taken in the meantime. */
export function forgetTaken(
  context: FlowContext,
  transactions: Transactions,
  pending: () => readonly Transaction[],
  signal = context.signal,
): void {
  on(
    window,
    'pageshow',
    ({ persisted }) => {
      const waiting = pending();
      if (persisted && waiting.length && !waiting.some(transaction => transactions.has(transaction)))
        context.emit({ type: 'forget' });
    },
    signal,
  );
}
