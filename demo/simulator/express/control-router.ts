import { Router } from '@koa/router';
import { bodyOf } from '../api/answers.ts';
import { jsonBody } from '../api/json-body.ts';
import type { Webhooks } from './webhooks.ts';

/** For tests only; Flinks has nothing like it. */
export function controlRouter(webhooks: Webhooks) {
  const router = new Router({ prefix: '/simulator' });
  router.get('/webhooks', ctx => {
    const { tag } = ctx.query;
    ctx.body = webhooks.of(typeof tag === 'string' ? tag : '');
  });
  router.post('/replays', jsonBody(), async ctx => {
    const { tag } = bodyOf(ctx);
    ctx.body = { statuses: await webhooks.replay(typeof tag === 'string' ? tag : '') };
  });
  return router;
}
