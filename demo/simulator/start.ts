import { createServer } from 'node:http';
import { createExpress } from './express/index.ts';
import { createSimulator } from './index.ts';
import { startOutbound } from './outbound/index.ts';

const port = Number(process.env.PORT ?? 4100);
const demo = 'http://localhost:3000';
const { app, world, customerId, secretKey, apiKey } = createSimulator({
  customRedirectUris: [`${demo}/callback.html`],
});
const recipient = {
  clientId: 'dc-simulated',
  clientSecret: 'simulated-client-secret',
  redirectUris: [`${demo}/callback.html`, `${demo}/outbound/return`],
};
const webhook = { url: `${demo}/webhooks/flinks`, secret: 'simulated-webhook-secret' };
const express = createExpress({ world, webhook });
const outbound = await startOutbound({ port: port + 1, recipients: [recipient] });

createServer(express.app.callback()).listen(port + 2, '127.0.0.1');
createServer(app.callback()).listen(port, '127.0.0.1', () => {
  // eslint-disable-next-line no-console -- a command-line tool speaks
  console.log(
    [
      `Flinks simulator on http://127.0.0.1:${port} (no real bank)`,
      `  FLINKS_API_URL=http://127.0.0.1:${port}`,
      `  FLINKS_CONNECT_URL=http://127.0.0.1:${port}/v2/`,
      `  FLINKS_CUSTOMER_ID=${customerId}`,
      `  FLINKS_SECRET_KEY=${secretKey}`,
      `  FLINKS_API_KEY=${apiKey}`,
      `  FLINKS_CUSTOM=true`,
      `  FLINKS_OUTBOUND_URL=${outbound.origin}`,
      `  FLINKS_CLIENT_ID=${recipient.clientId}`,
      `  FLINKS_CLIENT_SECRET=${recipient.clientSecret}`,
      `  FLINKS_EXPRESS_URL=http://127.0.0.1:${port + 2}/`,
      `  FLINKS_WEBHOOK_SECRET=${webhook.secret}`,
    ].join('\n'),
  );
});
