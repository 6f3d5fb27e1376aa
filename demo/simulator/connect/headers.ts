import type { Context } from 'koa';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * What every page of the simulator is served with. Any page may frame it, as Connect; its address holds a
 * token or a loginId, so it is neither cached nor told to the next site.
 */
export function securityHeaders(
  ctx: Context,
  { framing = 'anyone' }: { framing?: 'anyone' | 'nobody' } = {},
) {
  const frameAncestors = framing === 'nobody' ? ["frame-ancestors 'none'"] : [];
  ctx.set('Content-Security-Policy', [...policy, ...frameAncestors].join('; '));
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'no-store');
}
