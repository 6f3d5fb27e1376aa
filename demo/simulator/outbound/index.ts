import { once } from 'node:events';
import { createServer } from 'node:http';
import Koa from 'koa';
import { jsonBody } from '../api/json-body.ts';
import { bankAssets } from '../bank/assets.ts';
import { allowAnywhere } from '../connect/cross-origin.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { bankVisits, openerPolicyOnRedirects } from './bank-visits.ts';
import { requireBearer } from './bearer.ts';
import { Consents } from './consents.ts';
import { controlRouter } from './control-router.ts';
import { fdxRouter } from './fdx-router.ts';
import { providersRouter } from './providers-router.ts';
import { type Recipient, Recipients } from './recipients.ts';
import { consentEnder, revokeRouter } from './revoke-router.ts';
import { finishTokenAnswers, refuseBody, tokenRoute } from './token-route.ts';

interface OutboundOptions {
  /** Where it is served, without a slash at its end: an OAuth server names itself in its answers. */
  origin: string;
  recipients?: readonly Recipient[];
  /** 299 by default, as Flinks prints it. */
  accessTokenSeconds?: number;
  /** The clock of the bank's data; tokens live by the real one. */
  now?: () => number;
}

/**
 * A stand-in for Flinks' open banking side: `/api/v1/authorize`, `/api/v1/token`, the providers, revoke, FDX, and the
 * pages of the banks, on an origin of its own. All it remembers hangs on the object it returns.
 */
export function createOutbound({
  origin,
  recipients: known = [],
  accessTokenSeconds = 299,
  now = Date.now,
}: OutboundOptions) {
  const recipients = new Recipients(known);
  const consents = new Consents();
  const issuer = origin;
  const { server, resource, publicKey } = createAuthorizationServer({
    issuer,
    recipients,
    consents,
    accessTokenSeconds,
  });
  server.use(finishTokenAnswers(consents));
  const asPerson = requireBearer({ publicKey, consents, grant: 'person' });
  const asClient = requireBearer({ publicKey, consents, grant: 'client' });
  const endConsent = consentEnder(server, consents);
  const providers = providersRouter({ guard: asClient, recipients, now });

  const app = new Koa();
  app.silent = true;
  app.use(allowAnywhere(/^\/simulator\//));
  // The bank's forms are read by its own routes, everything after them is JSON.
  app.use(bankAssets().routes());
  app.use(bankVisits({ server, resource, recipients, consents, now }).routes());
  app.use(jsonBody(refuseBody));
  for (const router of [
    providers.router,
    revokeRouter({ guard: asPerson, endConsent }),
    fdxRouter({ guard: asPerson, now }),
    controlRouter({ recipients, consents, advanceRegistrations: providers.advanceRegistrations }),
  ])
    app.use(router.routes());

  const exchange = tokenRoute(server);
  const handle = server.callback();
  app.use(openerPolicyOnRedirects(server));
  app.use(async (ctx, next) => {
    if (ctx.path === '/api/v1/token' && ctx.method === 'POST') return exchange(ctx, next);
    ctx.respond = false;
    return handle(ctx.req, ctx.res);
  });
  return { app, issuer, recipients, consents, endConsent };
}

/** Serves it on a port of its own, which an OAuth server must know before it can name itself. */
export async function startOutbound({
  port = 0,
  host = '127.0.0.1',
  ...options
}: Omit<OutboundOptions, 'origin'> & { port?: number; host?: string } = {}) {
  const server = createServer();
  await once(server.listen(port, host), 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port.');
  const outbound = createOutbound({ ...options, origin: `http://${host}:${address.port}` });
  server.on('request', outbound.app.callback());
  return { ...outbound, origin: outbound.issuer, server };
}
