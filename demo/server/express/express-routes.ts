import { Router } from '@koa/router';
import { parseBody } from '../login-outcome.ts';
import { noStore } from '../no-store.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';

/** What the scripts of a page call around Express: an address to link out to, and how far its result is. */
export function expressRoutes({
  config,
  sessions,
  handoffs,
}: Pick<Services, 'config' | 'sessions' | 'handoffs'>) {
  const router = new Router();
  const { express } = config;
  if (!express) {
    router.all(['/api/express', '/api/express/{*rest}', '/api/flinks/express'], noStore, () => {
      throw new Refusal(
        501,
        'not-configured',
        'Express is not set up here: set FLINKS_EXPRESS_URL and FLINKS_WEBHOOK_SECRET.',
      );
    });
    return router.routes();
  }

  router.post(['/api/express/start', '/api/flinks/express'], noStore, ctx => {
    const { language } = parseBody(ctx.request.body, 'what to start');
    const { id, tag } = handoffs.start(sessions.findOrStart(ctx));
    const url = new URL(express.url);
    if (config.demo) url.searchParams.set('demo', 'true');
    // Only `demo` is documented for Express; these two are Connect's, and an unknown parameter is ignored.
    url.searchParams.set('language', language === 'fr' ? 'fr' : 'en');
    url.searchParams.set('tag', tag);
    ctx.body = { url: url.href, id };
  });

  router.get('/api/express', noStore, ctx => {
    const session = sessions.find(ctx);
    ctx.body = (session && handoffs.view(session)) ?? { state: 'none' };
  });

  router.get('/api/express/:id', noStore, ctx => {
    const session = sessions.find(ctx);
    const view = session && handoffs.view(session, ctx.params.id ?? '');
    if (!view) throw new Refusal(404, 'no-handoff', 'This session has started no such hand-off.');
    ctx.body = view;
  });

  return router.routes();
}
