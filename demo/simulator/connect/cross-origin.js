/**
 * Lets pages of any origin use the control calls. The API of Flinks itself is for back ends and sends no such headers.
 *
 * @param {RegExp} paths
 * @returns {import('koa').Middleware}
 */
export function allowAnywhere(paths) {
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
