import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import { pageFiles } from '../../page-files.ts';

const sendFile = pageFiles(fileURLToPath(new URL('assets/', import.meta.url)));

/** The style sheet and the one script of the bank's pages. */
export function bankAssets() {
  const router = new Router();
  router.get('/bank-assets/:file', async ctx => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    await sendFile(ctx, ctx.params.file ?? '');
  });
  return router;
}
