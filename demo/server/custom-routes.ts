import { Router } from '@koa/router';
import { parseBody } from './login-outcome.ts';
import { noStore } from './no-store.ts';
import { Refusal } from './refusal.ts';
import { originOf } from './same-origin.ts';
import type { Services } from './services.ts';

/** A Custom API integration: the page is given the address that leads to the bank, and brings back a loginId. */
export function customRoutes({ config, sessions }: Pick<Services, 'config' | 'sessions'>) {
  const router = new Router();
  router.post(['/api/custom/start', '/api/flinks/custom'], noStore, ctx => {
    if (!config.custom)
      throw new Refusal(
        501,
        'not-configured',
        'The Custom integration is not set up here: set FLINKS_CUSTOM=true where Flinks has enabled it.',
      );
    const { institution = config.demo ? '14' : '', language } = parseBody(ctx.request.body, 'what to start');
    if (typeof institution !== 'string' || !/^\w{1,60}$/.test(institution))
      throw new Refusal(400, 'malformed', 'The institution must be its number or its name.');
    const redirectUri = `${originOf(ctx)}/callback.html`;
    const state = sessions.findOrStart(ctx).attempts.start({ way: 'custom', redirectUri });
    // The names are the API reference's; the guides have others.
    const query = new URLSearchParams({
      institution_id: institution,
      redirect_uri: redirectUri,
      state,
      lang: language === 'fr' ? 'fr' : 'en',
    });
    ctx.body = { url: `${config.apiUrl}/v3/oauth/authorize?${query}`, state };
  });
  return router.routes();
}
