import Router from '@koa/router';
import { jsonBody } from '../api/json-body.js';
import { bodyOf } from '../api/answers.js';

/**
 * For tests only; Flinks has nothing like it.
 *
 * @param {import('./webhooks.js').Webhooks} webhooks
 */
export function controlRouter(webhooks) {
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
