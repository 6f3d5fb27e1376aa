import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import { apiRoutes } from './api-routes.ts';
import { callbackPage } from './callback-page.ts';
import type { Config } from './config.ts';
import { customRoutes } from './custom-routes.ts';
import { expressRoutes } from './express/express-routes.ts';
import { Handoffs } from './express/handoffs.ts';
import { webhookRoute } from './express/webhook-route.ts';
import { failures } from './failures.ts';
import { FlinksApi } from './flinks-api.ts';
import { Links } from './links.ts';
import { outboundRoutes } from './outbound/outbound-routes.ts';
import { type CredentialsBank, logoRoutes } from './outbound/provider-list.ts';
import { pageRoutes } from './pages.ts';
import { sameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';
import { Sessions } from './sessions.ts';

interface DemoOptions {
  /** Told what went wrong, never with a key, a token or a loginId; silent by default. */
  log?: (line: string) => void;
  /** Banks without open banking, for the list of providers: Flinks has no call for them. */
  credentialsBanks?: CredentialsBank[];
  /** Where `flinks-link.js` is; the build's folder by default. */
  elementFolder?: string;
  /** Where `callback.js` is; the build's folder by default. */
  callbackFolder?: string;
}

/**
 * The backend of a host page: it makes the tokens, takes the loginId, and reads the accounts. What it remembers lives as
 * long as the returned application.
 */
export function createDemo(
  config: Config,
  { log = () => undefined, credentialsBanks = [], elementFolder, callbackFolder }: DemoOptions = {},
): Koa {
  const api = new FlinksApi(config);
  const links = new Links({ api, log, pollMs: config.pollSeconds * 1000 });
  const handoffs = new Handoffs({ links, log });
  const sessions = new Sessions(session => {
    links.forget(session);
    handoffs.forget(session);
  });
  const services: Services = {
    config,
    log,
    api,
    links,
    sessions,
    handoffs,
    credentialsBanks,
    ...(elementFolder && { elementFolder }),
  };

  const app = new Koa();
  // Koa prints what is thrown while an answer is on its way; a browser that hangs up is no news.
  app.silent = true;
  app.use(securityHeaders(config.connectUrl));
  app.use(failures(log));
  // Flinks is no page of this site: its requests prove themselves.
  app.use(webhookRoute(services));
  app.use(sameOrigin);
  // One limit and one kind for every body: the documented `fetch` sends JSON as text/plain, the form sends its fields.
  const types = { text: ['text/plain', 'application/json', 'application/x-www-form-urlencoded'] };
  app.use(bodyParser({ enableTypes: ['text'], extendTypes: types, textLimit: '16kb' }));
  app.use(apiRoutes(services));
  app.use(outboundRoutes(services));
  app.use(customRoutes(services));
  app.use(expressRoutes(services));
  app.use(logoRoutes());
  app.use(callbackPage({ ...(callbackFolder && { callbackFolder }) }));
  app.use(pageRoutes(services));
  return app;
}
