import { FlinksError } from '../flinks-error.ts';
import { list, record } from '../loose-json.ts';
import { Refusal } from '../refusal.ts';
import { nextOffsetOf, unwrap, viewFdxAccount, viewFdxTransactions } from './fdx-view.ts';
import { isOver, type OutboundApi, type Tokens } from './outbound-api.ts';

/** What a page shows at once. */
const TRANSACTIONS_PER_PAGE = 10;

/** A bank that never comes to an end is not read to it. */
const MAX_ACCOUNT_PAGES = 20;

interface OutboundLinkOptions {
  api: OutboundApi;
  tokens: Tokens;
  providerId?: string;
}

/** The bank that one session linked by open banking: its tokens, which stay here, and what is read with them. */
export class OutboundLink {
  readonly #api: OutboundApi;
  /** Nothing once the bank wants a new consent. */
  #tokens: Tokens | undefined;
  #refreshing: Promise<Tokens> | undefined;
  readonly #providerId: string | undefined;
  #linkedAt = new Date().toISOString();
  /** What a page knows by their place in it. */
  #accountIds: string[] = [];

  constructor({ api, tokens, providerId }: OutboundLinkOptions) {
    this.#api = api;
    this.#tokens = tokens;
    this.#providerId = providerId;
  }

  /** What the page may see. */
  view(): { state: 'linked' | 'relink'; linkedAt: string; providerId?: number } {
    const provider = this.#providerId === undefined ? {} : { providerId: Number(this.#providerId) };
    return { state: this.#tokens ? 'linked' : 'relink', linkedAt: this.#linkedAt, ...provider };
  }

  /** Every account that the user chose, each with its first transactions. */
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

  /** One further page of an account's transactions. */
  transactions(ref: string, after: string) {
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
    const accounts: { accountId: string; wrapped: unknown }[] = [];
    let offset: string | null = '';
    const seen = new Set<string>();
    for (let page = 0; offset !== null && page < MAX_ACCOUNT_PAGES && !seen.has(offset); page++) {
      seen.add(offset);
      const body: unknown = await this.#read('FDX accounts', `/api/fdx/5/accounts?${paging(100, offset)}`);
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

  async #transactions(accountId: string, after = '') {
    const path = `${accountPath(accountId)}/transactions?${paging(TRANSACTIONS_PER_PAGE, after)}`;
    const body = await this.#read('FDX transactions', path, { optional: true });
    const next = nextOffsetOf(body);
    return { transactions: viewFdxTransactions(body), next: next === after ? null : next };
  }

  /** With `optional`, what the consent does not hold is nothing, and no failure. */
  async #read(operation: string, path: string, { optional = false }: { optional?: boolean } = {}) {
    const { status, body, code } = await this.#ask(operation, 'GET', path);
    if (status === 200) return body;
    if (optional && status === 403) return undefined;
    throw new FlinksError(operation, code, status);
  }

  /** Asks, and once more with a fresh token when the first is refused. */
  async #ask(operation: string, method: 'GET' | 'DELETE', path: string) {
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
      // Flinks answers 400, 401 or 403 when the bank's own consent is over: the user has to be asked again.
      if (error instanceof FlinksError && [400, 401, 403].includes(error.httpStatus ?? 0)) throw this.#end();
      throw error;
    }
  }

  #end() {
    this.#tokens = undefined;
    return new Refusal(409, 'relink', 'The bank wants a new consent: link it again.');
  }
}

function accountPath(accountId: string) {
  return `/api/fdx/5/accounts/${encodeURIComponent(accountId)}`;
}

function paging(limit: number, offset: string) {
  return new URLSearchParams({ limit: String(limit), ...(offset && { offset }) }).toString();
}
