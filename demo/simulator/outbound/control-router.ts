import { Router } from '@koa/router';
import { bodyOf } from '../api/answers.ts';
import { isListOfAddresses } from '../api/json-body.ts';
import type { Consents } from './consents.ts';
import type { Recipients } from './recipients.ts';

interface ControlRouterOptions {
  recipients: Recipients;
  consents: Consents;
  advanceRegistrations: (clientId: string) => object;
}

/** For tests only, and open to pages of any origin; Flinks has nothing like it. */
export function controlRouter({ recipients, consents, advanceRegistrations }: ControlRouterOptions) {
  const router = new Router({ prefix: '/simulator' });

  router.post('/recipients', ctx => {
    const { redirectUris, simulate } = bodyOf(ctx);
    if (!isListOfAddresses(redirectUris)) {
      ctx.status = 400;
      ctx.body = { error: 'redirectUris must be a list of addresses.' };
      return;
    }
    const { clientId, clientSecret } = recipients.register(
      redirectUris,
      typeof simulate === 'string' ? simulate : '',
    );
    ctx.body = { clientId, clientSecret };
  });
  router.get('/authorizations', ctx => {
    const { issued, exchanged, refused } = consents.authorization(ctx.query.state);
    ctx.body = { issued, exchanged, refused };
  });
  router.post('/expired-tokens', ctx => {
    consents.expireAccessTokens();
    ctx.status = 204;
  });
  router.post('/recipients/:client/registrations', ctx => {
    ctx.body = advanceRegistrations(ctx.params.client ?? '');
  });
  return router;
}
