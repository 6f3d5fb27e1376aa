import type { FlinksLinkError } from '../errors.js';
import { isAuthorizationFailure } from '../protocol/return-url.js';

/**
 * A hint for the developer. Nothing that a user or a bank has said is ever part of it.
 *
 * @param cause - what the host's own function threw; shown in the development build only
 */
export function warn(message: string, cause?: unknown): void {
  // eslint-disable-next-line no-console -- hints and failures are all that this package prints
  console.warn(`<flinks-link> ${message}`, ...(__DEV__ && cause !== undefined ? [cause] : []));
}

/**
 * Reports a failure to the developer. What the host's own function threw may hold a token: in production it stays out of
 * logs.
 *
 * @param reference - as the user sees it
 */
export function reportFailure(error: FlinksLinkError, reference: string): void {
  const { cause } = error;
  const shown = __DEV__ ? cause !== undefined : isAuthorizationFailure(cause);
  // eslint-disable-next-line no-console -- as above
  console.error(`<flinks-link> Reference ${reference}:`, error, ...(shown ? [cause] : []));
}
