import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { Attempts } from './attempts.ts';
import { isLoopback } from './env.ts';
import type { Link } from './link.ts';
import type { OutboundLink } from './outbound/outbound-link.ts';
import { Refusal } from './refusal.ts';

/** How long a session lives without a request. */
const IDLE_MS = 60 * 60_000;

/** A token lives 30 minutes unused, and the user may then take a while with the bank. */
const TOKEN_MS = 60 * 60_000;

/** More tokens than one user of one browser has a use for. */
const MAX_TOKENS = 60;

/** More than a demo has visitors; the one that was idle longest makes room. */
const MAX_SESSIONS = 10_000;

/** One browser: the tokens it was given, the ways to a bank that it is on, and the banks it linked. */
export class Session {
  id = randomBytes(32).toString('base64url');
  lastSeen = Date.now();
  link: Link | undefined;
  /** The bank linked by open banking. */
  outbound: OutboundLink | undefined;
  attempts = new Attempts();
  #tokens: number[] = [];

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

  /** @returns whether there was a token to spend */
  spendToken(): boolean {
    const issuedAt = this.#tokens.shift();
    if (issuedAt === undefined) return false;
    return Date.now() - issuedAt < TOKEN_MS || this.spendToken();
  }
}

/** Sessions in memory, found by a cookie that no script can read. */
export class Sessions {
  /** The longest idle first. */
  #sessions = new Map<string, Session>();
  readonly #onEnd: (session: Session) => void;

  /** @param onEnd - told about each session that expired */
  constructor(onEnd: (session: Session) => void) {
    this.#onEnd = onEnd;
  }

  find(ctx: Context): Session | undefined {
    this.#sweep();
    const session = this.#sessions.get(ctx.cookies.get(cookieName(ctx)) ?? '');
    if (session) this.#touch(session);
    return session;
  }

  /** @throws {Refusal} over plain http from another machine, where a cookie could be read on the way */
  findOrStart(ctx: Context): Session {
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

  #touch(session: Session) {
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

/** `__Host-` binds the cookie to this exact host, but browsers take it over https only (RFC 6265bis 4.1.3.2). */
function cookieName(ctx: Context) {
  return ctx.secure ? '__Host-session' : 'session';
}
