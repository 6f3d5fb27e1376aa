import { FlinksLinkError } from '../errors.js';
import type { CodeOutcome, LinkedOutcome, LoginOutcome } from '../types.js';
import {
  accountsOf,
  compact,
  id,
  idQuery,
  isState,
  isVschar,
  label,
  loginFields,
  maxTag,
  text,
} from './fields.js';
import { filterQuery } from './query.js';
import { connectState } from './redirect-uri.js';
import { isExpired, type Transaction } from './transaction.js';

type Anonymous<T> = T extends unknown ? Omit<T, 'attemptId'> : never;

/** What a return says, once it has passed every check: an outcome without the `attemptId` of its session. */
export type ReturnResult =
  | Anonymous<LoginOutcome | CodeOutcome | LinkedOutcome>
  | { readonly type: 'cancel'; readonly reason: 'access-denied' };

const failureName = 'FlinksAuthorizationFailure';

/**
 * The `cause` of an `authorization-failed` that came in the response's URL and not from the host's own function. An attacker
 * can write that URL: show these fields as text, if at all.
 */
export class AuthorizationFailure {
  /** As in RFC 6749, 4.1.2.1. 1 to 256 printable ASCII characters. */
  readonly error: string;
  /** At most 512 characters, none of them a control character. */
  declare readonly errorDescription?: string;
  /** @internal */
  declare readonly name: string;

  constructor(error: string, errorDescription?: string) {
    this.error = error;
    if (errorDescription) this.errorDescription = errorDescription;
    // Not enumerable: the cause reads as the error and its description.
    Object.defineProperty(this, 'name', { value: failureName });
    Object.freeze(this);
  }
}

/** Checks the name, because each file of the package on a page has a class of its own. */
export const isAuthorizationFailure = (cause: unknown): cause is AuthorizationFailure =>
  (cause as Partial<AuthorizationFailure> | undefined)?.name === failureName;

const responseNames: readonly string[] =
  /* @__PURE__ */ `code state error error_description error_uri iss status loginId institution accountId accountId[] accountIds accountIds[] requestId tag demo ${connectState}`.split(
    ' ',
  );

const invalid = (why: string): FlinksLinkError =>
  new FlinksLinkError('invalid-return', `The response${why}. It was discarded: start again.`);

const stateOf = (url: URL, name: string): string | undefined => {
  const [state, ...more] = url.searchParams.getAll(name);
  return !more.length && isState(state) ? state : undefined;
};

/**
 * The state by which the transaction of a response is found: `flinks_state`, else `state`.
 *
 * @returns `undefined` when it is absent, empty, doubled, longer than 1,024 characters or not VSCHAR (RFC 6749, A.5)
 */
export const responseState = (url: URL): string | undefined =>
  stateOf(url, url.searchParams.has(connectState) ? connectState : 'state');

function holdsResponse(query: URLSearchParams): boolean {
  const has = (name: string): boolean => query.getAll(name).some(Boolean);
  return (
    [connectState, 'code', 'error', 'loginId'].some(has) || (has('state') && (has('status') || has('iss')))
  );
}

/** The fragment: a bank responds there to a request with `response_mode=fragment`, which is not ours. Nothing in it is used. */
const fragmentOf = (url: URL): string => url.hash.slice(1);

/**
 * Whether the URL looks like the response of a redirect: it has a `flinks_state`, a `code`, an `error` or a `loginId`, or
 * a `status` or `iss` beside a `state`; in its query, or in its fragment, where no response is read. A response may be malformed
 * ({@linkcode responseState} is `undefined`) or belong to the host's own sign-in: only a transaction with its state is proof.
 */
export const isResponse = (url: URL): boolean =>
  holdsResponse(url.searchParams) || holdsResponse(new URLSearchParams(`?${fragmentOf(url)}`));

/** Recognizes the parameters of the redirect URI itself, each as often as it stands there. */
function ownOf(redirectUri: string): (name: string, value: string) => boolean {
  const own = [...new URLSearchParams(redirectUri.replace(/^[^?]*/, ''))];
  return (name, value) => {
    const at = own.findIndex(pair => pair[0] === name && pair[1] === value);
    return at >= 0 && own.splice(at, 1).length === 1;
  };
}

