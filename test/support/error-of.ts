import { FlinksLinkError } from '../../src/errors.js';

/** The error that a call throws, which must be one of ours; fails when it throws none. */
export function errorOf(call: () => unknown): FlinksLinkError {
  try {
    call();
  } catch (error) {
    if (error instanceof FlinksLinkError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What a promise rejects with; fails when it does not. */
export const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('it was fulfilled');
    },
    (reason: unknown) => reason,
  );
