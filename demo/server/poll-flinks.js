import { setTimeout as wait } from 'node:timers/promises';

import { FlinksError } from './flinks-error.js';

/** So many questions in a row may be lost on the way before the data is given up. */
const LOST_IN_A_ROW = 3;

/**
 * How far Flinks is, as far as anybody can know it.
 *
 * @typedef {object} Progress
 * @property {number} startedAt ms since the epoch
 * @property {number} polls questions asked so far
 * @property {string} flinksCode the last answer
 * @property {number} nextPollAt ms since the epoch
 */

/**
 * Asks for data that Flinks still works on until it is there.
 *
 * @param {object} options
 * @param {() => Promise<import('./flinks-api.js').Data>} options.ask the first question
 * @param {() => Promise<import('./flinks-api.js').Data>} options.askAgain every further one
 * @param {number} options.pollMs
 * @param {number} options.limitMs
 * @param {AbortSignal} options.signal
 * @param {(progress: Progress) => void} [options.onProgress]
 * @returns {Promise<Record<string, unknown>>}
 */
export async function pollFlinks({ ask, askAgain, pollMs, limitMs, signal, onProgress }) {
  const startedAt = Date.now();
  let answer = await ask();
  let lost = 0;
  for (let polls = 1; answer.state === 'pending'; polls++) {
    if (Date.now() + pollMs - startedAt > limitMs) throw new FlinksError('Waiting for data', 'TIMEOUT');
    onProgress?.({ startedAt, polls, flinksCode: answer.code, nextPollAt: Date.now() + pollMs });
    await wait(pollMs, undefined, { signal });
    try {
      answer = await askAgain();
      lost = 0;
    } catch (error) {
      if (!(error instanceof FlinksError && error.transient) || ++lost >= LOST_IN_A_ROW) throw error;
    }
  }
  return answer.body;
}
