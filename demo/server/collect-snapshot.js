import { viewAccounts, viewAttributes } from './account-view.js';
import { FlinksError } from './flinks-error.js';
import { pollFlinks } from './poll-flinks.js';

/** Flinks: keep asking every 10 seconds for at most 30 minutes. */
const ACCOUNTS_MS = 30 * 60_000;

/** Attributes come from data that is there already; the accounts do not wait longer for them. */
const ATTRIBUTES_MS = 60_000;

/**
 * What is known of a linked bank at one moment, reduced to what a page may see.
 *
 * @typedef {object} Snapshot
 * @property {string} collectedAt ISO 8601
 * @property {string} institution
 * @property {import('./account-view.js').AccountView[]} accounts
 * @property {import('./account-view.js').AttributeView[] | null} attributes null when Flinks gave none
 */

/**
 * @typedef {object} Collection
 * @property {import('./flinks-api.js').FlinksApi} api
 * @property {string} loginId
 * @property {string} requestId an authorized one
 * @property {readonly string[]} accountIds the user's choice; empty for all
 * @property {number} pollMs
 * @property {AbortSignal} signal
 * @property {(progress: import('./poll-flinks.js').Progress) => void} onProgress
 * @property {(line: string) => void} log
 */

/**
 * Collects the accounts of an authorized request, then the attributes that Flinks derives from them.
 *
 * @param {Collection} collection
 * @returns {Promise<Snapshot>}
 */
export async function collectSnapshot(collection) {
  const { api, requestId, accountIds, pollMs, signal, onProgress } = collection;
  const body = await pollFlinks({
    ask: () => api.getAccountsDetail({ requestId, accountIds, signal }),
    askAgain: () => api.getAccountsDetailAsync({ requestId, signal }),
    pollMs,
    limitMs: ACCOUNTS_MS,
    signal,
    onProgress,
  });
  return completeSnapshot(collection, body);
}

/**
 * Adds the attributes to accounts that are there.
 *
 * @param {Collection} collection
 * @param {Record<string, unknown>} body the answer of GetAccountsDetail, or the webhook that holds it
 * @returns {Promise<Snapshot>}
 */
export async function completeSnapshot(collection, body) {
  const attributes = await collectAttributes(collection);
  collection.signal.throwIfAborted();
  return { collectedAt: new Date().toISOString(), ...viewAccounts(body), attributes };
}

/**
 * Attributes are a package of their own that not every customer has: accounts are shown without them too.
 *
 * @param {Collection} collection
 */
async function collectAttributes({ api, loginId, requestId, pollMs, signal, log }) {
  const ask = () => api.getAllAttributes({ loginId, requestId, signal });
  try {
    return viewAttributes(await pollFlinks({ ask, askAgain: ask, pollMs, limitMs: ATTRIBUTES_MS, signal }));
  } catch (error) {
    if (!(error instanceof FlinksError)) throw error;
    log(error.message);
    return null;
  }
}
