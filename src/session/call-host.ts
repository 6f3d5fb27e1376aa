import { FlinksLinkError, type FlinksLinkErrorCode, isFlinksLinkError } from '../errors.js';

/** What a function of the host has to do, for the errors about it. */
export interface CallOptions<T> {
  /** Name of the property that holds the function. */
  readonly name: string;
  /** What it must return. */
  readonly wanted: string;
  readonly accepts: (value: unknown) => value is T;
  /** What its failure is called. */
  readonly code: FlinksLinkErrorCode;
  /** Milliseconds that it may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** What came, and nothing of what is in it. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'an empty string';
  // Its class, such as Response: an object whose fetch was not read yet. A page may have written anything there.
  const name = Object.prototype.toString.call(value).slice(8, -1);
  const type = /^\w+$/.test(name) ? ` of type ${name}` : '';
  return typeof value === 'object' ? `an object${type}` : `a ${typeof value}`;
}

/**
 * Calls a function of the host, and waits no longer than it may take.
 *
 * @param call - calls the function with a signal that aborts when its result is no longer wanted
 * @throws FlinksLinkError `code`; one that the function throws itself goes through as it is
 */
export async function callHost<T>(
  call: (signal: AbortSignal) => unknown,
  { name, wanted, accepts, code, timeout, signal }: CallOptions<T>,
): Promise<T> {
  const failed = (what: string, cause?: unknown) =>
    new FlinksLinkError(code, `${name}() ${what}. It must return ${wanted}.`, { cause });
  const ended = new AbortController();
  const stop = () => ended.abort();
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(stop, timeout);
  const overdue = new Promise<never>((_, reject) => {
    ended.signal.addEventListener('abort', () =>
      reject(failed(`did not return within load-timeout (${timeout} ms)`)),
    );
  });
  try {
    const value = await Promise.race([call(ended.signal), overdue]);
    if (accepts(value)) return value;
    throw failed(`returned ${kindOf(value)}`);
  } catch (error) {
    throw isFlinksLinkError(error) ? error : failed('threw an error (see cause)', error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
