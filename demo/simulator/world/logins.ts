import { randomUUID } from 'node:crypto';
import { accountsOf } from './accounts.ts';
import { flinksCapital, type Institution } from './institutions.ts';
import type { SandboxUser } from './sandbox-users.ts';

export interface Login {
  id: string;
  user: SandboxUser;
  username: string;
  institution: Institution;
  tag: string | null;
  /** Of transactions. */
  days: number;
  /** Milliseconds since the epoch. */
  refreshedAt: number;
  /** Milliseconds since the epoch; null before the first question. */
  collectingSince: number | null;
  polls: number;
}

interface LoginOptions {
  institution?: Institution | undefined;
  tag?: string | null;
  days?: number;
}

/**
 * Linked logins ("cards"). Each completed sign-in is a user of its own with its own loginId: several browsers use the
 * same few sandbox users at once, and one's DeleteCard must not unlink another's. A resumed one keeps its loginId.
 */
export class Logins {
  readonly #now: () => number;
  readonly #pendingMs: number;
  #logins = new Map<string, Login>();

  constructor({ now, pendingMs }: { now: () => number; pendingMs: number }) {
    this.#now = now;
    this.#pendingMs = pendingMs;
  }

  create(user: SandboxUser, { institution = flinksCapital, tag = null, days = 90 }: LoginOptions = {}) {
    const { username } = user;
    const login: Login = {
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

  get(id: unknown) {
    return typeof id === 'string' ? this.#logins.get(id) : undefined;
  }

  delete(login: Login) {
    this.#logins.delete(login.id);
  }

  /** A live authorization collects the data again. */
  refresh(login: Login) {
    login.refreshedAt = this.#now();
    login.collectingSince = null;
    login.polls = 0;
  }

  /** Begins to collect on the first call, so that progress can be watched. */
  poll(login: Login) {
    login.collectingSince ??= this.#now();
    login.polls += 1;
    return this.state(login);
  }

  state({ user, collectingSince, polls }: Login): 'ready' | 'pending' | 'dispatched' {
    if (user.delivery === 'pending') return 'pending';
    const waited = collectingSince === null ? -1 : this.#now() - collectingSince;
    if (user.delivery === 'normal') return waited >= this.#pendingMs ? 'ready' : 'pending';
    return polls > 2 && waited >= 3 * this.#pendingMs ? 'ready' : 'dispatched';
  }

  accounts(login: Login, days: number = login.days) {
    // The same user has other money elsewhere.
    const { id, username, institution } = login;
    const customer = institution === flinksCapital ? username : `${username}@${institution.name}`;
    return accountsOf({ id, username: customer }, { now: this.#now(), days });
  }
}
