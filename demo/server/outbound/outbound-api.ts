import type { TokenEndpointResponse } from 'openid-client';
import * as oauth from 'openid-client';
import { isLoopback } from '../env.ts';
import { FlinksError } from '../flinks-error.ts';
import { record } from '../loose-json.ts';
import { jsonTokenFetch } from './json-token-fetch.ts';
import type { OutboundConfig } from './outbound-config.ts';

export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Flinks' word; the pages differ about the number, so the answer's own counts. */
const FALLBACK_SECONDS = 299;

const TIMEOUT_MS = 30_000;

interface AuthorizeUrlOptions {
  state: string;
  redirectUri: string;
  providerId?: string;
  verifier?: string;
}

/** The open banking side of Flinks, as far as OAuth goes by a client library. It holds the secret and never shows it. */
export class OutboundApi {
  readonly #config: OutboundConfig;
  readonly #oauth: oauth.Configuration;
  #own: Tokens | undefined;
  #granting: Promise<Tokens> | undefined;

  constructor(config: OutboundConfig) {
    const { url, issuer, clientId, clientSecret } = config;
    const server = {
      issuer,
      authorization_endpoint: `${url}/api/v1/authorize`,
      token_endpoint: `${url}/api/v1/token`,
    };
    this.#config = config;
    this.#oauth = new oauth.Configuration(server, clientId, undefined, oauth.ClientSecretPost(clientSecret));
    this.#oauth[oauth.customFetch] = jsonTokenFetch;
    if (isLoopback(new URL(url).hostname)) oauth.allowInsecureRequests(this.#oauth);
  }

  /** @returns a PKCE verifier, where PKCE is switched on */
  makeVerifier(): string | undefined {
    return this.#config.pkce ? oauth.randomPKCECodeVerifier() : undefined;
  }

  async authorizeUrl({ state, redirectUri, providerId, verifier }: AuthorizeUrlOptions) {
    const challenge = verifier && {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    const { href } = oauth.buildAuthorizationUrl(this.#oauth, {
      redirect_uri: redirectUri,
      scope: this.#config.scope,
      state,
      ...(providerId && { provider_id: providerId }),
      ...challenge,
    });
    // Flinks prints %20 between scopes; a plus sign is a space only to those who read forms.
    return href.replaceAll('+', '%20');
  }

  /**
   * @param answer - the redirect_uri with everything that came with it
   * @throws {FlinksError} whose code is the OAuth error, where there is one
   */
  exchange(answer: URL, { state, verifier }: { state: string; verifier?: string }): Promise<Tokens> {
    const checks = { expectedState: state, ...(verifier && { pkceCodeVerifier: verifier }) };
    return asTokens('Authorization', oauth.authorizationCodeGrant(this.#oauth, answer, checks));
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const tokens = await asTokens('Refresh', oauth.refreshTokenGrant(this.#oauth, refreshToken));
    // Flinks' does not rotate: an answer without one keeps the one there is.
    return { refreshToken, ...tokens };
  }

  /** @returns the banks that can be linked now */
  async listProviders(): Promise<unknown> {
    const answer = await this.#askAsClient('/api/v1/providers');
    // Documented: none are found.
    if (answer.status === 404) return [];
    if (answer.status !== 200) throw new FlinksError('Providers', answer.code, answer.status);
    return answer.body;
  }

  /** @returns every bank with its status, or those that can be linked where Flinks has no such list */
  async listAllProviders(): Promise<unknown> {
    const answer = await this.#askAsClient('/api/v2/providers?country=CA,US');
    return answer.status === 200 ? answer.body : this.listProviders();
  }

  async #askAsClient(path: string) {
    const own = this.#own && !isOver(this.#own) ? this.#own : await this.#grant();
    const answer = await this.ask('Providers', 'GET', path, own.accessToken);
    if (answer.tokenRefused && this.#own === own) this.#own = undefined;
    return answer;
  }

  /** Requests that come together are granted one token. */
  #grant() {
    this.#granting ??= asTokens(
      'Client credentials',
      oauth.clientCredentialsGrant(this.#oauth, { scope: 'client:admin' }),
    )
      .then(tokens => (this.#own = tokens))
      .finally(() => (this.#granting = undefined));
    return this.#granting;
  }

  /**
   * Asks with an access token. A refusal is an answer too, not an exception.
   *
   * @param operation - the name for error messages
   */
  async ask(operation: string, method: 'GET' | 'DELETE', path: string, accessToken: string) {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(`${this.#config.url}${path}`, {
        method,
        headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
        redirect: 'error',
        signal: timeout,
      });
      const { status } = response;
      const text = await response.text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const fdxCode = record(body).code;
      const known = typeof fdxCode === 'number';
      // A token that is over is a 401 in one part of the docs and a 400 in another; FDX's own errors carry a number.
      const tokenRefused = status === 401 || (status === 400 && !known);
      return { status, body, tokenRefused, code: known ? `FDX_${fdxCode}` : 'UNEXPECTED_ANSWER' };
    } catch {
      throw new FlinksError(operation, timeout.aborted ? 'TIMEOUT' : 'UNREACHABLE');
    }
  }
}

/** A little ahead, for the way there. */
export function isOver({ expiresAt }: Tokens) {
  return Date.now() > expiresAt - 2000;
}

async function asTokens(operation: string, granted: Promise<TokenEndpointResponse>): Promise<Tokens> {
  const askedAt = Date.now();
  try {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = await granted;
    const expiresAt = askedAt + (seconds ?? FALLBACK_SECONDS) * 1000;
    return { accessToken, ...(refreshToken && { refreshToken }), expiresAt };
  } catch (error) {
    const { error: code, status, name } = record(error);
    // The library's messages and causes hold what was sent and what came back.
    if (typeof code === 'string' && /^[a-z_]{1,60}$/.test(code))
      throw new FlinksError(operation, code, typeof status === 'number' ? status : undefined);
    throw new FlinksError(operation, name === 'TypeError' ? 'UNREACHABLE' : 'UNEXPECTED_ANSWER');
  }
}
