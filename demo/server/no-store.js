/**
 * For answers about one person.
 *
 * @type {import('koa').Middleware}
 */
export async function noStore(ctx, next) {
  ctx.set('Cache-Control', 'no-store');
  return next();
}
