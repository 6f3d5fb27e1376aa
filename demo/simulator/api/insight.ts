import type { Context, Middleware } from 'koa';
import { computeAttributes, isAttribute, packages } from '../world/attributes.ts';
import type { World } from '../world/world.ts';
import { answer, bodyOf, describeLogin, invalidLogin, link, refuse, sessionNonexistent } from './answers.ts';

/**
 * The attributes service. It analyses data that GetAccountsDetail has fetched for the same requestId, and answers 202
 * until that is done (Flinks: setup-attributes).
 */
export function getPackage(world: World): Middleware {
  return (ctx, next) => {
    const names = Object.hasOwn(packages, ctx.params.call) ? packages[ctx.params.call] : undefined;
    return names ? respond(world, ctx, names, names) : next();
  };
}

/** `POST`: the caller names the attributes. Body as printed for document processing; the path is an assumption. */
export function getChosen(world: World): Middleware {
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

function respond(world: World, ctx: Context, wanted: readonly string[], detailed: readonly string[]) {
  const { loginId, requestId } = ctx.params;
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

function listIn(holder: unknown, key: string): string[] {
  const list =
    typeof holder === 'object' && holder !== null
      ? Object.entries(holder).find(([name]) => name === key)?.[1]
      : [];
  return Array.isArray(list) ? list.filter(each => typeof each === 'string') : [];
}
