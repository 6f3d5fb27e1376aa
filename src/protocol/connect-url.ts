import { misconfigured } from '../errors.js';
import { connectParamPairs, type ConnectParams } from './connect-params.js';
import { connectBaseUrl, type EndpointOptions } from './endpoints.js';
import { setQuery } from './query.js';
import { checkRedirectUri } from './redirect-uri.js';

/** Everything that goes into the address of the Connect frame. */
export interface ConnectUrlOptions extends EndpointOptions {
  /** Single-use token of GenerateAuthorizeToken; the empty string for integrations made before October 2024. */
  authorizeToken?: string | undefined;
  /** Shows Flinks Capital, the test institution. */
  demo?: boolean | undefined;
  language?: 'en' | 'fr' | undefined;
  /** `light`, `dark` or `system`, as far as the instance knows them. */
  theme?: string | undefined;
  /** The host's name on the consent screen. */
  customerName?: string | undefined;
  /** The host's correlation value; Flinks echoes it in results, webhooks and the dashboard. */
  tag?: string | undefined;
  /** Name or number of a bank to open at. Undocumented path form `/v2/Credential/{institution}`. */
  institution?: string | undefined;
  /** Resumes a pending session at its MFA prompt (Flinks: resume-and-reconnect). */
  requestId?: string | undefined;
  /** Where Connect lands afterwards: Connect's `redirectUrl`. */
  redirectUri?: string | undefined;
  params?: ConnectParams | string | undefined;
}

/** Connect's own spelling for what the options call otherwise. */
const attributes = [
  ['demo', 'demo'],
  ['language', 'language'],
  ['theme', 'theme'],
  ['customerName', 'customerName'],
  ['tag', 'tag'],
  ['requestId', 'requestId'],
  ['redirectUri', 'redirectUrl'],
  ['authorizeToken', 'authorizeToken'],
] as const;

function withInstitution(base: URL, institution: string): URL {
  if (/^\.*$/.test(institution)) throw misconfigured('institution must be the name or number of a bank.');
  const url = new URL(base.href);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/Credential/${encodeURIComponent(institution)}`;
  return url;
}

/**
 * The URL of the Connect frame. Every value is encoded; options win over `params`, and those over the query of
 * `connectUrl`. The result contains the token: never log it, show it or keep it.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export function connectUrl(options: ConnectUrlOptions): URL {
  const base = connectBaseUrl(options);
  const url = options.institution ? withInstitution(base, options.institution) : new URL(base.href);
  if (options.redirectUri) checkRedirectUri(options.redirectUri);

  const query = new Map(connectParamPairs(base.search, 'connect-url'));
  for (const [name, value] of connectParamPairs(options.params ?? '')) query.set(name, value);
  for (const [option, name] of attributes) {
    const value = options[option];
    // null: a script that has no types.
    if ((value ?? '') !== '' && value !== false) query.set(name, String(value));
  }
  return setQuery(url, query);
}
