import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import send from 'koa-send';
import { languageOf, renderPage } from './page-template.ts';
import { Refusal } from './refusal.ts';

const built = fileURLToPath(new URL('../../dist', import.meta.url));

/** What `default-src` leaves open is closed as well: the bank comes back to a window or a tab, never to a frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page that the bank sends a user back to. Its address holds a code for a moment, so it loads one script of our
 * own and nothing else, is never cached and sends no referrer (RFC 9700 4.2.4). It has no opener policy: one
 * would cut the window off from the page that waits for it.
 */
export function callbackPage({ callbackFolder = built }: { callbackFolder?: string }) {
  const router = new Router();
  router.get('/callback.html', async ctx => {
    const language = languageOf(ctx);
    ctx.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
    });
    ctx.remove('Cross-Origin-Opener-Policy');
    ctx.type = 'html';
    ctx.body = await renderPage('callback', language, { lang: language });
  });
  router.get('/flinks-link/callback.js', async ctx => {
    const missing = new Refusal(404, 'not-built', 'The callback is not built yet: run npm run build.');
    await send(ctx, 'callback.js', { root: callbackFolder }).catch(() => Promise.reject(missing));
  });
  return router.routes();
}
