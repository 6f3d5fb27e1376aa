/**
 * Lets pages of any origin use the control calls. The API of Flinks itself is for back ends and sends no such headers.
 *
 * @type {import('koa').Middleware}
 */
export async function allowControlFromAnywhere(ctx, next) {
  if (!/^\/simulator\/(tokens|seen-twice|logins|requests)\b/.test(ctx.path)) return next();
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Access-Control-Allow-Headers', 'content-type');
  ctx.set('Access-Control-Allow-Methods', 'GET, POST');
  ctx.set('Cache-Control', 'no-store');
  if (ctx.method !== 'OPTIONS') return next();
  ctx.status = 204;
}
