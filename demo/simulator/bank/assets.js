import Router from '@koa/router';
import send from 'koa-send';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('assets/', import.meta.url));

/** The style sheet and the one script of the bank's pages. */
export function bankAssets() {
  const router = new Router();
  router.get('/bank-assets/:file', async ctx => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    await send(ctx, ctx['params'].file ?? '', { root: folder });
  });
  return router;
}
