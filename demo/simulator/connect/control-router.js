import Router from '@koa/router';
import { bodyOf } from '../api/answers.js';
import { isListOfAddresses } from '../api/json-body.js';
import { findInstitution } from '../world/institutions.js';
import { findUser } from '../world/sandbox-users.js';

/**
 * For tests and for the demo's inspector only; Flinks has nothing like it.
 *
 * @param {import('../world/world.js').World} world
 * @param {Set<string>} customRedirectUris
 */
export function controlRouter(world, customRedirectUris) {
  const router = new Router({ prefix: '/simulator' });

  router.post('/tokens', ctx => {
    const { simulate, lifetimeMs, expectReuse } = bodyOf(ctx);
    const token = world.tokens.mint({
      ...(typeof simulate === 'string' ? { simulate } : {}),
      ...(typeof lifetimeMs === 'number' ? { lifetimeMs } : {}),
      expectReuse: expectReuse === true,
    });
    ctx.body = { token };
  });
  router.get('/tokens/:token', ctx => {
    const token = world.tokens.get(ctx['params'].token);
    if (!token) return;
    const { loads, spent, authorizes } = token;
    ctx.body = { loads, spent, authorizes };
  });
  router.get('/seen-twice', ctx => {
    ctx.body = world.tokens.seenTwice();
  });
  router.post('/logins', ctx => {
    const { username, institution: name, tag } = bodyOf(ctx);
    const user = findUser(username ?? 'greatday_nomfa');
    const institution = typeof name === 'string' ? findInstitution(name) : undefined;
    if (!user || user.refusal) reject(ctx, 'No such sandbox user.');
    else if (name !== undefined && !institution) reject(ctx, 'No such institution.');
    else {
      const options = { tag: typeof tag === 'string' ? tag : null, ...(institution && { institution }) };
      ctx.body = { loginId: world.logins.create(user, options).id };
    }
  });
  router.post('/requests', ctx => {
    const { loginId, expired, lifetimeMs, simulate } = bodyOf(ctx);
    const user = findUser('Greatday');
    const login = loginId === undefined && user ? world.logins.create(user) : world.logins.get(loginId);
    if (!login) {
      reject(ctx, 'No such login.');
      return;
    }
    const request = world.requests.open(login, 'challenged', {
      lifetimeMs: typeof lifetimeMs === 'number' ? lifetimeMs : null,
      simulate: typeof simulate === 'string' ? simulate : '',
    });
    if (expired === true) world.requests.expire(request);
    ctx.body = { requestId: request.id, loginId: login.id };
  });
  router.post('/expired-requests', ctx => {
    const { requestId, simulate } = bodyOf(ctx);
    const request = world.requests.get(requestId);
    if (!request) {
      reject(ctx, 'No such request.');
      return;
    }
    world.requests.expire(request, typeof simulate === 'string' ? simulate : undefined);
    ctx.status = 204;
  });
  router.post('/custom-redirects', ctx => {
    const { redirectUris } = bodyOf(ctx);
    if (!isListOfAddresses(redirectUris)) {
      reject(ctx, 'redirectUris must be a list of addresses.');
      return;
    }
    for (const each of redirectUris) customRedirectUris.add(each);
    ctx.status = 204;
  });
  return router;
}

/**
 * An answer rather than a throw, which would drop the headers that let another origin read it.
 *
 * @param {import('koa').Context} ctx
 * @param {string} error
 */
function reject(ctx, error) {
  ctx.status = 400;
  ctx.body = { error };
}
