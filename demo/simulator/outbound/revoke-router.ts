import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Provider } from 'oidc-provider';
import { consentOf } from './bearer.ts';
import type { Consents } from './consents.ts';

/**
 * `DELETE /api/v1/revoke`: the connection behind the access token ends, with its refresh token (Flinks: revoke
 * connection).
 */
export function revokeRouter({
  guard,
  endConsent,
}: {
  guard: Middleware;
  endConsent: (grantId: string) => Promise<void>;
}) {
  const router = new Router();
  router.delete('/api/v1/revoke', guard, async ctx => {
    await endConsent(consentOf(ctx).grantId);
    ctx.status = 204;
  });
  return router;
}

/** Ends a consent as the recipient or the user may, and with it every token that came of it. */
export function consentEnder(server: Provider, consents: Consents) {
  return async (grantId: string) => {
    await server.RefreshToken.revokeByGrantId(grantId);
    await server.Grant.adapter.destroy(grantId);
    consents.end(grantId);
  };
}
