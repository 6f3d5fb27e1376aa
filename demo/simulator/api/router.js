import Router from '@koa/router';
import { askForAccounts, pollAccounts } from './accounts.js';
import { answer } from './answers.js';
import { authorize } from './authorize.js';
import { deleteCard, getMfaQuestions } from './cards.js';
import { getChosen, getPackage } from './insight.js';
import { allowApiKey, requireApiKey, requireCustomer, requireSecretKey } from './keys.js';

/**
 * The calls a back end makes, as one table.
 *
 * @param {import('../world/world.js').World} world
 * @param {import('./keys.js').Keys} keys
 */
export function apiRouter(world, keys) {
  const router = new Router({ prefix: '/v3/:customerId' });
  const banking = '/BankingServices';
  const insight = '/insight/login/:loginId/attributes/:requestId';
  const withKey = requireApiKey(keys);

  router.use(requireCustomer(keys));
  router.post(`${banking}/GenerateAuthorizeToken`, requireSecretKey(keys), ctx => {
    answer(ctx, 200, { Token: world.tokens.mint() });
  });
  router.post(`${banking}/Authorize`, authorize(world));
  for (const call of /** @type {const} */ (['GetAccountsDetail', 'GetAccountsSummary'])) {
    router.post(`${banking}/${call}`, withKey, askForAccounts(world, call));
    router.get(`${banking}/${call}Async/:requestId`, withKey, pollAccounts(world, call));
  }
  router.get(`${banking}/GetMFAQuestions/:loginId`, allowApiKey(keys), getMfaQuestions(world));
  router.delete(`${banking}/DeleteCard/:loginId`, allowApiKey(keys), deleteCard(world));
  router.get(`${insight}/:call`, withKey, getPackage(world));
  router.post(insight, withKey, getChosen(world));
  return router;
}
