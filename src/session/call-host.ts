import { FlinksLinkError, type FlinksLinkErrorCode } from '../errors.js';

/** What a function of the host has to do, for the errors about it. */
export interface AskOptions<T> {
  /** Name of the property that holds the function. */
  readonly name: string;
  /** What it must return. */
  readonly wanted: string;
  readonly accepts: (answer: unknown) => answer is T;
  /** What its failure is called. */
  readonly code: FlinksLinkErrorCode;
  /** Milliseconds that it may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Asks a function of the host for something, and waits no longer than it may take.
 *
 * @param call - calls the function with a signal that aborts when the answer is no longer wanted
 * @throws FlinksLinkError `code`; one that the function throws itself goes through as it is
 */
export async function ask<T>(
  call: (signal: AbortSignal) => unknown,
  { name, wanted, accepts, code, timeout, signal }: AskOptions<T>,
): Promise<T> {
  const failed = (what: string, cause?: unknown) =>
    new FlinksLinkError(code, `${name}() ${what}. It must return ${wanted}.`, { cause });
  const patience = new AbortController();
  const stop = () => patience.abort();
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(stop, timeout);
  const overdue = new Promise<never>((_, reject) => {
    patience.signal.addEventListener('abort', () =>
      reject(failed(`did not answer in ${timeout} milliseconds`)),
    );
  });
  try {
    const answer = await Promise.race([call(patience.signal), overdue]);
    if (accepts(answer)) return answer;
    throw failed(`returned ${answer === '' ? 'an empty string' : typeof answer}`);
  } catch (error) {
    throw error instanceof FlinksLinkError ? error : failed('threw an error', error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
