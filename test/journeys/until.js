import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that an operation may take on a busy machine. Only a failing journey waits this long. */
export const patience = 60_000;

/**
 * Waits until `ask` answers something true. Asks again and again, as a page in another process sends no event here.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @param {string} what - for the error
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(ask, what, milliseconds = patience) {
  let last;
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(25)) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited in vain for ${what}; last: ${last}`);
}
