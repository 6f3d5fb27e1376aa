import type { Context } from 'koa';

/**
 * A bank's page is never framed and keeps its address to itself. Browsers hold `form-action` against redirects too, so
 * it names where the answer to the form leads in the end.
 */
export function bankHeaders(ctx: Context, redirectUri?: string) {
  const { protocol = '', origin = '' } = redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri) : {};
  const back = origin === 'null' ? protocol : origin;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `form-action 'self' ${back}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  ctx.type = 'html';
  ctx.set({
    'Content-Security-Policy': policy.join('; '),
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
  });
}
