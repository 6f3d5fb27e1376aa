import { FlinksError } from '../flinks-error.js';
import { list, record } from '../loose-json.js';
import { Refusal } from '../refusal.js';
import { nextOffsetOf, unwrap, viewFdxAccount, viewFdxTransactions } from './fdx-view.js';
import { isOver } from './outbound-api.js';

/** What a page shows at once. */
const TRANSACTIONS_PER_PAGE = 10;

/** A bank that never comes to an end is not read to it. */
const MAX_ACCOUNT_PAGES = 20;

/** The bank that one session linked by open banking: its tokens, which stay here, and what is read with them. */
export class OutboundLink {
  #api;
  /** @type {import('./outbound-api.js').Tokens | undefined} nothing once the bank wants a new consent */
  #tokens;
  /** @type {Promise<import('./outbound-api.js').Tokens> | undefined} */
  #refreshing;
  #providerId;
  #linkedAt = new Date().toISOString();
  /** @type {string[]} what a page knows by their place in it */
  #accountIds = [];

  /**
   * @param {object} options
   * @param {import('./outbound-api.js').OutboundApi} options.api
   * @param {import('./outbound-api.js').Tokens} options.tokens
   * @param {string} [options.providerId]
   */
  constructor({ api, tokens, providerId }) {
    this.#api = api;
    this.#tokens = tokens;
    this.#providerId = providerId;
  }

  /**
   * What the page may see.
   *
   * @returns {{ state: 'linked' | 'relink', linkedAt: string, providerId?: number }}
   */
  view() {
    const provider = this.#providerId === undefined ? {} : { providerId: Number(this.#providerId) };
    return { state: this.#tokens ? 'linked' : 'relink', linkedAt: this.#linkedAt, ...provider };
  }

  /** Every account that the person chose, each with its first transactions. */
  async accounts() {
    const listed = await this.#listAccounts();
    this.#accountIds = listed.map(({ accountId }) => accountId);
    const accounts = [];
    for (const [place, { accountId, wrapped }] of listed.entries()) {
      const details = await this.#read('FDX account', accountPath(accountId), { optional: true });
      const view = viewFdxAccount(details ?? wrapped);
      accounts.push({ ref: String(place), ...view, ...(await this.#transactions(accountId)) });
    }
    return { collectedAt: new Date().toISOString(), accounts };
  }

  /**
   * One further page of an account's transactions.
   *
   * @param {string} ref
   * @param {string} after
   */
  transactions(ref, after) {
    const accountId = /^\d{1,4}$/.test(ref) ? this.#accountIds[Number(ref)] : undefined;
    if (accountId === undefined)
      throw new Refusal(404, 'no-account', 'There is no such account in this link.');
    return this.#transactions(accountId, after);
  }

  /** Ends the consent at the bank. One that has ended already is as good. */
  async revoke() {
    const answer = await this.#ask('Revoke', 'DELETE', '/api/v1/revoke').catch(error => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (answer && answer.status !== 204) throw new FlinksError('Revoke', answer.code, answer.status);
    this.#tokens = undefined;
  }

  async #listAccounts() {
    /** @type {{ accountId: string, wrapped: unknown }[]} */
    const accounts = [];
    /** @type {string | null} */
    let offset = '';
    const seen = new Set();
    for (let page = 0; offset !== null && page < MAX_ACCOUNT_PAGES && !seen.has(offset); page++) {
      seen.add(offset);
      /** @type {unknown} */
      const body = await this.#read('FDX accounts', `/api/fdx/5/accounts?${paging(100, offset)}`);
      for (const wrapped of list(record(body).accounts)) {
        const { accountId } = unwrap(wrapped).fields;
        // An id of dots would climb out of the address it is put in.
        if (typeof accountId === 'string' && !/^\.{0,2}$/.test(accountId))
          accounts.push({ accountId, wrapped });
      }
      offset = nextOffsetOf(body);
    }
    return accounts;
  }

  /**
   * @param {string} accountId
   * @param {string} [after]
   */
  async #transactions(accountId, after = '') {
    const path = `${accountPath(accountId)}/transactions?${paging(TRANSACTIONS_PER_PAGE, after)}`;
    const body = await this.#read('FDX transactions', path, { optional: true });
    const next = nextOffsetOf(body);
    return { transactions: viewFdxTransactions(body), next: next === after ? null : next };
  }

  /**
   * @param {string} operation
   * @param {string} path
   * @param {{ optional?: boolean }} [options] `optional`: what the consent does not hold is nothing, and no failure
   */
  async #read(operation, path, { optional = false } = {}) {
    const { status, body, code } = await this.#ask(operation, 'GET', path);
    if (status === 200) return body;
    if (optional && status === 403) return undefined;
    throw new FlinksError(operation, code, status);
  }

  /**
   * Asks, and once more with a fresh token when the first is refused.
   *
   * @param {string} operation
   * @param {'GET' | 'DELETE'} method
   * @param {string} path
   */
  async #ask(operation, method, path) {
    const tokens = this.#tokens && !isOver(this.#tokens) ? this.#tokens : await this.#refresh();
    const answer = await this.#api.ask(operation, method, path, tokens.accessToken);
    if (!answer.tokenRefused) return answer;
    // Another request may have refreshed them in the meantime.
    const fresh = this.#tokens && this.#tokens !== tokens ? this.#tokens : await this.#refresh();
    const again = await this.#api.ask(operation, method, path, fresh.accessToken);
    if (again.tokenRefused) throw this.#end();
    return again;
  }

  /** Requests that come together refresh once. */
  #refresh() {
    this.#refreshing ??= this.#renew().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #renew() {
    const refreshToken = this.#tokens?.refreshToken;
    if (refreshToken === undefined) throw this.#end();
    try {
      this.#tokens = await this.#api.refresh(refreshToken);
      return this.#tokens;
    } catch (error) {
      // Flinks answers 400, 401 or 403 when the bank's own consent is over: the person has to be asked again.
      if (error instanceof FlinksError && [400, 401, 403].includes(error.httpStatus ?? 0)) throw this.#end();
      throw error;
    }
  }

  #end() {
    this.#tokens = undefined;
    return new Refusal(409, 'relink', 'The bank wants a new consent: link it again.');
  }
}

/** @param {string} accountId */
function accountPath(accountId) {
  return `/api/fdx/5/accounts/${encodeURIComponent(accountId)}`;
}

/** @param {number} limit @param {string} offset */
function paging(limit, offset) {
  return new URLSearchParams({ limit: String(limit), ...(offset && { offset }) }).toString();
}
