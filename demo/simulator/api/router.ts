import { Router } from '@koa/router';
import type { World } from '../world/world.ts';
import { askForAccounts, pollAccounts } from './accounts.ts';
import { answer } from './answers.ts';
import { authorize } from './authorize.ts';
import { deleteCard, getMfaQuestions } from './cards.ts';
import { getChosen, getPackage } from './insight.ts';
import { allowApiKey, type Keys, requireApiKey, requireCustomer, requireSecretKey } from './keys.ts';

/** The calls a back end makes, as one table. */
export function apiRouter(world: World, keys: Keys) {
  const router = new Router({ prefix: '/v3/:customerId' });
  const banking = '/BankingServices';
  const insight = '/insight/login/:loginId/attributes/:requestId';
  const withKey = requireApiKey(keys);

  router.use(requireCustomer(keys));
  router.post(`${banking}/GenerateAuthorizeToken`, requireSecretKey(keys), ctx => {
    answer(ctx, 200, { Token: world.tokens.mint() });
  });
  router.post(`${banking}/Authorize`, authorize(world));
  for (const call of ['GetAccountsDetail', 'GetAccountsSummary'] as const) {
    router.post(`${banking}/${call}`, withKey, askForAccounts(world, call));
    router.get(`${banking}/${call}Async/:requestId`, withKey, pollAccounts(world, call));
  }
  router.get(`${banking}/GetMFAQuestions/:loginId`, allowApiKey(keys), getMfaQuestions(world));
  router.delete(`${banking}/DeleteCard/:loginId`, allowApiKey(keys), deleteCard(world));
  router.get(`${insight}/:call`, withKey, getPackage(world));
  router.post(insight, withKey, getChosen(world));
  return router;
}
