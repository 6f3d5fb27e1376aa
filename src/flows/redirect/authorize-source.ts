import { misconfigured } from '../../errors.js';
import { type AuthorizeRequest, readAuthorize } from '../../protocol/authorize-url.js';
import { callHost } from '../../session/call-host.js';
import type { Consumed } from '../../session/flow.js';
import type { AuthorizeUrl, AuthorizeUrlContext } from '../../session/host-functions.js';

/**
 * The authorize requests of one session, none with a `state` that was used before (RFC 9700, 4.7: one-time use). A ready
 * one is given again: it is the same transaction, and its response is taken once.
 */
export class AuthorizeSource {
  readonly #setting: AuthorizeUrl | undefined;
  readonly #build: (providerId?: string) => AuthorizeRequest;
  readonly #consumed: Consumed;
  #ready: AuthorizeRequest | undefined;

  /**
   * @param setting - `authorizeUrl` as the host set it
   * @param build - makes the request in the page, where the host has set none
   * @param consumed - the states that were sent before; grows by those of this session
   */
  constructor(
    setting: AuthorizeUrl | undefined,
    build: (providerId?: string) => AuthorizeRequest,
    consumed: Consumed,
  ) {
    this.#setting = setting;
    this.#build = build;
    this.#consumed = consumed;
  }

  /**
   * @param timeout - milliseconds that a function may take
   * @throws FlinksLinkError `authorization-failed`, `invalid-configuration`
   */
  async next(context: AuthorizeUrlContext, timeout: number): Promise<AuthorizeRequest> {
    if (this.#ready) return this.#ready;
    const request = await this.#request(context, timeout);
    const isConsumed = this.#consumed.has(request.state);
    this.#consumed.add(request.state);
    if (isConsumed) {
      throw misconfigured(
        'The state of authorize-url was already used. Set authorizeUrl to a function that returns a fresh URL.',
      );
    }
    if (typeof (this.#setting ?? this.#build) !== 'function') this.#ready = request;
    return request;
  }

  async #request(context: AuthorizeUrlContext, timeout: number): Promise<AuthorizeRequest> {
    const setting = this.#setting;
    if (setting === undefined) return this.#build(context.providerId);
    if (typeof setting !== 'function') return readAuthorize(setting);
    const value = await callHost(signal => setting({ ...context, signal }), {
      name: 'authorizeUrl',
      wanted: 'a URL, or { url, state }',
      accepts: (found): found is object | string => !!found,
      code: 'authorization-failed',
      timeout,
      signal: context.signal,
    });
    return readAuthorize(value);
  }
}
