import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that an operation may take on a busy machine. Only a failing journey waits this long. */
export const patience = 60_000;

/** What is true in a condition. */
type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

const isTruthy = <T>(answer: T): answer is T & Truthy<T> => !!answer;

/**
 * Waits until `ask` answers something true. Asks again and again, as a page in another process sends no event here.
 *
 * @param what - for the error
 */
export async function until<T>(
  ask: () => Promise<T>,
  what: string,
  milliseconds = patience,
): Promise<Truthy<T>> {
  let last: unknown;
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(25)) {
    try {
      const answer = await ask();
      if (isTruthy(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited in vain for ${what}; last: ${last}`);
}
