import { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import type { Provider } from 'oidc-provider';
import { bodyOf } from '../api/answers.ts';
import type { Consents } from './consents.ts';

/**
 * `POST /api/v1/token`: Flinks documents a JSON body, OAuth (RFC 6749 4.1.3) a form, which is what the server behind
 * takes. This translates the one into the other and decides nothing.
 */
export function tokenRoute(server: Provider): Middleware {
  const handle = server.callback();
  return async ctx => {
    if (!ctx.is('application/json')) {
      refuseBody(ctx);
      return;
    }
    ctx.respond = false;
    await handle(asForm(ctx), ctx.res);
  };
}

function asForm(ctx: Context) {
  const fields = Object.entries(bodyOf(ctx)).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const body = new URLSearchParams(fields).toString();
  const request = new IncomingMessage(ctx.req.socket);
  request.method = 'POST';
  request.url = ctx.req.url ?? '';
  request.headers = {
    host: ctx.get('host'),
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  };
  // Else its end would be taken for a caller that hung up.
  request.complete = true;
  request.push(body);
  request.push(null);
  return request;
}

/** A refresh answers with no refresh token: the one there is stays (Flinks: token). And what tests ask about is noted. */
export function finishTokenAnswers(consents: Consents): Parameters<Provider['use']>[0] {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== '/api/v1/token' || ctx.status !== 200) return;
    const { params, entities } = ctx.oidc;
    if (params?.grant_type === 'refresh_token' && typeof ctx.body === 'object')
      ctx.body = { ...ctx.body, refresh_token: undefined };
    const consent = consents.get(entities.AuthorizationCode?.grantId);
    if (consent) consents.authorization(consent.state).exchanged += 1;
  };
}

/** A form is undocumented, so it is not taken. */
export function refuseBody(ctx: Context) {
  ctx.status = 400;
  ctx.body = { error: 'invalid_request', error_description: 'The body must be JSON.' };
}
