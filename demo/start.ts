import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { ConfigError, readConfig, readPort } from './server/config.ts';
import type { Environment } from './server/env.ts';
import { createDemo } from './server/index.ts';

/** A failure whose message is all that the developer who started the demo needs. */
class StartError extends Error {}

function listen(listener: RequestListener, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', error => {
      const busy = 'code' in error && error.code === 'EADDRINUSE';
      const reason = busy ? 'is taken by another program' : 'cannot be used';
      reject(
        new StartError(
          `Port ${port} ${reason}: set PORT to another one, for example PORT=${port + 10} npm start.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** What a backend of Connect, such as docs/examples/express.mjs, has to know. */
const connectVariables = [
  'FLINKS_API_URL',
  'FLINKS_CUSTOMER_ID',
  'FLINKS_SECRET_KEY',
  'FLINKS_API_KEY',
  'FLINKS_POLL_SECONDS',
] as const;

/**
 * Starts a Flinks on this machine.
 *
 * @param port - the demo's own: the simulator takes the three after it
 * @returns where it is, in the variables that a real one is named by, and the banks that it lists nowhere
 */
async function startSimulator(port: number) {
  const { createSimulator } = await import('./simulator/index.ts');
  const { createExpress } = await import('./simulator/express/index.ts');
  const { createOutbound } = await import('./simulator/outbound/index.ts');
  const { credentialsBanks } = await import('./simulator/credentials-banks.ts');
  const host = `http://localhost:${port}`;
  // 127.0.0.1 and localhost are different sites to a browser, as Flinks and a host page are.
  const url = `http://127.0.0.1:${port + 1}`;
  const outboundUrl = `http://127.0.0.1:${port + 2}`;
  const expressUrl = `http://127.0.0.1:${port + 3}/`;
  const recipient = {
    name: 'Flinks Link demo',
    clientId: 'dc-demo',
    clientSecret: randomBytes(24).toString('base64url'),
    redirectUris: [`${host}/callback.html`, `${host}/outbound/return`],
  };
  const outbound = createOutbound({ origin: outboundUrl, recipients: [recipient] });
  const webhook = { url: `${host}/webhooks/flinks`, secret: randomBytes(24).toString('base64url') };
  const { app, world, customerId, secretKey, apiKey } = createSimulator({
    customRedirectUris: [`${host}/callback.html`],
  });
  const express = createExpress({ world, webhook, company: recipient.name });
  await listen(app.callback(), port + 1, '127.0.0.1');
  await listen(outbound.app.callback(), port + 2, '127.0.0.1');
  await listen(express.app.callback(), port + 3, '127.0.0.1');
  const env = {
    FLINKS_API_URL: url,
    FLINKS_CONNECT_URL: `${url}/v2/`,
    FLINKS_CUSTOMER_ID: customerId,
    FLINKS_SECRET_KEY: secretKey,
    FLINKS_API_KEY: apiKey,
    FLINKS_POLL_SECONDS: '1',
    FLINKS_DEMO: 'true',
    FLINKS_CUSTOM: 'true',
    FLINKS_OUTBOUND_URL: outboundUrl,
    FLINKS_CLIENT_ID: recipient.clientId,
    FLINKS_CLIENT_SECRET: recipient.clientSecret,
    FLINKS_EXPRESS_URL: expressUrl,
    FLINKS_WEBHOOK_SECRET: webhook.secret,
  };
  return { env, credentialsBanks: credentialsBanks() };
}

async function start(env: Environment) {
  const port = readPort(env);
  const named = Object.keys(env).some(name => name.startsWith('FLINKS_'));
  const simulated = named ? undefined : await startSimulator(port);
  const config = readConfig(simulated ? { ...simulated.env, PORT: String(port) } : env);
  const banks = simulated && { credentialsBanks: simulated.credentialsBanks };
  const demo = createDemo(config, { log: line => console.error(line), ...banks });
  await listen(demo.callback(), port, 'localhost');
  if (simulated) {
    console.log(
      `Flinks is simulated on ports ${port + 1} to ${port + 3} of 127.0.0.1; set the FLINKS_ variables for a real one.`,
    );
    console.log(
      `For a Connect page of your own: connect-url="${simulated.env.FLINKS_CONNECT_URL}", and in its .env file:`,
    );
    for (const name of connectVariables) console.log(`${name}=${simulated.env[name]}`);
  }
  console.log(`Open http://localhost:${port}`);
}

start(process.env).catch(error => {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
});
