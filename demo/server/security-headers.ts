import type { Middleware } from 'koa';

/**
 * The headers a host page should send around the element, and nothing looser: the pages of this demo are the proof that
 * they are enough.
 */
export function securityHeaders(connectUrl: string): Middleware {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${new URL(connectUrl).origin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  return async (ctx, next) => {
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      // The address of a page never holds a secret, and is still not sent to other sites.
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      // Banks open in a popup, which must stay in touch with this page.
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    });
    if (ctx.secure) ctx.set('Strict-Transport-Security', 'max-age=31536000');
    return next();
  };
}
