import { setTimeout as wait } from 'node:timers/promises';

import { FlinksError } from './flinks-error.js';

/** Flinks: keep asking every 10 seconds for at most 30 minutes. */
const LIMIT_MS = 30 * 60_000;

/** So many questions in a row may be lost on the way before the data is given up. */
const LOST_IN_A_ROW = 3;

/**
 * How far the collection is, as far as anybody can know it.
 *
 * @typedef {object} Progress
 * @property {number} startedAt ms since the epoch
 * @property {number} polls questions asked so far
 * @property {string} flinksCode the last answer
 * @property {number} nextPollAt ms since the epoch
 */

/**
 * Asks for the accounts of an authorized request until they are there.
 *
 * @param {object} options
 * @param {import('./flinks-api.js').FlinksApi} options.api
 * @param {string} options.requestId
 * @param {readonly string[]} options.accountIds
 * @param {number} options.pollMs
 * @param {AbortSignal} options.signal
 * @param {(progress: Progress) => void} options.onProgress
 * @returns {Promise<Record<string, unknown>>} the answer of GetAccountsDetail
 */
export async function collectAccounts({ api, requestId, accountIds, pollMs, signal, onProgress }) {
  const startedAt = Date.now();
  let answer = await api.getAccountsDetail({ requestId, accountIds, signal });
  let lost = 0;
  for (let polls = 1; answer.state === 'pending'; polls++) {
    if (Date.now() + pollMs - startedAt > LIMIT_MS)
      throw new FlinksError('GetAccountsDetailAsync', 'TIMEOUT');
    onProgress({ startedAt, polls, flinksCode: answer.code, nextPollAt: Date.now() + pollMs });
    await wait(pollMs, undefined, { signal, ref: false });
    try {
      answer = await api.getAccountsDetailAsync({ requestId, signal });
      lost = 0;
    } catch (error) {
      if (!(error instanceof FlinksError && error.transient) || ++lost >= LOST_IN_A_ROW) throw error;
    }
  }
  return answer.body;
}
