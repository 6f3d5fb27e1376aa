import { FlinksLinkError, misconfigured } from '../../errors.js';
import { ask } from '../../session/call-host.js';

/** What a token function is told. */
export interface AuthorizeTokenContext {
  /** `start` for a session's first token, `renew` for another one in the same session. */
  readonly reason: 'start' | 'renew';
  /** Aborts when the token is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for a fresh token of GenerateAuthorizeToken. Called right before a token is needed. */
export type AuthorizeTokenFunction = (context: AuthorizeTokenContext) => string | Promise<string>;

/** How the element comes by tokens: text for one session, a function for any number. */
export type AuthorizeToken = string | AuthorizeTokenFunction;

/** The remedy wherever a second token is needed and there is but one. */
export const textServesOnce = 'Set authorizeToken to a function, so that there can be another one.';

/** Tokens for one session, none of them handed out twice (Flinks: authentication-reference, "single use"). */
export class TokenSource {
  readonly #setting: AuthorizeToken | undefined;
  readonly #used: Set<string>;
  readonly #onTaken: (token: string) => void;

  /**
   * @param setting - `authorizeToken` as the host set it
   * @param used - the tokens that were handed out before, by any session of this element; grows by those of this one
   * @param onTaken - learns of each token as it is handed out
   */
  constructor(
    setting: AuthorizeToken | null | undefined,
    used: Set<string>,
    onTaken: (token: string) => void = () => {},
  ) {
    this.#setting = setting ?? undefined;
    this.#used = used;
    this.#onTaken = onTaken;
  }

  /** Whether another token can be had in the same session, or none is needed. */
  get renewable(): boolean {
    return typeof this.#setting === 'function' || this.#setting === '';
  }

  /**
   * A token that was never handed out. The empty string, set as text, says: an old integration without tokens.
   *
   * @param timeout - milliseconds that a function may take
   * @throws FlinksLinkError `token-failed`, `token-expired`, `invalid-configuration`
   */
  async next(reason: AuthorizeTokenContext['reason'], signal: AbortSignal, timeout: number): Promise<string> {
    const setting = this.#setting;
    if (setting === '') return setting;
    if (setting === undefined) {
      throw misconfigured(
        'Set authorizeToken to a function that asks your backend for a token of GenerateAuthorizeToken.',
      );
    }
    // A framework that knows no property writes a function as text into the attribute.
    if (typeof setting === 'string' && /[\s(){}]|=>/.test(setting)) {
      throw misconfigured(
        'authorize-token is the text of a function, or no token. Set a function as the property authorizeToken.',
      );
    }
    const token =
      typeof setting === 'function'
        ? await ask(wanted => setting({ reason, signal: wanted }), {
            name: 'authorizeToken',
            wanted: 'a fresh token as text',
            accepts: (answer): answer is string => typeof answer === 'string' && answer !== '',
            code: 'token-failed',
            timeout,
            signal,
          })
        : setting;
    if (this.#used.has(token)) {
      throw new FlinksLinkError(
        'token-expired',
        `The authorize token was used already, and tokens are single use. ${this.renewable ? 'Do not cache them.' : textServesOnce}`,
      );
    }
    this.#used.add(token);
    this.#onTaken(token);
    return token;
  }
}
