import { accountsOf } from '../world/accounts.js';

/** Banks keep a year. */
const days = 365;

/**
 * The accounts of a user at a data provider: the same at every visit, others at every bank.
 *
 * @param {number} providerId
 * @param {string} username
 * @param {number} now
 */
export function bankAccounts(providerId, username, now) {
  return accountsOf(
    { id: `${providerId}/${username}`, username: `${username}@${providerId}` },
    { now, days },
  );
}
