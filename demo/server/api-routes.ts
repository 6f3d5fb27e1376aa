import { Router } from '@koa/router';
import type { Context } from 'koa';
import { hostConfigOf } from './host-config.ts';
import { readLoginEvent } from './login-outcome.ts';
import { noStore } from './no-store.ts';
import { Refusal } from './refusal.ts';
import type { Services } from './services.ts';

/** What the scripts of the pages call. */
export function apiRoutes({
  config,
  api,
  sessions,
  links,
}: Pick<Services, 'config' | 'api' | 'sessions' | 'links'>) {
  const router = new Router({ prefix: '/api' });

  const sessionOf = (ctx: Context) => {
    const session = sessions.find(ctx);
    if (!session) throw new Refusal(401, 'no-session', 'There is no session: ask for a token first.');
    return session;
  };

  router.use(noStore);

  router.get('/config', ctx => {
    ctx.body = hostConfigOf(config);
  });

  router.post('/flinks/token', async ctx => {
    sessions.findOrStart(ctx).noteToken();
    ctx.body = { token: await api.generateAuthorizeToken() };
  });

  router.post('/flinks/login', ctx => {
    links.accept(sessionOf(ctx), readLoginEvent(ctx.request.body));
    ctx.status = 204;
  });

  router.get('/link', ctx => {
    ctx.body = sessions.find(ctx)?.link?.view() ?? { state: 'none' };
  });

  router.post('/link/refresh', async ctx => {
    const { link } = sessionOf(ctx);
    if (!link) throw new Refusal(409, 'not-linked', 'There is no login to refresh.');
    await link.refresh();
    ctx.body = link.view();
  });

  router.delete('/link', async ctx => {
    await links.unlink(sessionOf(ctx));
    ctx.status = 204;
  });

  return router.routes();
}
