import Koa from 'koa';
import { allowAnywhere } from '../connect/cross-origin.ts';
import type { World } from '../world/world.ts';
import { controlRouter } from './control-router.ts';
import { siteRouter } from './site-router.ts';
import { Visits } from './visits.ts';
import { type Target, Webhooks } from './webhooks.ts';

interface ExpressOptions {
  /** Of the simulator whose API knows the logins. */
  world: World;
  /** Where the results go, and the secret that signs them; may be filled in later. */
  webhook: Target;
  /** Whose site it looks like. */
  company?: string;
  /** Between two attempts to deliver a webhook; 30 minutes by default. */
  retryMs?: number;
}

/**
 * A stand-in for Flinks Express: a hosted site, on an origin of its own, that a user is sent to by a link. It sends no user
 * back; its result reaches the host as a webhook. All it remembers hangs on the object it returns.
 */
export function createExpress({ world, webhook, company = 'Maple Loans', retryMs }: ExpressOptions) {
  const webhooks = new Webhooks({ target: webhook, ...(retryMs !== undefined && { retryMs }) });
  const app = new Koa();
  app.silent = true;
  app.use(allowAnywhere(/^\/simulator\//));
  app.use(controlRouter(webhooks).routes());
  app.use(siteRouter({ world, visits: new Visits(), webhooks, company }).routes());
  return { app, webhooks };
}
