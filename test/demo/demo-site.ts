import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../demo/server/config.ts';
import { createDemo } from '../../demo/server/index.ts';
import { credentialsBanks } from '../../demo/simulator/credentials-banks.ts';
import { createExpress } from '../../demo/simulator/express/index.ts';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { type Closer, listen, stop } from '../simulator/simulator-server.ts';
import { BankCustomer } from './bank-customer.ts';
import { Visitor } from './visitor.ts';

export interface SiteOptions {
  /** How long Flinks collects accounts. */
  pendingMs?: number;
  /** Overrides what the demo is started with. */
  env?: Record<string, string>;
  /** Serves the built element, for tests in a browser. */
  built?: boolean;
  /** How long the access tokens of open banking live. */
  tokenSeconds?: number;
  /** How Flinks lists its providers. */
  simulate?: string;
}

/**
 * The demo and a simulated Flinks, each on a port of its own, talking over HTTP as they do in earnest.
 *
 * @param t - closes both
 */
export async function startSite(
  t: Closer,
  { pendingMs = 60, env = {}, built = false, tokenSeconds, simulate = '' }: SiteOptions = {},
) {
  /** Where the banks may send users back to: known once the demo is there. */
  const redirectUris: string[] = [];
  const simulator = createSimulator({ pendingMs });
  const recipient = { clientId: 'dc-site', clientSecret: 'the-client-secret', redirectUris, simulate };
  const outbound = await startOutbound({
    recipients: [recipient],
    ...(tokenSeconds && { accessTokenSeconds: tokenSeconds }),
  });
  t.after(() => stop(outbound.server));
  const calls: string[] = [];
  const note = ({ method, url }: IncomingMessage) => calls.push(`${method} ${url}`);
  const answer = simulator.app.callback();
  const flinks = await serve(t, (request, response) => {
    note(request);
    void answer(request, response);
  });
  outbound.server.on('request', note);
  const webhook = { url: '', secret: 'the-webhook-secret' };
  const express = createExpress({ world: simulator.world, webhook, retryMs: 20 });
  const expressOrigin = await serve(t, express.app.callback());
  const log: string[] = [];
  const config = readConfig({
    FLINKS_API_URL: flinks,
    FLINKS_CONNECT_URL: `${flinks}/v2/`,
    FLINKS_CUSTOMER_ID: simulator.customerId,
    FLINKS_SECRET_KEY: simulator.secretKey,
    FLINKS_API_KEY: simulator.apiKey,
    FLINKS_POLL_SECONDS: '0.03',
    FLINKS_DEMO: 'true',
    FLINKS_CUSTOM: 'true',
    FLINKS_OUTBOUND_URL: outbound.origin,
    FLINKS_CLIENT_ID: recipient.clientId,
    FLINKS_CLIENT_SECRET: recipient.clientSecret,
    FLINKS_EXPRESS_URL: `${expressOrigin}/`,
    FLINKS_WEBHOOK_SECRET: webhook.secret,
    ...env,
  });
  // Most of these tests need no build: a folder that holds no element.
  const elementFolder = fileURLToPath(new URL(built ? '../../dist/cdn' : '.', import.meta.url));
  const origin = await serve(
    t,
    createDemo(config, {
      log: line => log.push(line),
      elementFolder,
      credentialsBanks: credentialsBanks(),
    }).callback(),
  );
  const callback = `${origin}/callback.html`;
  redirectUris.push(callback, `${origin}/outbound/return`);
  webhook.url = `${origin}/webhooks/flinks`;
  await fetch(`${flinks}/simulator/custom-redirects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: [callback] }),
  });
  return {
    origin,
    outbound,
    express,
    webhook,
    log,
    config,
    /** How often the demo, or a customer, has called Flinks for something, such as `POST Authorize`. */
    asked: (method: string, name: string) =>
      calls.filter(
        call =>
          call.startsWith(`${method} `) &&
          new URL(call.slice(method.length + 1), flinks).pathname.endsWith(`/${name}`),
      ).length,
    visitor: () => new Visitor(origin),
    customer: new BankCustomer({
      api: `${flinks}/v3/${simulator.customerId}`,
      secretKey: simulator.secretKey,
      apiKey: simulator.apiKey,
    }),
  };
}

/**
 * @param t - closes it
 * @returns its origin
 */
export async function serve(t: Closer, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const origin = await listen(server, '127.0.0.1');
  t.after(() => stop(server));
  return origin;
}
