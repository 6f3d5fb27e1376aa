import Koa from 'koa';
import { allowAnywhere } from '../connect/cross-origin.js';
import { controlRouter } from './control-router.js';
import { siteRouter } from './site-router.js';
import { Visits } from './visits.js';
import { Webhooks } from './webhooks.js';

/**
 * @typedef {object} ExpressOptions
 * @property {import('../world/world.js').World} world of the simulator whose API knows the logins
 * @property {import('./webhooks.js').Target} webhook where the results go, and the secret that signs them; may be filled in later
 * @property {string} [company] whose site it looks like
 * @property {number} [retryMs] between two attempts to deliver a webhook; 30 minutes by default
 */

/**
 * A stand-in for Flinks Express: a hosted site, on an origin of its own, that a person is sent to by a link. Nobody is
 * sent back by it; its result reaches the host as a webhook. All it remembers hangs on the object it returns.
 *
 * @param {ExpressOptions} options
 */
export function createExpress({ world, webhook, company = 'Maple Loans', retryMs }) {
  const webhooks = new Webhooks({ target: webhook, ...(retryMs !== undefined && { retryMs }) });
  const app = new Koa();
  app.silent = true;
  app.use(allowAnywhere(/^\/simulator\//));
  app.use(controlRouter(webhooks).routes());
  app.use(siteRouter({ world, visits: new Visits(), webhooks, company }).routes());
  return { app, webhooks };
}
