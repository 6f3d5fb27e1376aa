import type { Authorize, AuthorizeUrlContext, CodeOutcome } from '../../../src/index.js';
import type { AccountView } from '../../server/account-view.js';
import type { Provider } from '../../server/outbound/providers.js';
import { ask, tell } from './host.js';

export type Account = AccountView & Transactions & { ref: string };

interface Transactions {
  transactions: AccountView['transactions'];
  /** Where the next page begins. */
  next: string | null;
}

export interface Accounts {
  /** The name of the bank, where it is known. */
  institution: string;
  collectedAt: string;
  accounts: Account[];
}

/** What the backend of this page does for open banking. The tokens stay there. */
export const openBanking = {
  providers: () => ask<Provider[]>('GET', '/api/outbound/providers'),

  /** The same and the banks that Connect links: the list of `flow="auto"`. */
  allProviders: (signal: AbortSignal) => ask<object[]>('GET', '/api/flinks/providers', { signal }),

  /**
   * The address that leads to the bank, with a state that only the backend knows to be good.
   *
   * @param way - who takes the answer
   */
  start: (way: 'page' | 'backend', { providerId, language, signal }: AuthorizeUrlContext) =>
    ask<Authorize>('POST', '/api/outbound/start', {
      signal,
      body: JSON.stringify({ way, providerId, language }),
    }),

  /**
   * `keepalive`: the code arrives even when the user leaves the page in this moment.
   *
   * @param detail - of a `flinks-code` event
   */
  code: (detail: CodeOutcome) =>
    tell('POST', '/api/outbound/code', { keepalive: true, body: JSON.stringify(detail) }),

  link: () => ask<{ state: 'none' | 'linked' | 'relink' }>('GET', '/api/outbound/link'),

  /** @returns each account with its first transactions */
  accounts: () => ask<Accounts>('GET', '/api/outbound/accounts'),

  /**
   * @param ref - of the account
   * @param after - where the page before it has ended
   */
  transactions: (ref: string, after: string) =>
    ask<Transactions>('GET', `/api/outbound/accounts/${ref}/transactions?after=${encodeURIComponent(after)}`),

  disconnect: () => tell('DELETE', '/api/outbound/link'),
};
