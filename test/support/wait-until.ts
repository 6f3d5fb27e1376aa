import { waitUntil as wait } from '@open-wc/testing';

/** Waits until something is true, as long as a busy machine needs: a test that fails takes longer, and no other. */
export const waitUntil = (
  isTrue: () => unknown,
  message?: string,
  options: { interval?: number; timeout?: number } = {},
): Promise<void> => wait(isTrue, message, { timeout: 10_000, ...options });
