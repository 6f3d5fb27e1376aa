/**
 * Flinks said no, said something unexpected, or said nothing.
 *
 * The message names the operation and the code only: Flinks' own messages repeat login and request ids, and the error of
 * `fetch` may hold the address, which ends in a loginId for some operations. So neither is kept, not even as `cause`.
 */
export class FlinksError extends Error {
  readonly operation: string;
  readonly code: string;
  readonly httpStatus: number | undefined;

  override name = 'FlinksError';

  /** @param code - a FlinksCode, an OAuth error, or one of `TIMEOUT`, `UNREACHABLE`, `UNEXPECTED_ANSWER` */
  constructor(operation: string, code: string, httpStatus?: number) {
    super(`${operation}: ${code}${httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`}`);
    this.operation = operation;
    this.code = code;
    this.httpStatus = httpStatus;
  }

  /** Whether the same question may get an answer a moment later: nothing has been decided. */
  get transient() {
    return this.code === 'TIMEOUT' || this.code === 'UNREACHABLE' || (this.httpStatus ?? 0) >= 502;
  }
}
