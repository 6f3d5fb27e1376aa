// What the webhooks carry: the answer of the call whose name they bear, with `ResponseType`, and with the Tag that the
// address had (Flinks: webhooks, KYC, use-custom-tag).
import { bankOf, describeLogin } from '../api/answers.ts';
import type { Simulation } from '../simulation.ts';
import type { Account } from '../world/accounts.ts';
import type { Request } from '../world/requests.ts';

interface WebhookOrigin {
  tag: string | null;
  simulation: Simulation;
}

export function kycPayload(request: Request, accounts: Account[], origin: WebhookOrigin) {
  const holders = new Map(accounts.map(({ Holder }) => [JSON.stringify(Holder), Holder]));
  return {
    ResponseType: 'KYC',
    HttpStatusCode: 200,
    Holders: [...holders.values()],
    ...described(request, origin),
  };
}

/** Only the accounts that the user chose (assumption: in Connect the choice is a filter of the host's own call). */
export function accountsPayload(request: Request, accounts: Account[], origin: WebhookOrigin) {
  return {
    ResponseType: 'GetAccountsDetail',
    HttpStatusCode: 200,
    Accounts: accounts,
    ...described(request, origin),
  };
}

/** How a webhook tells of a failure is undocumented: the answer of the call, again (assumption). */
export function failurePayload(request: Request, code: string, origin: WebhookOrigin) {
  return {
    ResponseType: 'GetAccountsDetail',
    HttpStatusCode: 500,
    FlinksCode: code,
    ...described(request, origin),
  };
}

function described({ id, login }: Request, { tag, simulation }: WebhookOrigin) {
  return {
    ...bankOf(login),
    Login: describeLogin(login),
    RequestId: id,
    ...(tag !== null && simulation.tag !== 'dropped' && { Tag: tag }),
  };
}
