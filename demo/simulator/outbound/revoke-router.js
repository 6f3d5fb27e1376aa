import Router from '@koa/router';
import { consentOf } from './bearer.js';

/**
 * `DELETE /api/v1/revoke`: the connection behind the access token ends, with its refresh token (Flinks: revoke
 * connection).
 *
 * @param {{ guard: import('koa').Middleware, endConsent: (grantId: string) => Promise<void> }} options
 */
export function revokeRouter({ guard, endConsent }) {
  const router = new Router();
  router.delete('/api/v1/revoke', guard, async ctx => {
    await endConsent(consentOf(ctx).grantId);
    ctx.status = 204;
  });
  return router;
}

/**
 * Ends a consent as the recipient or the person may, and with it every token that came of it.
 *
 * @param {import('oidc-provider').Provider} server
 * @param {import('./consents.js').Consents} consents
 */
export function consentEnder(server, consents) {
  return async (/** @type {string} */ grantId) => {
    await server.RefreshToken.revokeByGrantId(grantId);
    await server.Grant.adapter.destroy(grantId);
    consents.end(grantId);
  };
}
