import type { Middleware } from 'koa';

/**
 * Lets pages of any origin use the control calls. The API of Flinks itself is for back ends and sends no such headers.
 */
export function allowAnywhere(paths: RegExp): Middleware {
  return async (ctx, next) => {
    if (!paths.test(ctx.path)) return next();
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Access-Control-Allow-Headers', 'content-type');
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Cache-Control', 'no-store');
    if (ctx.method !== 'OPTIONS') return next();
    ctx.status = 204;
  };
}
