import { FlinksLinkError, misconfigured } from '../../errors.js';
import { callHost } from '../../session/call-host.js';
import type { Consumed } from '../../session/flow.js';
import type { AuthorizeToken, AuthorizeTokenContext } from '../../session/host-functions.js';

/** The remedy wherever a second token is needed and there is but one. */
export const textServesOnce = 'Set authorizeToken to a function that returns a fresh token.';

/** Tokens for one session, none of them handed out twice (Flinks: authentication-reference, "single use"). */
export class TokenSource {
  readonly #setting: AuthorizeToken | undefined;
  readonly #consumed: Consumed;

  /**
   * @param setting - `authorizeToken` as the host set it
   * @param consumed - the tokens that were handed out before; grows by those of this session
   */
  constructor(setting: AuthorizeToken | undefined, consumed: Consumed) {
    this.#setting = setting;
    this.#consumed = consumed;
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
        'Set authorizeToken to a function that returns a fresh token from your backend (GenerateAuthorizeToken).',
      );
    }
    // A framework that knows no property writes a function as text into the attribute.
    if (typeof setting === 'string' && /[\s(){}]|=>/.test(setting)) {
      throw misconfigured(
        'authorize-token contains function source code. Set the authorizeToken property instead.',
      );
    }
    const token =
      typeof setting === 'function'
        ? await callHost(wanted => setting({ reason, signal: wanted }), {
            name: 'authorizeToken',
            wanted: 'a fresh token as a string',
            accepts: (value): value is string => typeof value === 'string' && value !== '',
            code: 'token-failed',
            timeout,
            signal,
          })
        : setting;
    const isConsumed = this.#consumed.has(token);
    this.#consumed.add(token);
    if (isConsumed) {
      throw new FlinksLinkError(
        'token-expired',
        `The authorize token was already used: tokens are single use. ${this.renewable ? 'Do not cache them.' : textServesOnce}`,
      );
    }
    return token;
  }
}
