import type { WebhookEvent } from './express/webhook-event.ts';
import { FlinksError } from './flinks-error.ts';
import { Link, type LinkOptions } from './link.ts';
import type { LoginOutcome } from './login-outcome.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './sessions.ts';

/** DeleteCard's answers for a login that Flinks does not hold, or no longer. */
const GONE = ['INVALID_LOGIN', 'INVALID_REQUEST'];

/** Which session holds which login: each login belongs to one session at most. */
export class Links {
  /** By loginId. */
  #owners = new Map<string, Session>();
  readonly #options: Omit<LinkOptions, 'outcome' | 'delivery'>;

  constructor(options: Omit<LinkOptions, 'outcome' | 'delivery'>) {
    this.#options = options;
  }

  /**
   * Takes over what Connect delivered. The same delivery twice is one link.
   *
   * @throws {Refusal}
   */
  accept(session: Session, outcome: LoginOutcome) {
    this.#checkOwner(session, outcome.loginId);
    const { link } = session;
    const known = link?.loginId === outcome.loginId ? link : undefined;
    if (known?.isRepeatedBy(outcome)) return;
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
   * Takes over what a webhook delivered for a session: its signature proves the login, so Flinks is not asked about it.
   *
   * @throws {Refusal} when another session holds the login
   */
  receive(session: Session, { loginId, requestId, accountIds, body }: WebhookEvent) {
    this.#checkOwner(session, loginId);
    this.#hold(session, loginId, {
      outcome: { loginId, accountIds },
      delivery: { requestId, body },
    });
  }

  /**
   * Makes Flinks delete what it holds, then forgets the login here.
   *
   * @throws {FlinksError} `CARD_IN_USE` while a session with the bank is open; the link stays then
   */
  async unlink(session: Session) {
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

  forget(session: Session) {
    const { link } = session;
    if (!link) return;
    link.end();
    session.link = undefined;
    if (this.#owners.get(link.loginId) === session) this.#owners.delete(link.loginId);
  }

  /** A claim that Flinks refused does not keep another session from the login. */
  #checkOwner(session: Session, loginId: string) {
    const owner = this.#owners.get(loginId);
    if (owner && owner !== session && !owner.link?.disproved)
      throw new Refusal(
        409,
        'login-taken',
        'This login is linked in another session: unlink it there first.',
      );
  }

  #hold(session: Session, loginId: string, what: Pick<LinkOptions, 'outcome' | 'delivery'>) {
    const owner = this.#owners.get(loginId);
    this.forget(session);
    if (owner) this.forget(owner);
    session.link = new Link({ ...this.#options, ...what });
    this.#owners.set(loginId, session);
  }
}