/** The user's "no" is a cancel; everything else is an error, and two of them are worth another try. */
function refusal(error: string, description: string | undefined, state: string): ReturnResult {
  if (error === 'access_denied') return Object.freeze({ type: 'cancel', reason: 'access-denied' });
  // The state never leaves in an error, not even where the response repeats it.
  const told = (text: string): string => text.replace(/\p{Cc}/gu, '').replaceAll(state, '*');
  // Quoted only in the characters that RFC 6749, A.7 allows.
  const name = /^[ !#-[\]-~]+$/.test(error) ? ` "${told(error)}"` : '';
  throw new FlinksLinkError(
    'authorization-failed',
    `Flinks or the bank returned the error${name}. See cause.`,
    {
      cause: new AuthorizationFailure(
        told(error),
        // A character may be cut in half, which leaves a lone surrogate.
        description &&
          told(description)
            .slice(0, 512)
            .replace(/\p{Cs}/u, ''),
      ),
      retryable: /^(?:server_error|temporarily_unavailable)$/.test(error),
    },
  );
}

/** Before anything that the response says: is it ours, and in time? */
function checkTransaction(url: URL, transaction: Transaction, now: number): void {
  const { flow, state } = transaction;
  const found = stateOf(url, flow === 'connect' ? connectState : 'state');
  if (!isState(state) || found !== state || responseState(url) !== state) {
    throw new FlinksLinkError('state-mismatch', "The response's state does not match. Start again.");
  }
  if (isExpired(transaction, now)) {
    throw new FlinksLinkError(
      'attempt-expired',
      'The response came after more than 30 minutes. Start again.',
    );
  }
}

/** The response's parameters by name: each stands once, is not empty and has the characters and length that it may. */
function readResponse(search: string) {
  const query = new URLSearchParams(`?${search}`);
  const one = (name: string, max?: number, from = query): string | undefined => {
    const [value, ...more] = from.getAll(name);
    if (more.length) throw invalid(` has more than one ${name}`);
    if (value && max && !isVschar(value, max)) throw invalid(`'s ${name} is malformed`);
    return value || undefined;
  };
  const response = {
    code: one('code', 4_096),
    loginId: one('loginId', 256, idQuery(search)),
    error: one('error', 256),
    status: one('status', 256),
    iss: one('iss', 512),
    description: one('error_description'),
  };
  const { code, loginId, error, status } = response;
  if ([code, loginId, error, status].filter(Boolean).length !== 1) {
    throw invalid(' must have exactly one of code, loginId, error and status');
  }
  if (loginId && !id(loginId)) throw invalid("'s loginId is malformed");
  return response;
}

function toLogin(
  loginId: string,
  search: string,
  flow: LoginOutcome['flow'],
  { state, tag }: Transaction,
): ReturnResult {
  const fields = loginFields(search);
  return compact<Anonymous<LoginOutcome>>({
    type: 'login',
    flow,
    loginId,
    institution: label(fields.institution),
    requestId: id(fields.requestId),
    accountIds: accountsOf(fields),
    tag: tag ?? text(fields.tag, maxTag),
    // Connect's is the element's own, and the server does not know it.
    state: flow === 'connect' ? undefined : state,
  });
}

/**
 * Reads what came back from Flinks or the bank. An attacker who can make a link can write it, errors included, so the state is
 * compared before anything else is looked at (RFC 6749, 10.12 and 10.14), then the age, then the rest.
 *
 * Unknown parameters are ignored and empty ones are absent (RFC 6749, 3.1); `code` (4,096 characters at most),
 * `loginId`, `error`, `status` (256) and `iss` (512) must be VSCHAR and stand once; one of the first four must be there,
 * alone. `iss` is compared as a string (RFC 9207, 2.4). Parameters of the redirect URI itself are not read.
 *
 * @param url - the page's URL as it was
 * @param transaction - the one that {@linkcode responseState} found, already deleted from where it was kept
 * @param now - milliseconds since the epoch
 * @throws FlinksLinkError `state-mismatch`, `attempt-expired`, `invalid-return`, or `authorization-failed` with an
 *   {@linkcode AuthorizationFailure} as its cause
 */
export function readReturn(url: URL, transaction: Transaction, now: number): ReturnResult {
  checkTransaction(url, transaction, now);

  const isOwn = ownOf(transaction.redirectUri);
  const search = filterQuery(url.search.slice(1), (name, value) => !isOwn(name, value));
  const { code, loginId, error, status, iss, description } = readResponse(search);
  const { flow, state, issuer } = transaction;
  const redirected = flow === 'outbound';

  if ((code && !redirected) || (loginId && redirected)) throw invalid(` is not for flow="${flow}"`);
  if (status) {
    if (status !== 'linked' || flow === 'connect') throw invalid("'s status is unknown");
    return Object.freeze({ type: 'linked', state });
  }
  if (redirected && issuer && iss !== issuer) throw invalid("'s iss does not match issuer");
  if (error) return refusal(error, description, state);
  if (loginId && !redirected) return toLogin(loginId, search, flow, transaction);
  return compact<Anonymous<CodeOutcome>>({
    type: 'code',
    code,
    state,
    iss,
    providerId: transaction.providerId,
    correlationId: transaction.correlationId,
    redirectUri: transaction.sentRedirectUri,
  });
}

/**
 * The URL without a response in it, for the address bar.
 *
 * @param redirectUri - its own parameters stay, as do those of other names and a hash that is no response,
 *   byte for byte
 * @returns a new URL
 */
export function withoutResponse(url: URL, redirectUri = ''): URL {
  const isOwn = ownOf(redirectUri);
  const clean = new URL(url.href);
  const query = filterQuery(
    url.search.slice(1),
    (name, value) => !responseNames.includes(name) || (name !== connectState && isOwn(name, value)),
  );
  clean.search = query && `?${query}`;
  const hash = fragmentOf(url);
  if (holdsResponse(new URLSearchParams(`?${hash}`)))
    clean.hash = filterQuery(hash, name => !responseNames.includes(name));
  return clean;
}
