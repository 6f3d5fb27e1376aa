import { viewAccounts, viewAttributes } from './account-view.js';
import { collectAccounts } from './collect-accounts.js';
import { FlinksError } from './flinks-error.js';
import { Refusal } from './refusal.js';

/**
 * `linking`: Flinks is asked whether the login is good. `fetching`: its accounts are collected. `mfa`: the bank asks the
 * user a question, which Connect shows when it is started with the request id. `relink`: only the whole Connect flow helps.
 *
 * @typedef {'linking' | 'fetching' | 'ready' | 'failed' | 'mfa' | 'relink'} LinkState
 */

/**
 * @typedef {object} Snapshot what was collected last
 * @property {string} collectedAt ISO 8601
 * @property {string} institution
 * @property {import('./account-view.js').AccountView[]} accounts
 * @property {import('./account-view.js').AttributeView[] | null} attributes null when Flinks gave none
 */

/** The bank that one session linked: its loginId, the accounts that the user chose, and how far their data is. */
export class Link {
  /** @type {LinkState} */
  #state = 'linking';
  #outcome;
  #api;
  #pollMs;
  #log;
  #verified = false;
  #work = new AbortController();
  /** @type {import('./collect-accounts.js').Progress | undefined} */
  #progress;
  /** @type {Snapshot | undefined} */
  #snapshot;
  /** @type {string | undefined} */
  #requestId;
  /** @type {string | undefined} */
  #failure;

  /**
   * @param {object} options
   * @param {import('./login-outcome.js').LoginOutcome} options.outcome
   * @param {import('./flinks-api.js').FlinksApi} options.api
   * @param {number} options.pollMs
   * @param {(line: string) => void} options.log
   */
  constructor({ outcome, api, pollMs, log }) {
    this.#outcome = outcome;
    this.#api = api;
    this.#pollMs = pollMs;
    this.#log = log;
    this.#start();
  }

  get loginId() {
    return this.#outcome.loginId;
  }

  /** The attempt that delivered the login last. */
  get attemptId() {
    return this.#outcome.attemptId;
  }

  /** Whether Flinks has confirmed the login: until then it is only a claim of the page. */
  get verified() {
    return this.#verified;
  }

  /** Whether Flinks has said that there is no such login. */
  get disproved() {
    return this.#state === 'failed' && !this.#verified;
  }

  /**
   * Connect has delivered the same login again: after a question of the bank, or after linking once more.
   *
   * @param {import('./login-outcome.js').LoginOutcome} outcome
   */
  renew(outcome) {
    // A resumed session may not show the account selector, and an old choice is better than none.
    const accountIds = outcome.accountIds.length > 0 ? outcome.accountIds : this.#outcome.accountIds;
    this.#outcome = { ...outcome, accountIds };
    this.#start();
  }

  /**
   * Asks the bank for new data (Flinks: resume and reconnect).
   *
   * @throws {Refusal} when the link is busy, was never confirmed, or Flinks cannot be reached
   */
  async refresh() {
    if (this.#state === 'linking' || this.#state === 'fetching')
      throw new Refusal(409, 'busy', 'The accounts are being collected already.');
    if (!this.#verified) throw new Refusal(409, 'not-linked', 'There is no confirmed login to refresh.');
    const before = this.#state;
    const signal = this.#enter('linking');
    try {
      const answer = await this.#api.authorize({ loginId: this.loginId, live: true, signal });
      if (answer.state === 'authorized') this.#fetch(answer.requestId, signal);
      else if (answer.state === 'mfa') this.#await(answer.requestId);
      else this.#state = 'relink';
    } catch (error) {
      if (!signal.aborted) this.#state = before;
      throw error;
    }
  }

  /** Stops all work. */
  end() {
    this.#work.abort();
  }

  /** What the page may see: never the loginId, and the request id only where Connect must be resumed with it. */
  view() {
    return {
      state: this.#state,
      ...(this.#state === 'fetching' && this.#progress && { progress: viewProgress(this.#progress) }),
      ...(this.#state === 'mfa' && { requestId: this.#requestId }),
      ...(this.#state === 'failed' && { failure: { code: this.#failure, canRefresh: this.#verified } }),
      ...this.#snapshot,
    };
  }

  #start() {
    const signal = this.#enter('linking');
    const authorized = this.#api.authorize({ loginId: this.loginId, live: false, signal }).then(answer => {
      if (answer.state === 'refused') throw new FlinksError('Authorize', answer.code);
      this.#verified = true;
      if (answer.state === 'mfa') this.#await(answer.requestId);
      else this.#fetch(answer.requestId, signal);
    });
    void authorized.catch(error => this.#fail(error, signal));
  }

  /**
   * @param {string} requestId
   * @param {AbortSignal} signal
   */
  #fetch(requestId, signal) {
    this.#state = 'fetching';
    const startedAt = Date.now();
    this.#progress = { startedAt, polls: 0, flinksCode: '', nextPollAt: startedAt };
    void this.#collect(requestId, signal).catch(error => this.#fail(error, signal));
  }

  /**
   * @param {string} requestId
   * @param {AbortSignal} signal
   */
  async #collect(requestId, signal) {
    const { accountIds, loginId } = this.#outcome;
    const onProgress = (/** @type {import('./collect-accounts.js').Progress} */ progress) => {
      this.#progress = progress;
    };
    const options = { api: this.#api, requestId, accountIds, pollMs: this.#pollMs, signal, onProgress };
    const body = await collectAccounts(options);
    const attributes = await this.#attributes(loginId, requestId, signal);
    signal.throwIfAborted();
    this.#snapshot = { collectedAt: new Date().toISOString(), ...viewAccounts(body), attributes };
    this.#state = 'ready';
  }

  /**
   * Attributes are a package of their own that not every customer has: accounts are shown without them too.
   *
   * @param {string} loginId
   * @param {string} requestId
   * @param {AbortSignal} signal
   */
  async #attributes(loginId, requestId, signal) {
    try {
      return viewAttributes(await this.#api.getAllAttributes({ loginId, requestId, signal }));
    } catch (error) {
      if (!(error instanceof FlinksError)) throw error;
      this.#log(error.message);
      return null;
    }
  }

  /** @param {string} requestId */
  #await(requestId) {
    this.#state = 'mfa';
    this.#requestId = requestId;
  }

  /** @param {LinkState} state */
  #enter(state) {
    this.#work.abort();
    this.#work = new AbortController();
    this.#state = state;
    this.#progress = undefined;
    this.#requestId = undefined;
    this.#failure = undefined;
    return this.#work.signal;
  }

  /**
   * @param {unknown} error
   * @param {AbortSignal} signal
   */
  #fail(error, signal) {
    if (signal.aborted) return;
    this.#state = 'failed';
    this.#failure = error instanceof FlinksError ? error.code : 'UNEXPECTED';
    this.#log(
      error instanceof FlinksError
        ? error.message
        : `Collecting accounts failed: ${String(Object(error).name)}`,
    );
  }
}

/** @param {import('./collect-accounts.js').Progress} progress */
function viewProgress({ startedAt, polls, flinksCode, nextPollAt }) {
  return {
    polls,
    flinksCode,
    elapsedSeconds: Math.floor((Date.now() - startedAt) / 1000),
    nextPollInSeconds: Math.max(0, Math.ceil((nextPollAt - Date.now()) / 1000)),
  };
}
