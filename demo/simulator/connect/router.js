import Router from '@koa/router';
import send from 'koa-send';
import { fileURLToPath } from 'node:url';
import { connectPage, resultPage } from './page.js';
import { securityHeaders } from './headers.js';

const app = fileURLToPath(new URL('../app/', import.meta.url));

/**
 * The pages: Connect under both forms of its address, the bank's own page, and the page a frame may run away to.
 *
 * @param {import('./page.js').Setting} setting
 */
export function connectRouter(setting) {
  const router = new Router();
  const page = connectPage(setting);
  router.get('/', page);
  router.get('/v2', page);
  router.get('/v2/Credential/:institution', page);
  router.get('/v2/Result/:institution', resultPage());
  router.get('/v2/:segment', page);

  router.get('/simulator/bank', ctx => {
    // Banks forbid framing: an element that frames this page has made a mistake.
    securityHeaders(ctx, { framing: 'nobody' });
    return sendFile(ctx, 'bank.html');
  });
  router.get('/simulator/elsewhere', ctx => {
    securityHeaders(ctx);
    return sendFile(ctx, 'elsewhere.html');
  });
  router.get('/simulator/app/{*file}', ctx => {
    securityHeaders(ctx);
    return sendFile(ctx, ctx['params'].file ?? '');
  });
  return router;
}

/** @param {import('koa').Context} ctx @param {string} file */
async function sendFile(ctx, file) {
  await send(ctx, file, { root: app, setHeaders: res => res.setHeader('Cache-Control', 'no-store') });
}
