import { compact, field, type Fields, isState, maxText } from './fields.js';
import { parseUrl } from './parse-url.js';

/**
 * A pending authorization request: what must be known again when the user comes back from another page. Single use: take, delete, then compare.
 * Texts are of at most 65,536 characters.
 */
export interface Transaction {
  /** 1 to 1,024 printable ASCII characters, made by the backend or of 256 random bits. */
  readonly state: string;
  readonly flow: 'connect' | 'outbound' | 'custom';
  /**
   * Where the other page is: in a popup, or instead of the element's page. `done`: a message has brought the result, so
   * that a return brings nothing more.
   */
  readonly mode: 'popup' | 'page' | 'done';
  /** The element that left: its id, else its name, else the empty string. */
  readonly owner: string;
  /** Address of the element's page. Absolute. */
  readonly returnTo: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Where the user comes back to. Absolute. */
  readonly redirectUri: string;
  /** The same on every event of one session. */
  readonly attemptId: string;
  readonly providerId?: string;
  readonly correlationId?: string;
  /** What the response's `iss` must be (RFC 9207). */
  readonly issuer?: string;
  readonly tag?: string;
  /** The `redirect_uri` of the authorize URL, byte for byte: the token request repeats it (RFC 6749, 4.1.3). */
  readonly sentRedirectUri?: string;
}

/** A transaction as it lies in storage. */
export interface StoredTransaction extends Transaction {
  /** The return URL that the callback page kept. Absolute. */
  readonly answer?: string;
}

/** How long a response is taken, in milliseconds: 30 minutes, as long as Connect's token lives. */
export const transactionLifetime = 1_800_000;

// A clock may be set back a little while the user is at the bank; a transaction of the day after tomorrow is forged.
const maxSkew = 86_400_000;

/**
 * Whether the transaction is too old for a response, or from more than 24 hours in the future.
 *
 * @param now - milliseconds since the epoch
 */
export function isExpired(transaction: Transaction, now: number): boolean {
  const age = now - transaction.createdAt;
  return !(age <= transactionLifetime && age >= -maxSkew); // NaN is expired as well.
}

type Check = (value: unknown) => boolean;
const oneOf =
  (...names: unknown[]): Check =>
  value =>
    names.includes(value);
// Settings of the host have no other limit: what may be written must be readable again.
const string: Check = value => typeof value === 'string' && value.length <= maxText;
/** Throws for text that is no URL, which {@linkcode parseTransaction} catches. */
const address: Check = value => string(value) && !!new URL(value as string);
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);

const checks: Record<keyof StoredTransaction, Check> = {
  state: isState,
  flow: oneOf('connect', 'outbound', 'custom'),
  mode: oneOf('popup', 'page', 'done'),
  owner: string,
  returnTo: address,
  createdAt: Number.isFinite,
  redirectUri: address,
  attemptId: string,
  providerId: optional(string),
  correlationId: optional(string),
  issuer: optional(string),
  tag: optional(string),
  sentRedirectUri: optional(string),
  answer: optional(address),
};

/** The transaction as text, for sessionStorage. It has no secret in it but the state. */
export const serializeTransaction = (transaction: Transaction): string => JSON.stringify(transaction);

/**
 * Reads a transaction back, from a storage that others may write to: every field is checked, own and known fields only are
 * copied.
 *
 * @returns the transaction, frozen; `undefined` for anything that is not whole. Never throws.
 */
export function parseTransaction(stored: string | null): StoredTransaction | undefined {
  try {
    const data = JSON.parse(stored ?? '') as Fields;
    const known = Object.entries(checks).map(([name, check]) => {
      const value = field(data, name);
      if (!check(value)) throw name;
      return [name, value];
    });
    return compact<StoredTransaction>(Object.fromEntries(known) as StoredTransaction);
  } catch {
    return undefined;
  }
}

/**
 * Whether a URL is the page, whatever its query: origin and path are equal, as whole strings.
 *
 * @param page - an absolute URL; anything else is no page
 */
export function isSamePage(page: string | undefined, url: URL): boolean {
  const other = page ? parseUrl(page) : undefined;
  // By its parts, because the `origin` of every app scheme is "null".
  return other?.protocol === url.protocol && other.host === url.host && other.pathname === url.pathname;
}

/** Whether the URL is the page that the user comes back to, or the element's own. The query may differ. */
export const isReturnPage = ({ redirectUri, returnTo }: Transaction, url: URL): boolean =>
  isSamePage(redirectUri, url) || isSamePage(returnTo, url);
