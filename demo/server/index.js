import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';

import { apiRoutes } from './api-routes.js';
import { failures } from './failures.js';
import { callbackPage } from './callback-page.js';
import { customRoutes } from './custom-routes.js';
import { expressRoutes } from './express/express-routes.js';
import { Handoffs } from './express/handoffs.js';
import { webhookRoute } from './express/webhook-route.js';
import { FlinksApi } from './flinks-api.js';
import { Links } from './links.js';
import { logoRoutes } from './outbound/provider-list.js';
import { outboundRoutes } from './outbound/outbound-routes.js';
import { pageRoutes } from './pages.js';
import { sameOrigin } from './same-origin.js';
import { securityHeaders } from './security-headers.js';
import { Sessions } from './sessions.js';

/**
 * The backend of a host page: it makes the tokens, takes the loginId, and reads the accounts. What it remembers lives as
 * long as the returned application.
 *
 * @param {import('./config.js').Config} config
 * @param {object} [options]
 * @param {(line: string) => void} [options.log] told what went wrong, never with a key, a token or a loginId; silent by default
 * @param {import('./outbound/provider-list.js').CredentialsBank[]} [options.credentialsBanks] banks without open banking, for
 *   the list of providers: Flinks has no call for them
 * @param {string} [options.elementFolder] where `flinks-link.js` is; the build's folder by default
 * @param {string} [options.callbackFolder] where `callback.js` is; the build's folder by default
 * @returns {Koa}
 */
export function createDemo(
  config,
  { log = () => undefined, credentialsBanks = [], elementFolder, callbackFolder } = {},
) {
  const api = new FlinksApi(config);
  const links = new Links({ api, log, pollMs: config.pollSeconds * 1000 });
  const handoffs = new Handoffs({ links, log });
  const sessions = new Sessions(session => {
    links.forget(session);
    handoffs.forget(session);
  });
  const parts = {
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
  app.use(webhookRoute(parts));
  app.use(sameOrigin);
  // One limit and one kind for every body: the documented `fetch` sends JSON as text/plain, the form sends its fields.
  const types = { text: ['text/plain', 'application/json', 'application/x-www-form-urlencoded'] };
  app.use(bodyParser({ enableTypes: ['text'], extendTypes: types, textLimit: '16kb' }));
  app.use(apiRoutes(parts));
  app.use(outboundRoutes(parts));
  app.use(customRoutes(parts));
  app.use(expressRoutes(parts));
  app.use(logoRoutes());
  app.use(callbackPage({ ...(callbackFolder && { callbackFolder }) }));
  app.use(pageRoutes(parts));
  return app;
}
