import { randomUUID } from 'node:crypto';
import type { Login } from './logins.ts';

export interface DetailOptions {
  /** Ids of the accounts; null for all of them. */
  filter: string[] | null;
  days: number;
  withTransactions: boolean;
}

export interface Request {
  id: string;
  login: Login;
  state: 'challenged' | 'authorized';
  /** Milliseconds since the epoch. */
  touchedAt: number;
  /** Null for the usual one of its state. */
  lifetimeMs: number | null;
  simulate: string;
  /** Whether its data is on the way. */
  collecting: boolean;
  options: DetailOptions | null;
}

interface OpenOptions {
  /** A lifetime of its own, in milliseconds without use. */
  lifetimeMs?: number | null;
  simulate?: string;
}

interface Lifetimes {
  /** The clock. */
  now: () => number;
  /** While questions wait for answers. */
  lifetimeMs: number;
  /** While data is processed. */
  processingMs: number;
}

/**
 * Sessions, each known by its requestId: 8 minutes while the user must answer, 30 minutes while data is processed
 * (Flinks: resume-and-reconnect). `simulate` says how Connect takes it when it is over.
 */
export class Requests {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  readonly #processingMs: number;
  #requests = new Map<string, Request>();

  constructor({ now, lifetimeMs, processingMs }: Lifetimes) {
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
    this.#processingMs = processingMs;
  }

  open(
    login: Login,
    state: 'challenged' | 'authorized',
    { lifetimeMs = null, simulate = '' }: OpenOptions = {},
  ) {
    const request: Request = {
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

  /** The live session of this id; using it keeps it alive. */
  use(id: unknown) {
    const request = this.get(id);
    if (!request || !this.#isAlive(request)) return undefined;
    request.touchedAt = this.#now();
    return request;
  }

  /** Alive or over. */
  get(id: unknown) {
    return typeof id === 'string' ? this.#requests.get(id) : undefined;
  }

  /** As if the user had not answered for too long. */
  expire(request: Request, simulate: string = request.simulate) {
    request.touchedAt = -Infinity;
    request.simulate = simulate;
  }

  end(id: string) {
    this.#requests.delete(id);
  }

  of(login: Login) {
    return [...this.#requests.values()].filter(request => request.login === login && this.#isAlive(request));
  }

  #isAlive({ state, touchedAt, lifetimeMs }: Request) {
    const lifetime = lifetimeMs ?? (state === 'challenged' ? this.#lifetimeMs : this.#processingMs);
    return this.#now() - touchedAt <= lifetime;
  }
}
