import type { FlinksLink } from '../../src/element.js';
import type { StoredTransaction, Transaction } from '../../src/protocol/transaction.js';
import { TransactionStore } from '../../src/returns/transactions.js';
import { record } from './connect.js';
import { answer, comeBack } from './redirect.js';

/** A page that users come back to, with the element's script on it, and no element yet. */
export const elementPage = new URL('/test/hosts/element.html', location.href).href;

/** Keeps an attempt, as an element does that leaves by the whole page. */
export function left(others: Partial<Transaction> = {}): Transaction {
  const attempt: Transaction = {
    state: crypto.randomUUID(),
    flow: 'outbound',
    mode: 'page',
    owner: 'bank',
    returnTo: elementPage,
    redirectUri: elementPage,
    createdAt: Date.now(),
    attemptId: crypto.randomUUID(),
    ...others,
  };
  new TransactionStore().keep(attempt);
  return attempt;
}

/** Everything that is kept in this tab while a page is away. */
export const keptTransactions = (): readonly StoredTransaction[] =>
  Object.keys(sessionStorage)
    .filter(key => key.startsWith('flinks-link:'))
    .map(key => JSON.parse(sessionStorage.getItem(key)!));

/** The states that are kept. */
export const kept = (): readonly string[] => keptTransactions().map(({ state }) => state);

export interface Arrival {
  readonly frame: HTMLIFrameElement;
  readonly address: () => string;
  /** Puts an element into the page, with the recorded events of it. */
  readonly put: (set?: Partial<FlinksLink>) => {
    element: FlinksLink;
    events: { type: string; detail: unknown }[];
  };
}

/** Comes back to the page of the element, in a frame with an address bar of its own. */
export async function arrive(
  parameters: Record<string, string>,
  page: string = elementPage,
): Promise<Arrival> {
  const frame = await comeBack(answer(parameters, page));
  const inside = frame.contentWindow!;
  return {
    frame,
    address: () => inside.location.href,
    put(set = {}) {
      // The document of now: the redirect page has gone on to this one, or it was loaded once more.
      const element = inside.document.createElement('flinks-link');
      Object.assign(element, { flow: 'outbound', id: 'bank', ...set });
      const events = record(element);
      inside.document.body.append(element);
      return { element, events };
    },
  };
}
