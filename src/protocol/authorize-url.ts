import { misconfigured } from '../errors.js';
import { apiBaseUrl, secureUrl } from './endpoints.js';
import { isState } from './fields.js';
import { setQuery } from './query.js';
import { checkRedirectUri } from './redirect-uri.js';
import { refuseSecrets } from './secrets.js';

/**
 * A complete authorize URL of the host. Its `state` comes beside it where the URL has none: with a pushed request
 * (RFC 9126), or a route of the host that redirects.
 */
export type Authorize = string | URL | { readonly url: string | URL; readonly state: string };

/** A ready URL, read. */
export interface AuthorizeRequest {
  /** What the host gave; nothing is added to it. */
  readonly url: URL;
  readonly state: string;
  /** Its `redirect_uri` parameter, decoded and otherwise byte for byte: the token request must repeat it. */
  readonly redirectUri?: string;
}

/** What Outbound's URL is built of (Flinks: open-banking/endpoints/authorize). */
export interface OutboundOptions {
  /** Base of the Outbound host, with or without a path. https, http on loopback. */
  readonly outboundUrl?: string | undefined;
  readonly clientId?: string | undefined;
  readonly redirectUri?: string | undefined;
  /** Separated by spaces, for instance `ACCOUNT_BASIC TRANSACTIONS`. */
  readonly scope?: string | undefined;
  readonly providerId?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** What the URL of a Custom API integration is built of (Flinks: authorize/custom/oauth-authorize). */
export interface CustomOptions {
  readonly instance?: string | undefined;
  readonly redirectUri?: string | undefined;
  /** Number of the bank: `institution_id`. */
  readonly institution?: string | undefined;
  readonly language?: string | undefined;
  readonly tag?: string | undefined;
}

/** A page's URL is public: https, and no credential by its name. */
function publicUrl(value: string, setting: string): URL {
  const url = secureUrl(value, setting);
  refuseSecrets(
    [...url.searchParams].map(([name]) => name),
    setting,
  );
  return url;
}

/**
 * Reads the ready URL that the host's `authorizeUrl` gave.
 *
 * The state is the one beside the URL, else its `state` parameter: VSCHAR (RFC 6749, A.5), 1 to 1,024 characters. A
 * URL with `client_id` and `request_uri` only, or a route of the host that redirects, needs it beside.
 *
 * @param value - an {@linkcode Authorize}; a function's result, so of any type
 * @throws FlinksLinkError `invalid-configuration`
 */
export function readAuthorize(value: unknown): AuthorizeRequest {
  const given = value as Partial<Record<'href' | 'url' | 'state', unknown>> | null | undefined;
  const target = given?.url ?? given;
  const text = typeof target === 'string' ? target : (target as typeof given)?.href;
  if (typeof text !== 'string') throw misconfigured('authorize-url must be a URL, or { url, state }.');
  const url = publicUrl(text, 'authorize-url');

  const [inside, ...more] = url.searchParams.getAll('state');
  const state = (given?.url && given.state) ?? (inside || undefined);
  if (state === undefined) {
    throw misconfigured('authorize-url has no state. Add one, or set { url, state }.');
  }
  if (more.length || (inside && inside !== state)) {
    throw misconfigured('authorize-url has more than one state. Set it once.');
  }
  if (!isState(state)) {
    throw misconfigured('The state of authorize-url must be 1 to 1,024 printable ASCII characters.');
  }
  const redirectUri = url.searchParams.get('redirect_uri');
  return { url, state, ...(redirectUri && { redirectUri }) };
}

function needed(value: string | undefined, setting: string): string {
  if (!value) throw misconfigured(`${setting} is missing: this flow requires it.`);
  return value;
}

/** The host's redirect URI, to be sent exactly as it is registered (RFC 9700, 2.1). */
function returnAddress(value: string | undefined): string {
  const redirectUri = needed(value, 'redirect-uri');
  checkRedirectUri(redirectUri);
  return redirectUri;
}

/** Sets what is there; keeps the query that the base had. */
function withQuery(url: URL, parameters: Readonly<Record<string, string | undefined>>): URL {
  const query = new Map(url.searchParams);
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return setQuery(url, query);
}

/**
 * Outbound's authorization request, `GET {outboundUrl}/api/v1/authorize` (RFC 6749, 4.1.1).
 *
 * @throws FlinksLinkError `invalid-configuration`, naming the attribute
 */
export function outboundUrl(options: OutboundOptions, state: string): URL {
  const url = publicUrl(needed(options.outboundUrl, 'outbound-url'), 'outbound-url');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/authorize`;
  return withQuery(url, {
    response_type: 'code',
    client_id: needed(options.clientId, 'client-id'),
    redirect_uri: returnAddress(options.redirectUri),
    scope: needed(options.scope, 'scope'),
    state,
    provider_id: options.providerId,
    correlation_id: options.correlationId,
  });
}

/**
 * The start of a Custom API integration, `GET /v3/oauth/authorize`. Names as in Flinks' API reference; their guides
 * say `institution` and `redirect_url`.
 *
 * @throws FlinksLinkError `invalid-configuration`, naming the attribute
 */
export const customUrl = (options: CustomOptions, state: string): URL =>
  withQuery(new URL('v3/oauth/authorize', apiBaseUrl(needed(options.instance, 'instance'))), {
    institution_id: options.institution,
    redirect_uri: returnAddress(options.redirectUri),
    state,
    lang: options.language,
    tag: options.tag,
  });
