import { isFlinksLinkError } from '../../errors.js';
import { isAuthorizationFailure } from '../../protocol/return-url.js';

/** Errors of OAuth by which a bank or Flinks says that it cannot, and not that the user does not want to. */
const technical: readonly string[] = [
  // RFC 6749, 4.1.2.1, without access_denied; Flinks' page on errors has the other two.
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'invalid_client',
  'invalid_grant',
];

/** Why Connect may be offered after this failure of open banking; undefined when it may not. */
export function fallbackReason(error: unknown): string | undefined {
  if (!isFlinksLinkError(error)) return undefined;
  if (error.code === 'popup-blocked') return error.code;
  if (error.code !== 'authorization-failed') return undefined;
  // What the host's own function threw says nothing of the user.
  if (!isAuthorizationFailure(error.cause)) return error.code;
  const { error: oauth } = error.cause;
  return technical.includes(oauth) ? oauth : undefined;
}
