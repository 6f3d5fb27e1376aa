import { computeAttributes, isAttribute, packages } from '../world/attributes.js';
import { answer, bodyOf, describeLogin, invalidLogin, link, refuse, sessionNonexistent } from './answers.js';

/**
 * The attributes service. It analyses data that GetAccountsDetail has fetched for the same requestId, and answers 202
 * until that is done (Flinks: setup-attributes).
 *
 * @typedef {import('koa').Context} Context
 * @param {import('../world/world.js').World} world
 * @returns {import('koa').Middleware}
 */
export function getPackage(world) {
  return (ctx, next) => {
    const names = Object.hasOwn(packages, ctx['params'].call) ? packages[ctx['params'].call] : undefined;
    return names ? respond(world, ctx, names, names) : next();
  };
}

/**
 * `POST`: the caller names the attributes. Body as printed for document processing; the path is an assumption.
 *
 * @param {import('../world/world.js').World} world
 * @returns {import('koa').Middleware}
 */
export function getChosen(world) {
  return ctx => {
    const { Attributes, Options } = bodyOf(ctx);
    const wanted = listIn(Attributes, 'Card');
    const unknown = wanted.find(name => !isAttribute(name));
    if (unknown !== undefined || wanted.length === 0) {
      refuse(
        ctx,
        400,
        'INVALID_REQUEST',
        unknown ? `Unknown attribute ${unknown}.` : 'Attributes.Card must name attributes.',
      );
      return;
    }
    respond(world, ctx, wanted, listIn(Options, 'AttributesDetail'));
  };
}

/**
 * @param {import('../world/world.js').World} world
 * @param {Context} ctx
 * @param {readonly string[]} wanted
 * @param {readonly string[]} detailed
 */
function respond(world, ctx, wanted, detailed) {
  const { loginId, requestId } = ctx['params'];
  const login = world.logins.get(loginId);
  const request = world.requests.use(requestId);
  if (!login) invalidLogin(ctx, loginId);
  else if (request?.state !== 'authorized' || request.login !== login) sessionNonexistent(ctx, requestId);
  else if (world.logins.state(login) !== 'ready') {
    answer(ctx, 202, {
      FlinksCode: 'OPERATION_PENDING',
      Links: [link('GetAccountsDetailAsync', requestId)],
      Message: 'Your operation is still processing',
      RequestId: requestId,
    });
  } else {
    const accounts = world.logins.accounts(login).filter(({ Category }) => Category === 'Operations');
    const { values, details } = computeAttributes(wanted, detailed, accounts, world.now());
    answer(ctx, 200, {
      Card: { Id: login.id, ...values },
      Login: describeLogin(login),
      RequestId: requestId,
      AttributesDetails: details,
    });
  }
}

/** @param {unknown} holder @param {string} key @returns {string[]} */
function listIn(holder, key) {
  const list =
    typeof holder === 'object' && holder !== null
      ? Object.entries(holder).find(([name]) => name === key)?.[1]
      : [];
  return Array.isArray(list) ? list.filter(each => typeof each === 'string') : [];
}
