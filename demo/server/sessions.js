import { randomBytes } from 'node:crypto';

import { Attempts } from './attempts.js';
import { isLoopback } from './env.js';
import { Refusal } from './refusal.js';

/** @typedef {import('koa').Context} Context */

/** How long a session lives without a request. */
const IDLE_MS = 60 * 60_000;

/** A token lives 30 minutes unused, and a person may then take a while with the bank. */
const TOKEN_MS = 60 * 60_000;

/** More tokens than one person at one browser has a use for. */
const MAX_TOKENS = 60;

/** More than a demo has visitors; the one that was idle longest makes room. */
const MAX_SESSIONS = 10_000;

/** One browser: the tokens it was given, the ways to a bank that it is on, and the banks it linked. */
class Session {
  id = randomBytes(32).toString('base64url');
  lastSeen = Date.now();
  /** @type {import('./link.js').Link | undefined} */
  link;
  /** @type {import('./outbound/outbound-link.js').OutboundLink | undefined} the bank linked by open banking */
  outbound;
  attempts = new Attempts();
  /** @type {number[]} */
  #tokens = [];

  /** Connect's outcome holds no state, so a login is accepted only where a token was given out before: one for one. */
  noteToken() {
    this.#tokens = this.#tokens.filter(issuedAt => Date.now() - issuedAt < TOKEN_MS);
    if (this.#tokens.length >= MAX_TOKENS)
      throw new Refusal(
        429,
        'too-many-tokens',
        'This session was given many tokens already: wait before asking for more.',
      );
    this.#tokens.push(Date.now());
  }

  /** @returns {boolean} whether there was a token to spend */
  spendToken() {
    const issuedAt = this.#tokens.shift();
    if (issuedAt === undefined) return false;
    return Date.now() - issuedAt < TOKEN_MS || this.spendToken();
  }
}

/** Sessions in memory, found by a cookie that no script can read. */
export class Sessions {
  /** @type {Map<string, Session>} the longest idle first */
  #sessions = new Map();
  #onEnd;

  /** @param {(session: Session) => void} onEnd told about each session that expired */
  constructor(onEnd) {
    this.#onEnd = onEnd;
  }

  /**
   * @param {Context} ctx
   * @returns {Session | undefined}
   */
  find(ctx) {
    this.#sweep();
    const session = this.#sessions.get(ctx.cookies.get(cookieName(ctx)) ?? '');
    if (session) this.#touch(session);
    return session;
  }

  /**
   * @param {Context} ctx
   * @returns {Session}
   * @throws {Refusal} over plain http from another machine, where a cookie could be read on the way
   */
  findOrStart(ctx) {
    const found = this.find(ctx);
    if (found) return found;
    if (!ctx.secure && !isLoopback(ctx.hostname))
      throw new Refusal(403, 'insecure', 'A session needs https, or http on this machine.');
    const session = new Session();
    this.#touch(session);
    ctx.cookies.set(cookieName(ctx), session.id, {
      httpOnly: true,
      sameSite: 'lax',
      secure: ctx.secure,
      path: '/',
    });
    return session;
  }

  /** @param {Session} session */
  #touch(session) {
    session.lastSeen = Date.now();
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
  }

  #sweep() {
    for (const [id, session] of this.#sessions) {
      if (Date.now() - session.lastSeen < IDLE_MS && this.#sessions.size <= MAX_SESSIONS) return;
      this.#sessions.delete(id);
      this.#onEnd(session);
    }
  }
}

/**
 * `__Host-` binds the cookie to this exact host, but browsers take it over https only (RFC 6265bis 4.1.3.2).
 *
 * @param {Context} ctx
 */
function cookieName(ctx) {
  return ctx.secure ? '__Host-session' : 'session';
}

/** @typedef {Session} SessionType */
