import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import { pageFiles } from '../../page-files.ts';
import { securityHeaders } from './headers.ts';
import { type ConnectOptions, connectPage, resultPage } from './page.ts';

const sendFile = pageFiles(fileURLToPath(new URL('../app/', import.meta.url)));

/** The pages: Connect under both forms of its address, the bank's own page, and the page a frame may run away to. */
export function connectRouter(options: ConnectOptions) {
  const router = new Router();
  const page = connectPage(options);
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
    return sendFile(ctx, ctx.params.file ?? '');
  });
  return router;
}
