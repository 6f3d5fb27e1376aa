import { ask } from './host.js';

/** @typedef {import('../../server/account-view.js').AccountView} AccountView */
/** @typedef {AccountView & Transactions & { ref: string }} Account */
/** @typedef {{ transactions: AccountView['transactions'], next: string | null }} Transactions `next` is where the next page begins */
/** @typedef {import('../../server/outbound/providers.js').Provider} Provider */
/** @typedef {{ institution: string, collectedAt: string, accounts: Account[] }} Accounts `institution` is the name of the bank, where it is known */

/** What the backend of this page does for open banking. The tokens stay there. */
export const openBanking = {
  /** @returns {Promise<Provider[]>} */
  providers: () => ask('GET', '/api/outbound/providers'),

  /**
   * The same and the banks that Connect links: the list of `flow="auto"`.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<object[]>}
   */
  allProviders: signal => ask('GET', '/api/flinks/providers', { signal }),

  /**
   * The address that leads to the bank, with a state that only the backend knows to be good.
   *
   * @param {{ way: 'page' | 'backend' } & import('./bank-element.js').AuthorizeContext} wanted `way` says who takes the answer
   * @returns {Promise<{ url: string, state: string }>}
   */
  start: ({ way, providerId, language, signal }) =>
    ask('POST', '/api/outbound/start', { signal, body: JSON.stringify({ way, providerId, language }) }),

  /**
   * `keepalive`: the code arrives even when the user leaves the page in this moment.
   *
   * @param {object} detail of a `flinks-code` event
   * @returns {Promise<void>}
   */
  code: detail => ask('POST', '/api/outbound/code', { keepalive: true, body: JSON.stringify(detail) }),

  /** @returns {Promise<{ state: 'none' | 'linked' | 'relink' }>} */
  link: () => ask('GET', '/api/outbound/link'),

  /** @returns {Promise<Accounts>} each account with its first transactions */
  accounts: () => ask('GET', '/api/outbound/accounts'),

  /**
   * @param {string} ref of the account
   * @param {string} after where the page before it has ended
   * @returns {Promise<Transactions>}
   */
  transactions: (ref, after) =>
    ask('GET', `/api/outbound/accounts/${ref}/transactions?after=${encodeURIComponent(after)}`),

  /** @returns {Promise<void>} */
  disconnect: () => ask('DELETE', '/api/outbound/link'),
};
