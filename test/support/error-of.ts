import { expect } from '@open-wc/testing';
import { FlinksLinkError } from '../../src/errors.js';

/** The error that a call throws, which must be one of ours; fails when it throws none. */
export function errorOf(call: () => unknown): FlinksLinkError {
  try {
    call();
  } catch (error) {
    expect(error).to.be.instanceOf(FlinksLinkError);
    return error as FlinksLinkError;
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
