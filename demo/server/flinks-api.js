import { FlinksError } from './flinks-error.js';
import { askFlinks } from './flinks-http.js';

/** @typedef {import('./flinks-http.js').Answer} Answer */

/**
 * What Authorize decided.
 *
 * @typedef {{ state: 'authorized', requestId: string }
 *   | { state: 'mfa', requestId: string }
 *   | { state: 'refused', code: string }} Authorization
 */

/**
 * Either the data, or word that Flinks still works on it.
 *
 * @typedef {{ state: 'ready', body: Record<string, unknown> } | { state: 'pending', code: string }} Data
 */

/** Flinks itself answers OPERATION_DISPATCHED after 210 s; it is given that long, and a little more. */
const LIVE_TIMEOUT_MS = 240_000;
const TIMEOUT_MS = 30_000;

/** The part of the Flinks API that a backend needs after Connect. It holds the keys and shows them to nobody. */
export class FlinksApi {
  #root;
  #secretKey;
  #apiKey;

  /** @param {Pick<import('./config.js').Config, 'apiUrl' | 'customerId' | 'secretKey' | 'apiKey'>} config */
  constructor({ apiUrl, customerId, secretKey, apiKey }) {
    this.#root = `${apiUrl}/v3/${customerId}`;
    this.#secretKey = secretKey;
    this.#apiKey = apiKey;
  }

  /**
   * A token for one Connect session or one Authorize call: each is single use (Flinks: authentication reference).
   *
   * @param {AbortSignal} [signal]
   * @returns {Promise<string>}
   */
  async generateAuthorizeToken(signal) {
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

  /**
   * @param {{ loginId: string, live: boolean, signal?: AbortSignal }} options `live` asks the bank again, else Flinks
   *   answers from what it has; a live session is saved, so that it stays known for the next refresh
   * @returns {Promise<Authorization>}
   */
  async authorize({ loginId, live, signal }) {
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

  /**
   * @param {{ requestId: string, accountIds: readonly string[], signal?: AbortSignal }} options without a filter Flinks
   *   returns every account, whatever the user chose in Connect (Flinks help: account selector)
   */
  async getAccountsDetail({ requestId, accountIds, signal }) {
    const operation = 'GetAccountsDetail';
    const body = { RequestId: requestId, ...(accountIds.length > 0 && { AccountsFilter: accountIds }) };
    const headers = { 'x-api-key': this.#apiKey };
    return data(
      operation,
      'Accounts',
      await this.#ask({ operation, method: 'POST', headers, body, timeoutMs: LIVE_TIMEOUT_MS, signal }),
    );
  }

  /** @param {{ requestId: string, signal?: AbortSignal }} options */
  async getAccountsDetailAsync({ requestId, signal }) {
    const operation = 'GetAccountsDetailAsync';
    const headers = { 'x-api-key': this.#apiKey };
    return data(
      operation,
      'Accounts',
      await this.#ask({ operation, id: requestId, method: 'GET', headers, signal }),
    );
  }

  /**
   * Everything that Flinks derives from the transactions that GetAccountsDetail has collected for the same request.
   *
   * @param {{ loginId: string, requestId: string, signal?: AbortSignal }} options
   */
  async getAllAttributes({ loginId, requestId, signal }) {
    const operation = 'GetAllAttributes';
    const path = `insight/login/${encodeURIComponent(loginId)}/attributes/${encodeURIComponent(requestId)}/${operation}`;
    const headers = { 'x-api-key': this.#apiKey };
    return data(operation, 'Card', await this.#ask({ operation, path, method: 'GET', headers, signal }));
  }

  /**
   * Wipes the credentials and the data that Flinks holds for a login.
   *
   * @param {{ loginId: string, signal?: AbortSignal }} options
   */
  async deleteCard({ loginId, signal }) {
    const operation = 'DeleteCard';
    const headers = { 'x-api-key': this.#apiKey };
    const answer = await this.#ask({ operation, id: loginId, method: 'DELETE', headers, signal });
    if (answer.code !== 'OK') throw failure(operation, answer);
  }

  /**
   * @param {Omit<import('./flinks-http.js').Question, 'url' | 'timeoutMs'>
   *   & { id?: string, path?: string, timeoutMs?: number }} question
   */
  #ask({ id, path, timeoutMs = TIMEOUT_MS, ...question }) {
    const banking = `BankingServices/${question.operation}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
    return askFlinks({ ...question, url: `${this.#root}/${path ?? banking}`, timeoutMs });
  }
}

/**
 * @param {string} operation
 * @param {string} field what a complete answer holds
 * @param {Answer} answer
 * @returns {Data}
 */
function data(operation, field, answer) {
  const { code, body } = answer;
  if (code === 'OPERATION_PENDING' || code === 'OPERATION_DISPATCHED') return { state: 'pending', code };
  if (code === 'OK' && typeof body[field] === 'object' && body[field] !== null)
    return { state: 'ready', body };
  throw failure(operation, answer);
}

/**
 * @param {string} operation
 * @param {Answer} answer
 */
function failure(operation, { code, httpStatus }) {
  return new FlinksError(operation, code === 'OK' ? 'UNEXPECTED_ANSWER' : code, httpStatus);
}
