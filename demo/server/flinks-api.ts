import type { Config } from './config.ts';
import { FlinksError } from './flinks-error.ts';
import { askFlinks, type FlinksRequest, type FlinksResponse } from './flinks-http.ts';

/** What Authorize decided. */
type Authorization =
  | { state: 'authorized'; requestId: string }
  | { state: 'mfa'; requestId: string }
  | { state: 'refused'; code: string };

/** Either the data, or word that Flinks still works on it. */
export type Data = { state: 'ready'; body: Record<string, unknown> } | { state: 'pending'; code: string };

/** Flinks itself answers OPERATION_DISPATCHED after 210 s; it is given that long, and a little more. */
const LIVE_TIMEOUT_MS = 240_000;
const TIMEOUT_MS = 30_000;

interface AuthorizeOptions {
  loginId: string;
  /**
   * Asks the bank again, else Flinks answers from what it has. A live session is saved, so that it stays known for the next
   * refresh.
   */
  live: boolean;
  signal?: AbortSignal;
}

interface AccountsDetailOptions {
  requestId: string;
  /** Without one Flinks returns every account, whatever the user chose in Connect (Flinks help: account selector). */
  accountIds: readonly string[];
  signal?: AbortSignal;
}

interface AttributesOptions {
  loginId: string;
  requestId: string;
  signal?: AbortSignal;
}

/** The part of the Flinks API that a backend needs after Connect. It holds the keys and never shows them. */
export class FlinksApi {
  readonly #root: string;
  readonly #secretKey: string;
  readonly #apiKey: string;

  constructor({
    apiUrl,
    customerId,
    secretKey,
    apiKey,
  }: Pick<Config, 'apiUrl' | 'customerId' | 'secretKey' | 'apiKey'>) {
    this.#root = `${apiUrl}/v3/${customerId}`;
    this.#secretKey = secretKey;
    this.#apiKey = apiKey;
  }

  /** A token for one Connect session or one Authorize call: each is single use (Flinks: authentication reference). */
  async generateAuthorizeToken(signal?: AbortSignal): Promise<string> {
    const operation = 'GenerateAuthorizeToken';
    const answer = await this.#ask({
      operation,
      method: 'POST',
      headers: { 'flinks-auth-key': this.#secretKey },
      signal,
    });
    const token = answer.body.Token;
    if (answer.code === 'OK' && typeof token === 'string' && token !== '') return token;
    throw failure(operation, answer);
  }

  async authorize({ loginId, live, signal }: AuthorizeOptions): Promise<Authorization> {
    const operation = 'Authorize';
    const token = await this.generateAuthorizeToken(signal);
    const body = { LoginId: loginId, MostRecentCached: !live, ...(live && { Save: true }) };
    const headers = { 'flinks-auth-key': token };
    const answer = await this.#ask({
      operation,
      method: 'POST',
      headers,
      body,
      timeoutMs: LIVE_TIMEOUT_MS,
      signal,
    });
    const requestId = answer.body.RequestId;
    const asked = answer.httpStatus === 203 || Array.isArray(answer.body.SecurityChallenges);
    if (typeof requestId === 'string' && asked) return { state: 'mfa', requestId };
    if (typeof requestId === 'string' && answer.code === 'OK') return { state: 'authorized', requestId };
    return { state: 'refused', code: answer.code };
  }

  async getAccountsDetail({ requestId, accountIds, signal }: AccountsDetailOptions) {
    const operation = 'GetAccountsDetail';
    const body = { RequestId: requestId, ...(accountIds.length > 0 && { AccountsFilter: accountIds }) };
    const headers = { 'x-api-key': this.#apiKey };
    return data(
      operation,
      'Accounts',
      await this.#ask({ operation, method: 'POST', headers, body, timeoutMs: LIVE_TIMEOUT_MS, signal }),
    );
  }

  async getAccountsDetailAsync({ requestId, signal }: { requestId: string; signal?: AbortSignal }) {
    const operation = 'GetAccountsDetailAsync';
    const headers = { 'x-api-key': this.#apiKey };
    return data(
      operation,
      'Accounts',
      await this.#ask({ operation, id: requestId, method: 'GET', headers, signal }),
    );
  }

  /** Everything that Flinks derives from the transactions that GetAccountsDetail has collected for the same request. */
  async getAllAttributes({ loginId, requestId, signal }: AttributesOptions) {
    const operation = 'GetAllAttributes';
    const path = `insight/login/${encodeURIComponent(loginId)}/attributes/${encodeURIComponent(requestId)}/${operation}`;
    const headers = { 'x-api-key': this.#apiKey };
    return data(operation, 'Card', await this.#ask({ operation, path, method: 'GET', headers, signal }));
  }

  /** Wipes the credentials and the data that Flinks holds for a login. */
  async deleteCard({ loginId, signal }: { loginId: string; signal?: AbortSignal }) {
    const operation = 'DeleteCard';
    const headers = { 'x-api-key': this.#apiKey };
    const answer = await this.#ask({ operation, id: loginId, method: 'DELETE', headers, signal });
    if (answer.code !== 'OK') throw failure(operation, answer);
  }

  #ask({
    id,
    path,
    timeoutMs = TIMEOUT_MS,
    ...question
  }: Omit<FlinksRequest, 'url' | 'timeoutMs'> & { id?: string; path?: string; timeoutMs?: number }) {
    const banking = `BankingServices/${question.operation}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
    return askFlinks({ ...question, url: `${this.#root}/${path ?? banking}`, timeoutMs });
  }
}

/** @param field - what a complete answer holds */
function data(operation: string, field: string, answer: FlinksResponse): Data {
  const { code, body } = answer;
  if (code === 'OPERATION_PENDING' || code === 'OPERATION_DISPATCHED') return { state: 'pending', code };
  if (code === 'OK' && typeof body[field] === 'object' && body[field] !== null)
    return { state: 'ready', body };
  throw failure(operation, answer);
}

function failure(operation: string, { code, httpStatus }: FlinksResponse) {
  return new FlinksError(operation, code === 'OK' ? 'UNEXPECTED_ANSWER' : code, httpStatus);
}
