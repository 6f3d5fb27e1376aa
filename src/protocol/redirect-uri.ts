import { secureUrl } from './endpoints.js';
import { filterQuery } from './query.js';

/** The element's own one-time value in Connect's `redirectUrl`, which has no state of its own. */
export const connectState = 'flinks_state';

// Of a parsed URL, whose scheme is in lower case.
const appScheme = /^(?!(?:https?|ftp|file|wss?|javascript|vbscript|data|blob|about):)[^:]+:\//;

/**
 * Checks where the user comes back to: absolute, https, http on loopback (RFC 8252, 7.3) or an app's own scheme (RFC 8252,
 * 7.1), with no fragment (RFC 6749, 3.1.2) and no user info.
 *
 * @throws FlinksLinkError `invalid-configuration`, naming `redirect-uri`
 */
export function checkRedirectUri(value: string): void {
  secureUrl(value, 'redirect-uri', appScheme);
}

/**
 * Connect's `redirectUrl` with the state by which the return is known again. Connect keeps the query of its
 * `redirectUrl` and appends to it (Flinks: flinks-connect/widget).
 *
 * @param redirectUri - kept byte for byte, less a `flinks_state` that an earlier return has left in it
 * @throws FlinksLinkError `invalid-configuration`, as {@linkcode checkRedirectUri}
 */
export function withFlinksState(redirectUri: string, state: string): string {
  checkRedirectUri(redirectUri);
  const [page, ...rest] = redirectUri.split('?');
  const own = filterQuery(rest.join('?'), name => name !== connectState);
  return `${page}?${own && `${own}&`}${connectState}=${encodeURIComponent(state)}`;
}
