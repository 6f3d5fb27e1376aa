import { randomUUID } from 'node:crypto';

/**
 * Sessions, each known by its requestId: 8 minutes while the person must answer, 30 minutes while data is processed
 * (Flinks: resume-and-reconnect). `simulate` says how Connect takes it when it is over.
 *
 * @typedef {import('./logins.js').Login} Login
 * @typedef {{ filter: string[] | null, days: number, withTransactions: boolean }} DetailOptions
 * @typedef {{ id: string, login: Login, state: 'challenged' | 'authorized', touchedAt: number, lifetimeMs: number | null,
 *   simulate: string, collecting: boolean, options: DetailOptions | null }} Request
 */
export class Requests {
  #now;
  #lifetimeMs;
  #processingMs;
  /** @type {Map<string, Request>} */
  #requests = new Map();

  /** @param {{ now: () => number, lifetimeMs: number, processingMs: number }} options */
  constructor({ now, lifetimeMs, processingMs }) {
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
    this.#processingMs = processingMs;
  }

  /**
   * @param {Login} login
   * @param {'challenged' | 'authorized'} state
   * @param {{ lifetimeMs?: number | null, simulate?: string }} [options] a lifetime of its own, in milliseconds without use
   */
  open(login, state, { lifetimeMs = null, simulate = '' } = {}) {
    /** @type {Request} */
    const request = {
      id: randomUUID(),
      login,
      state,
      touchedAt: this.#now(),
      lifetimeMs,
      simulate,
      collecting: false,
      options: null,
    };
    this.#requests.set(request.id, request);
    return request;
  }

  /** The live session of this id; using it keeps it alive. @param {unknown} id */
  use(id) {
    const request = this.get(id);
    if (!request || !this.#isAlive(request)) return undefined;
    request.touchedAt = this.#now();
    return request;
  }

  /** Alive or over. @param {unknown} id */
  get(id) {
    return typeof id === 'string' ? this.#requests.get(id) : undefined;
  }

  /** As if nobody had answered for too long. @param {Request} request @param {string} [simulate] */
  expire(request, simulate = request.simulate) {
    request.touchedAt = -Infinity;
    request.simulate = simulate;
  }

  /** @param {string} id */
  end(id) {
    this.#requests.delete(id);
  }

  /** @param {Login} login */
  of(login) {
    return [...this.#requests.values()].filter(request => request.login === login && this.#isAlive(request));
  }

  /** @param {Request} request */
  #isAlive({ state, touchedAt, lifetimeMs }) {
    const lifetime = lifetimeMs ?? (state === 'challenged' ? this.#lifetimeMs : this.#processingMs);
    return this.#now() - touchedAt <= lifetime;
  }
}
