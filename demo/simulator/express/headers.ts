import type { Context } from 'koa';

/**
 * What every page of the site is sent with. It is a site of its own: it is never framed, never cached,
 * and sends no referrer.
 */
export function siteHeaders(ctx: Context) {
  ctx.type = 'html';
  ctx.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
  });
}
