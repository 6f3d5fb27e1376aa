import Router from '@koa/router';
import { bodyOf } from '../api/answers.js';
import { isListOfAddresses } from '../api/json-body.js';

/**
 * For tests only, and open to pages of any origin; Flinks has nothing like it.
 *
 * @param {object} options
 * @param {import('./recipients.js').Recipients} options.recipients
 * @param {import('./consents.js').Consents} options.consents
 * @param {(clientId: string) => object} options.advanceRegistrations
 */
export function controlRouter({ recipients, consents, advanceRegistrations }) {
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
    const { issued, exchanged, refused } = consents.authorization(ctx.query['state']);
    ctx.body = { issued, exchanged, refused };
  });
  router.post('/expired-tokens', ctx => {
    consents.expireAccessTokens();
    ctx.status = 204;
  });
  router.post('/recipients/:client/registrations', ctx => {
    ctx.body = advanceRegistrations(ctx['params'].client ?? '');
  });
  return router;
}
