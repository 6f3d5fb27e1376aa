import { IncomingMessage } from 'node:http';
import { bodyOf } from '../api/answers.js';

/**
 * `POST /api/v1/token`: Flinks documents a JSON body, OAuth (RFC 6749 4.1.3) a form, which is what the server behind
 * takes. This translates the one into the other and decides nothing.
 *
 * @param {import('oidc-provider').Provider} server
 * @returns {import('koa').Middleware}
 */
export function tokenRoute(server) {
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

/** @param {import('koa').Context} ctx */
function asForm(ctx) {
  const fields = Object.entries(bodyOf(ctx)).filter(([, value]) => typeof value === 'string');
  const body = new URLSearchParams(/** @type {[string, string][]} */ (fields)).toString();
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

/**
 * A refresh answers with no refresh token: the one there is stays (Flinks: token). And what tests ask about is noted.
 *
 * @param {import('./consents.js').Consents} consents
 * @returns {Parameters<import('oidc-provider').Provider['use']>[0]}
 */
export function finishTokenAnswers(consents) {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== '/api/v1/token' || ctx.status !== 200) return;
    const { params, entities } = ctx.oidc;
    if (params?.['grant_type'] === 'refresh_token')
      delete (/** @type {Record<string, unknown>} */ (ctx.body)['refresh_token']);
    const consent = consents.get(entities.AuthorizationCode?.grantId);
    if (consent) consents.authorization(consent.state).exchanged += 1;
  };
}

/** A form is undocumented, so it is not taken. @param {import('koa').Context} ctx */
export function refuseBody(ctx) {
  ctx.status = 400;
  ctx.body = { error: 'invalid_request', error_description: 'The body must be JSON.' };
}
