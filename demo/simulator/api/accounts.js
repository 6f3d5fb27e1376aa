import { answer, bankOf, bodyOf, describeLogin, link, refuse, sessionNonexistent } from './answers.js';

/**
 * The data calls: 202 while the data is collected, asked for again by GET with the same requestId, then 200
 * (Flinks: get-accounts-detail, get-accounts-summary-async).
 *
 * @typedef {import('koa').Middleware} Middleware
 * @typedef {import('../world/requests.js').DetailOptions} DetailOptions
 * @typedef {'GetAccountsDetail' | 'GetAccountsSummary'} Call
 */

/** @param {import('../world/world.js').World} world @param {Call} call @returns {Middleware} */
export function askForAccounts(world, call) {
  return ctx => {
    const body = bodyOf(ctx);
    const request = world.requests.use(body['RequestId']);
    if (request?.state !== 'authorized') {
      sessionNonexistent(ctx, body['RequestId']);
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

/** @param {import('../world/world.js').World} world @param {Call} call @returns {Middleware} */
export function pollAccounts(world, call) {
  return ctx => {
    const { requestId } = ctx['params'];
    const request = world.requests.use(requestId);
    if (request?.state === 'authorized') respond(world, call, ctx, request);
    else sessionNonexistent(ctx, requestId);
  };
}

/**
 * @param {import('../world/world.js').World} world
 * @param {Call} call
 * @param {import('koa').Context} ctx
 * @param {import('../world/requests.js').Request} request
 */
function respond(world, call, ctx, request) {
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

/** @param {number} days @returns {DetailOptions} */
function defaultOptions(days) {
  return { filter: null, days, withTransactions: true };
}

/** @param {Record<string, unknown>} body @param {number} days @returns {DetailOptions | string} options, or what is wrong */
function readOptions(body, days) {
  const filter = body['AccountsFilter'] ?? null;
  if (filter !== null && !isListOfText(filter)) return 'AccountsFilter must be a list of account ids.';
  const asked = body['DaysOfTransactions'];
  const [, number] = /^Days(90|360|365)$/.exec(typeof asked === 'string' ? asked : `Days${days}`) ?? [];
  if (!number || (asked !== undefined && typeof asked !== 'string'))
    return 'DaysOfTransactions must be Days90 or Days365.';
  // An empty list is no choice at all: undocumented, and everything is what an absent filter returns.
  return {
    filter: filter?.length ? filter : null,
    days: Number(number),
    withTransactions: body['WithTransactions'] !== false,
  };
}

/** @param {unknown} value @returns {value is string[]} */
function isListOfText(value) {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}
