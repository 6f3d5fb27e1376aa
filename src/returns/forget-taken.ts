import { on } from '../browser/on.js';
import type { Attempt } from '../protocol/attempt.js';
import type { FlowContext, Transactions } from '../session/flow.js';

/** A page out of the browser's cache has nothing to wait for if its response was taken in the meantime. */
export function forgetTaken(
  context: FlowContext,
  transactions: Transactions,
  pending: () => readonly Attempt[],
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
