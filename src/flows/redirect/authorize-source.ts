import { misconfigured } from '../../errors.js';
import { type Authorize, type AuthorizeRequest, readAuthorize } from '../../protocol/authorize-url.js';
import { ask } from '../../session/call-host.js';
import type { Language } from '../../types.js';

/** What an authorize function is told. */
export interface AuthorizeUrlContext {
  readonly flow: 'outbound' | 'custom';
  /** The data provider that was chosen, if one was. */
  readonly providerId?: string;
  readonly language: Language;
  /** `start` for a session's first address, `retry` for another one in the same session. */
  readonly reason: 'start' | 'retry';
  /** Aborts when the address is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for an authorize URL with a fresh `state`. Called right before it is needed. */
export type AuthorizeUrlFunction = (context: AuthorizeUrlContext) => Authorize | Promise<Authorize>;

/** How the element comes by authorize URLs: a ready one for one session, a function for any number. */
export type AuthorizeUrl = Authorize | AuthorizeUrlFunction;

/**
 * The authorize requests of one session, none with a `state` that was used before (RFC 9700, 4.7: one-time use). A ready
 * one is given again: it is the same attempt, and its answer is taken once.
 */
export class AuthorizeSource {
  readonly #setting: AuthorizeUrl | undefined;
  readonly #build: (providerId?: string) => AuthorizeRequest;
  readonly #used: Set<string>;
  #ready: AuthorizeRequest | undefined;

  /**
   * @param setting - `authorizeUrl` as the host set it
   * @param build - makes the request in the page, where the host has set none
   * @param used - what was used before, by any session of this element; grows by what this one uses
   */
  constructor(
    setting: AuthorizeUrl | null | undefined,
    build: (providerId?: string) => AuthorizeRequest,
    used: Set<string>,
  ) {
    this.#setting = setting ?? undefined;
    this.#build = build;
    this.#used = used;
  }

  /**
   * @param timeout - milliseconds that a function may take
   * @throws FlinksLinkError `authorization-failed`, `invalid-configuration`
   */
  async next(context: AuthorizeUrlContext, timeout: number): Promise<AuthorizeRequest> {
    if (this.#ready) return this.#ready;
    const request = await this.#request(context, timeout);
    if (this.#used.has(request.state)) {
      throw misconfigured(
        'The state of authorize-url was used already. Set authorizeUrl to a function that gets a fresh one.',
      );
    }
    this.#used.add(request.state);
    if (typeof (this.#setting ?? this.#build) !== 'function') this.#ready = request;
    return request;
  }

  async #request(context: AuthorizeUrlContext, timeout: number): Promise<AuthorizeRequest> {
    const setting = this.#setting;
    if (setting === undefined) return this.#build(context.providerId);
    if (typeof setting !== 'function') return readAuthorize(setting);
    const answer = await ask(signal => setting({ ...context, signal }), {
      name: 'authorizeUrl',
      wanted: 'an address, or { url, state }',
      accepts: (found): found is object | string => !!found,
      code: 'authorization-failed',
      timeout,
      signal: context.signal,
    });
    return readAuthorize(answer);
  }
}
