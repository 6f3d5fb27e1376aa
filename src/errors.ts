/** Every error code, with whether trying again can help without a change by the developer. */
const retryable = {
  'invalid-configuration': false,
  'token-failed': true,
  'token-expired': true,
  'load-timeout': true,
  'frame-blocked': false,
  isolated: false,
  offline: true,
  'popup-blocked': true,
  'storage-unavailable': false,
  'state-mismatch': true,
  'invalid-return': false,
  'attempt-expired': true,
  'authorization-failed': true,
  'retries-exhausted': true,
  unsupported: false,
} as const;

/** What went wrong, as a stable name; the manual has a page `docs/errors/{code}.md` for each. */
export type FlinksLinkErrorCode = keyof typeof retryable;

/** All codes, for exhaustive handling in plain JavaScript. */
export const errorCodes = Object.keys(retryable) as readonly FlinksLinkErrorCode[];

/**
 * Whether it is an error of this package. Checks name and shape, because each file of the package on a page has a class of
 * its own.
 */
export const isFlinksLinkError = (error: unknown): error is FlinksLinkError =>
  error instanceof Error && error.name === 'FlinksLinkError' && 'retryable' in error;

/** What an error has beside its code and text. */
export interface FlinksLinkErrorOptions {
  /** What the host's own function threw, or what the bank responded. */
  readonly cause?: unknown;
  /** Overrides what the code says about it. */
  readonly retryable?: boolean;
}

/**
 * The one error class of this package: the reason of a rejected `open()` and the `detail.error` of `flinks-error`.
 * Its text names the setting and the remedy; it never contains a token, code, state or loginId.
 */
export class FlinksLinkError extends Error {
  // Defined, not assigned: a page may have frozen `Error.prototype`.
  override readonly name = 'FlinksLinkError';
  /** What went wrong. */
  readonly code: FlinksLinkErrorCode;
  /** Whether the same user can succeed by trying again, with nothing changed by a developer. */
  readonly retryable: boolean;
  /** Address of the page about this code: what happened, what the user sees, what to do. */
  readonly help: string;
  // Private, so that no inspector prints what the host's own function threw along with the error.
  readonly #cause: unknown;

  /**
   * @param code - one of {@linkcode errorCodes}
   * @param message - what happened, which setting, what to do
   * @param options - see {@linkcode FlinksLinkErrorOptions}
   */
  constructor(code: FlinksLinkErrorCode, message: string, options: FlinksLinkErrorOptions = {}) {
    super(message);
    this.#cause = options.cause;
    this.code = code;
    this.retryable = options.retryable ?? retryable[code];
    this.help = `https://github.com/flinks-link/flinks-link/blob/main/docs/errors/${code}.md`;
  }

  /** What the host's own function threw, or an `AuthorizationFailure` with what the bank responded; else undefined. */
  override get cause(): unknown {
    return this.#cause;
  }
}

/** Shorthand for the most frequent error: a setting that cannot work as it stands. */
export const misconfigured = (message: string): FlinksLinkError =>
  new FlinksLinkError('invalid-configuration', message);
