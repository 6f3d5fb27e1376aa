import { randomUUID } from 'node:crypto';
import { accountsOf } from './accounts.js';
import { flinksCapital } from './institutions.js';

/**
 * Linked logins ("cards"). Each completed sign-in is a person of its own with its own loginId: several browsers use the
 * same few sandbox users at once, and one's DeleteCard must not unlink another's. A resumed one keeps its loginId.
 *
 * @typedef {import('./sandbox-users.js').SandboxUser} SandboxUser
 * @typedef {import('./institutions.js').Institution} Institution
 * @typedef {{ id: string, user: SandboxUser, username: string, institution: Institution, tag: string | null, days: number,
 *   refreshedAt: number, collectingSince: number | null, polls: number }} Login
 */
export class Logins {
  #now;
  #pendingMs;
  /** @type {Map<string, Login>} */
  #logins = new Map();

  /** @param {{ now: () => number, pendingMs: number }} options */
  constructor({ now, pendingMs }) {
    this.#now = now;
    this.#pendingMs = pendingMs;
  }

  /** @param {SandboxUser} user @param {{ institution?: Institution, tag?: string | null, days?: number }} [options] */
  create(user, { institution = flinksCapital, tag = null, days = 90 } = {}) {
    const { username } = user;
    /** @type {Login} */
    const login = {
      id: randomUUID(),
      user,
      username,
      institution,
      tag,
      days,
      refreshedAt: this.#now(),
      collectingSince: null,
      polls: 0,
    };
    this.#logins.set(login.id, login);
    return login;
  }

  /** @param {unknown} id */
  get(id) {
    return typeof id === 'string' ? this.#logins.get(id) : undefined;
  }

  /** @param {Login} login */
  delete(login) {
    this.#logins.delete(login.id);
  }

  /** A live authorization collects the data anew. @param {Login} login */
  refresh(login) {
    login.refreshedAt = this.#now();
    login.collectingSince = null;
    login.polls = 0;
  }

  /** Begins to collect on the first call, so that progress can be watched. @param {Login} login */
  poll(login) {
    login.collectingSince ??= this.#now();
    login.polls += 1;
    return this.state(login);
  }

  /** @param {Login} login @returns {'ready' | 'pending' | 'dispatched'} */
  state({ user, collectingSince, polls }) {
    if (user.delivery === 'pending') return 'pending';
    const waited = collectingSince === null ? -1 : this.#now() - collectingSince;
    if (user.delivery === 'normal') return waited >= this.#pendingMs ? 'ready' : 'pending';
    return polls > 2 && waited >= 3 * this.#pendingMs ? 'ready' : 'dispatched';
  }

  /** @param {Login} login @param {number} [days] */
  accounts(login, days = login.days) {
    // The same user has other money elsewhere.
    const { id, username, institution } = login;
    const customer = institution === flinksCapital ? username : `${username}@${institution.name}`;
    return accountsOf({ id, username: customer }, { now: this.#now(), days });
  }
}
