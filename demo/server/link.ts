import { type Collection, collectSnapshot, completeSnapshot, type Snapshot } from './collect-snapshot.ts';
import type { FlinksApi } from './flinks-api.ts';
import { FlinksError } from './flinks-error.ts';
import type { LoginOutcome } from './login-outcome.ts';
import type { Progress } from './poll-flinks.ts';
import { Refusal } from './refusal.ts';

/**
 * `linking`: Flinks is asked whether the login is good. `fetching`: its accounts are collected. `mfa`: the bank asks the
 * user a question, which Connect shows when it is started with the request id. `relink`: only the whole Connect flow helps.
 */
type LinkState = 'linking' | 'fetching' | 'ready' | 'failed' | 'mfa' | 'relink';

/** The accounts, with proof of the login. */
export interface DeliveredAccounts {
  requestId: string;
  body: Record<string, unknown>;
}

export interface LinkOptions {
  outcome: LoginOutcome;
  api: FlinksApi;
  pollMs: number;
  log: (line: string) => void;
  /** Where the accounts came along. */
  delivery?: DeliveredAccounts;
}

/** The bank that one session linked: its loginId, the accounts that the user chose, and how far their data is. */
export class Link {
  #state: LinkState = 'linking';
  #outcome: LoginOutcome;
  readonly #api: FlinksApi;
  readonly #pollMs: number;
  readonly #log: (line: string) => void;
  #verified = false;
  #work = new AbortController();
  #progress: Progress | undefined;
  #snapshot: Snapshot | undefined;
  #requestId: string | undefined;
  #failure: string | undefined;

  constructor({ outcome, api, pollMs, log, delivery }: LinkOptions) {
    this.#outcome = outcome;
    this.#api = api;
    this.#pollMs = pollMs;
    this.#log = log;
    if (delivery) this.#take(delivery);
    else this.#start();
  }

  get loginId() {
    return this.#outcome.loginId;
  }

  /**
   * Whether an outcome with this login is the last one, delivered again. A state comes back once, and an attempt ends once. A
   * plain form names neither: while its accounts are collected, it is one that was sent twice.
   */
  isRepeatedBy({ state, attemptId, accountIds }: LoginOutcome) {
    if (state !== undefined) return state === this.#outcome.state;
    if (attemptId !== undefined) return attemptId === this.#outcome.attemptId;
    const isSame = accountIds.join() === this.#outcome.accountIds.join();
    return isSame && (this.#state === 'linking' || this.#state === 'fetching');
  }

  /** Whether Flinks has confirmed the login: until then it is only a claim of the page. */
  get verified() {
    return this.#verified;
  }

  /** Whether Flinks has said that there is no such login. */
  get disproved() {
    return this.#state === 'failed' && !this.#verified;
  }

  /** Connect has delivered the same login again: after a question of the bank, or after linking once more. */
  renew(outcome: LoginOutcome) {
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
    const before = { state: this.#state, requestId: this.#requestId, failure: this.#failure };
    const signal = this.#enter('linking');
    try {
      const answer = await this.#api.authorize({ loginId: this.loginId, live: true, signal });
      if (answer.state === 'authorized') this.#fetch(answer.requestId, signal);
      else if (answer.state === 'mfa') this.#await(answer.requestId);
      else this.#state = 'relink';
    } catch (error) {
      if (signal.aborted)
        throw new Refusal(409, 'superseded', 'The link was changed or ended in the meantime.');
      this.#state = before.state;
      this.#requestId = before.requestId;
      this.#failure = before.failure;
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
    // Connect has collected the data already; a Custom integration asks the bank for it now, and saves it.
    const live = this.#outcome.state !== undefined;
    const authorized = this.#api.authorize({ loginId: this.loginId, live, signal }).then(answer => {
      if (answer.state === 'refused') throw new FlinksError('Authorize', answer.code);
      this.#verified = true;
      if (answer.state === 'mfa') this.#await(answer.requestId);
      else this.#fetch(answer.requestId, signal);
    });
    void authorized.catch(error => this.#fail(error, signal));
  }

  #take({ requestId, body }: DeliveredAccounts) {
    const signal = this.#enter('fetching');
    this.#verified = true;
    this.#settle(completeSnapshot(this.#collection(requestId, signal), body), signal);
  }

  #fetch(requestId: string, signal: AbortSignal) {
    this.#state = 'fetching';
    this.#settle(collectSnapshot(this.#collection(requestId, signal)), signal);
  }

  #collection(requestId: string, signal: AbortSignal): Collection {
    const startedAt = Date.now();
    this.#progress = { startedAt, polls: 0, flinksCode: '', nextPollAt: startedAt };
    return {
      api: this.#api,
      loginId: this.loginId,
      requestId,
      accountIds: this.#outcome.accountIds,
      pollMs: this.#pollMs,
      signal,
      log: this.#log,
      onProgress: progress => {
        this.#progress = progress;
      },
    };
  }

  #settle(collecting: Promise<Snapshot>, signal: AbortSignal) {
    const collected = collecting.then(snapshot => {
      if (signal.aborted) return;
      this.#snapshot = snapshot;
      this.#state = 'ready';
    });
    void collected.catch(error => this.#fail(error, signal));
  }

  #await(requestId: string) {
    this.#state = 'mfa';
    this.#requestId = requestId;
  }

  #enter(state: LinkState) {
    this.#work.abort();
    this.#work = new AbortController();
    this.#state = state;
    this.#progress = undefined;
    this.#requestId = undefined;
    this.#failure = undefined;
    return this.#work.signal;
  }

  #fail(error: unknown, signal: AbortSignal) {
    if (signal.aborted) return;
    this.#state = 'failed';
    this.#failure = error instanceof FlinksError ? error.code : 'UNEXPECTED';
    this.#log(
      error instanceof FlinksError
        ? error.message
        : `Collecting accounts failed: ${error instanceof Error ? error.name : typeof error}`,
    );
  }
}

export type ProgressView = ReturnType<typeof viewProgress>;

function viewProgress({ startedAt, polls, flinksCode, nextPollAt }: Progress) {
  return {
    polls,
    flinksCode,
    elapsedSeconds: Math.floor((Date.now() - startedAt) / 1000),
    nextPollInSeconds: Math.max(0, Math.ceil((nextPollAt - Date.now()) / 1000)),
  };
}
