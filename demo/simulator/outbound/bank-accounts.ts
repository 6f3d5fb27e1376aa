import { accountsOf } from '../world/accounts.ts';

/** Banks keep a year. */
const days = 365;

/** The accounts of a user at a data provider: the same at every visit, others at every bank. */
export function bankAccounts(providerId: number, username: string, now: number) {
  return accountsOf(
    { id: `${providerId}/${username}`, username: `${username}@${providerId}` },
    { now, days },
  );
}
