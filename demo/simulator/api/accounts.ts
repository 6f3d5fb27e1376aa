// The data calls: 202 while the data is collected, asked for again by GET with the same requestId, then 200
// (Flinks: get-accounts-detail, get-accounts-summary-async).
import type { Context, Middleware } from 'koa';
import type { DetailOptions, Request } from '../world/requests.ts';
import type { World } from '../world/world.ts';
import { answer, bankOf, bodyOf, describeLogin, link, refuse, sessionNonexistent } from './answers.ts';

type Call = 'GetAccountsDetail' | 'GetAccountsSummary';

export function askForAccounts(world: World, call: Call): Middleware {
  return ctx => {
    const body = bodyOf(ctx);
    const request = world.requests.use(body.RequestId);
    if (request?.state !== 'authorized') {
      sessionNonexistent(ctx, body.RequestId);
      return;
    }
    const options = readOptions(body, request.login.days);
    if (typeof options === 'string') {
      refuse(ctx, 400, 'INVALID_REQUEST', options);
      return;
    }
    request.options = options;
    respond(world, call, ctx, request);
  };
}

export function pollAccounts(world: World, call: Call): Middleware {
  return ctx => {
    const { requestId } = ctx.params;
    const request = world.requests.use(requestId);
    if (request?.state === 'authorized') respond(world, call, ctx, request);
    else sessionNonexistent(ctx, requestId);
  };
}

function respond(world: World, call: Call, ctx: Context, request: Request) {
  const { login } = request;
  const state = world.logins.poll(login);
  request.collecting = state !== 'ready';
  if (state !== 'ready') {
    answer(ctx, 202, {
      FlinksCode: state === 'pending' ? 'OPERATION_PENDING' : 'OPERATION_DISPATCHED',
      Links: [link(`${call}Async`, request.id)],
      Message: 'Your operation is still processing',
      RequestId: request.id,
    });
    return;
  }
  const { filter, days, withTransactions } = request.options ?? defaultOptions(login.days);
  const wanted = world.logins.accounts(login, days).filter(({ Id }) => !filter || filter.includes(Id));
  const accounts = wanted.map(({ Transactions, Holder, ...summary }) =>
    call === 'GetAccountsSummary'
      ? summary
      : { Transactions: withTransactions ? Transactions : [], ...summary, Holder },
  );
  answer(ctx, 200, {
    Accounts: accounts,
    ...bankOf(login),
    Login: describeLogin(login),
    RequestId: request.id,
    ...(login.tag === null ? {} : { Tag: login.tag }),
  });
}

function defaultOptions(days: number): DetailOptions {
  return { filter: null, days, withTransactions: true };
}

/** @returns options, or what is wrong */
function readOptions(body: Record<string, unknown>, days: number): DetailOptions | string {
  const filter = body.AccountsFilter ?? null;
  if (filter !== null && !isListOfText(filter)) return 'AccountsFilter must be a list of account ids.';
  const asked = body.DaysOfTransactions;
  const [, number] = /^Days(90|360|365)$/.exec(typeof asked === 'string' ? asked : `Days${days}`) ?? [];
  if (!number || (asked !== undefined && typeof asked !== 'string'))
    return 'DaysOfTransactions must be Days90 or Days365.';
  // An empty list is no choice at all: undocumented, and everything is what an absent filter returns.
  return {
    filter: filter?.length ? filter : null,
    days: Number(number),
    withTransactions: body.WithTransactions !== false,
  };
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}
