import { FlinksError } from './flinks-error.js';
import { Link } from './link.js';
import { Refusal } from './refusal.js';

/** @typedef {import('./sessions.js').SessionType} Session */

/** DeleteCard's answers for a login that Flinks does not hold, or no longer. */
const GONE = ['INVALID_LOGIN', 'INVALID_REQUEST'];

/** Which session holds which login: each login belongs to one session at most. */
export class Links {
  /** @type {Map<string, Session>} by loginId */
  #owners = new Map();
  #options;

  /** @param {{ api: import('./flinks-api.js').FlinksApi, pollMs: number, log: (line: string) => void }} options */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Takes over what Connect delivered. The same delivery twice is one link.
   *
   * @param {Session} session
   * @param {import('./login-outcome.js').LoginOutcome} outcome
   * @throws {Refusal}
   */
  accept(session, outcome) {
    this.#checkOwner(session, outcome.loginId);
    const { link } = session;
    const known = link?.loginId === outcome.loginId ? link : undefined;
    if (known && outcome.attemptId !== undefined && outcome.attemptId === known.attemptId) return;
    if (outcome.state !== undefined) session.attempts.take(outcome.state, 'custom');
    else if (!session.spendToken()) {
      if (known) return;
      throw new Refusal(
        409,
        'not-started',
        'This session did not ask for a token that this login could come from.',
      );
    }
    if (known) return known.renew(outcome);
    this.#hold(session, outcome.loginId, { outcome });
  }

  /**
   * Takes over what a webhook delivered for a session: its signature proves the login, so nobody is asked about it.
   *
   * @param {Session} session
   * @param {import('./express/webhook-event.js').WebhookEvent} delivery
   * @throws {Refusal} when another session holds the login
   */
  receive(session, { loginId, requestId, accountIds, body }) {
    this.#checkOwner(session, loginId);
    this.#hold(session, loginId, {
      outcome: { loginId, accountIds },
      delivery: { requestId, body },
    });
  }

  /**
   * Makes Flinks delete what it holds, then forgets the login here.
   *
   * @param {Session} session
   * @throws {FlinksError} `CARD_IN_USE` while a session with the bank is open; the link stays then
   */
  async unlink(session) {
    const { link } = session;
    if (!link) return;
    try {
      // What Flinks never confirmed is a claim: nothing is deleted on the word of a page.
      if (link.verified) await this.#options.api.deleteCard({ loginId: link.loginId });
    } catch (error) {
      if (!(error instanceof FlinksError && GONE.includes(error.code))) throw error;
    }
    if (session.link === link) this.forget(session);
  }

  /** @param {Session} session */
  forget(session) {
    const { link } = session;
    if (!link) return;
    link.end();
    session.link = undefined;
    if (this.#owners.get(link.loginId) === session) this.#owners.delete(link.loginId);
  }

  /**
   * A claim that Flinks refused keeps nobody else from a login.
   *
   * @param {Session} session
   * @param {string} loginId
   */
  #checkOwner(session, loginId) {
    const owner = this.#owners.get(loginId);
    if (owner && owner !== session && !owner.link?.disproved)
      throw new Refusal(
        409,
        'login-taken',
        'This login is linked in another session: unlink it there first.',
      );
  }

  /**
   * @param {Session} session
   * @param {string} loginId
   * @param {Pick<ConstructorParameters<typeof Link>[0], 'outcome' | 'delivery'>} what
   */
  #hold(session, loginId, what) {
    const owner = this.#owners.get(loginId);
    this.forget(session);
    if (owner) this.forget(owner);
    session.link = new Link({ ...this.#options, ...what });
    this.#owners.set(loginId, session);
  }
}
