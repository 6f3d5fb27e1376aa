import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { readConfig } from '../../demo/server/config.ts';
import { createDemo } from '../../demo/server/index.ts';
import { credentialsBanks } from '../../demo/simulator/credentials-banks.ts';
import { createExpress } from '../../demo/simulator/express/index.ts';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { listen } from '../simulator/simulator-server.ts';

/**
 * A simulator and a demo in front of it, as `npm start` makes them, on ports of their own.
 *
 * @param options - `redirects`: with the banks that users are sent to, by open banking and by the Custom integration,
 *   Express, and a list of all banks
 */
export async function startWorld({ redirects = false } = {}) {
  const simulator = createSimulator({ pendingMs: 300 });
  /** Known once the demo is there. */
  const redirectUris: string[] = [];
  const recipient = {
    clientId: 'dc-world',
    clientSecret: randomBytes(16).toString('hex'),
    name: 'Flinks Link demo',
    redirectUris,
  };
  const outbound = redirects ? await startOutbound({ recipients: [recipient] }) : undefined;
  const simulatorServer = http.createServer(simulator.app.callback());
  const simulatorOrigin = await listen(simulatorServer, '127.0.0.1');
  const webhook = { url: '', secret: randomBytes(16).toString('hex') };
  const express = createExpress({ world: simulator.world, webhook, retryMs: 20, company: recipient.name });
  const expressServer = http.createServer(express.app.callback());
  const expressOrigin = await listen(expressServer, '127.0.0.1');
  const log: string[] = [];
  const demo = createDemo(
    readConfig({
      FLINKS_API_URL: simulatorOrigin,
      FLINKS_CONNECT_URL: `${simulatorOrigin}/v2/`,
      FLINKS_CUSTOMER_ID: simulator.customerId,
      FLINKS_SECRET_KEY: simulator.secretKey,
      FLINKS_API_KEY: simulator.apiKey,
      FLINKS_POLL_SECONDS: '0.1',
      FLINKS_DEMO: 'true',
      ...(outbound && {
        FLINKS_CUSTOM: 'true',
        FLINKS_OUTBOUND_URL: outbound.origin,
        FLINKS_CLIENT_ID: recipient.clientId,
        FLINKS_CLIENT_SECRET: recipient.clientSecret,
        FLINKS_EXPRESS_URL: `${expressOrigin}/`,
        FLINKS_WEBHOOK_SECRET: webhook.secret,
      }),
    }),
    { log: line => log.push(line), ...(outbound && { credentialsBanks: credentialsBanks() }) },
  );
  const files = new Map<string, string>();
  const answer = demo.callback();
  const demoServer = http.createServer((request, response) => {
    const body = files.get(request.url ?? '');
    if (body === undefined) return void answer(request, response);
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  const demoOrigin = await listen(demoServer, 'localhost');
  webhook.url = `${demoOrigin}/webhooks/flinks`;
  const servers = [simulatorServer, expressServer, demoServer, ...(outbound ? [outbound.server] : [])];
  if (outbound) {
    const callback = `${demoOrigin}/callback.html`;
    redirectUris.push(callback, `${demoOrigin}/outbound/return`);
    await fetch(`${simulatorOrigin}/simulator/custom-redirects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirectUris: [callback] }),
    });
  }
  return {
    simulator,
    simulatorOrigin,
    outbound,
    demo,
    demoOrigin,
    /** More for the demo's host to serve, by path. */
    files,
    log,
    servers,
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

export type RunningWorld = Awaited<ReturnType<typeof startWorld>>;
