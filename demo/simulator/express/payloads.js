import { bankOf, describeLogin } from '../api/answers.js';

/**
 * What the webhooks carry: the answer of the call whose name they bear, with `ResponseType`, and with the Tag that the
 * address had (Flinks: webhooks, KYC, use-custom-tag).
 *
 * @typedef {import('../world/requests.js').Request} Request
 * @typedef {{ tag: string | null, simulation: import('../simulation.js').Simulation }} Origin
 */

/** @param {Request} request @param {import('../world/accounts.js').Account[]} accounts @param {Origin} origin */
export function kycPayload(request, accounts, origin) {
  const holders = new Map(accounts.map(({ Holder }) => [JSON.stringify(Holder), Holder]));
  return {
    ResponseType: 'KYC',
    HttpStatusCode: 200,
    Holders: [...holders.values()],
    ...described(request, origin),
  };
}

/**
 * Only the accounts that the person chose (assumption: in Connect the choice is a filter of the host's own call).
 *
 * @param {Request} request
 * @param {import('../world/accounts.js').Account[]} accounts
 * @param {Origin} origin
 */
export function accountsPayload(request, accounts, origin) {
  return {
    ResponseType: 'GetAccountsDetail',
    HttpStatusCode: 200,
    Accounts: accounts,
    ...described(request, origin),
  };
}

/** How a webhook tells of a failure is undocumented: the answer of the call, again (assumption). @param {Request} request @param {string} code @param {Origin} origin */
export function failurePayload(request, code, origin) {
  return {
    ResponseType: 'GetAccountsDetail',
    HttpStatusCode: 500,
    FlinksCode: code,
    ...described(request, origin),
  };
}

/** @param {Request} request @param {Origin} origin */
function described({ id, login }, { tag, simulation }) {
  return {
    ...bankOf(login),
    Login: describeLogin(login),
    RequestId: id,
    ...(tag !== null && simulation['tag'] !== 'dropped' && { Tag: tag }),
  };
}
