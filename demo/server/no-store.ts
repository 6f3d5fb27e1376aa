import type { Middleware } from 'koa';

/** For responses about one user. */
export const noStore: Middleware = (ctx, next) => {
  ctx.set('Cache-Control', 'no-store');
  return next();
};
