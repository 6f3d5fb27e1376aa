import type { Middleware } from 'koa';

/** For answers about one person. */
export const noStore: Middleware = (ctx, next) => {
  ctx.set('Cache-Control', 'no-store');
  return next();
};
