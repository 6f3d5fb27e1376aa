import { Router } from '@koa/router';
import type { Context } from 'koa';
import { bodyOf } from '../api/answers.ts';
import { isListOfAddresses } from '../api/json-body.ts';
import { findInstitution } from '../world/institutions.ts';
import { findUser } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';

/** For tests and for the demo's inspector only; Flinks has nothing like it. */
export function controlRouter(world: World, customRedirectUris: Set<string>) {
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
    const token = world.tokens.get(ctx.params.token);
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

/** An answer rather than a throw, which would drop the headers that let another origin read it. */
function reject(ctx: Context, error: string) {
  ctx.status = 400;
  ctx.body = { error };
}
