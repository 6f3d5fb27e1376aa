import Router from '@koa/router';
import { consentOf } from './bearer.js';

/**
 * `DELETE /api/v1/revoke`: the connection behind the access token ends, with its refresh token (Flinks: revoke
 * connection).
 *
 * @param {object} options
 * @param {import('koa').Middleware} options.guard
 * @param {import('oidc-provider').Provider} options.server
 * @param {import('./consents.js').Consents} options.consents
 */
export function revokeRouter({ guard, server, consents }) {
  const router = new Router();
  router.delete('/api/v1/revoke', guard, async ctx => {
    const { grantId } = consentOf(ctx);
    await Promise.all([server.RefreshToken.revokeByGrantId(grantId), server.Grant.adapter.destroy(grantId)]);
    consents.end(grantId);
    ctx.status = 204;
  });
  return router;
}
