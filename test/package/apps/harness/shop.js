import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { closedNet } from '../../../../scripts/closed-net.ts';
import { createSimulator } from '../../../../demo/simulator/index.ts';
import { startOutbound } from '../../../../demo/simulator/outbound/index.ts';
import { createBackend } from '../../../journeys/shop-backend.js';
import { codeBlock } from '../../../docs/markdown.js';

const origin = 'https://shop.example';
const back = '/flinks/back.html';

const returnHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; script-src 'self'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * A shop with its backend at https://shop.example, in front of Flinks under its production name, simulated. The pages are
 * an app's.
 *
 * @param {object} options
 * @param {import('./framework-app.js').Site} options.site - answers for the app
 * @param {string} options.callback - path of the script for the return page
 */
export async function startShop({ site, callback }) {
  const simulator = createSimulator();
  const client = {
    clientId: 'dc-apps',
    clientSecret: randomBytes(16).toString('hex'),
    name: 'The shop',
    redirectUris: [origin + back],
  };
  const bank = await startOutbound({ recipients: [client] });
  const backend = createBackend({ origin, client, bank, flinksOrigin: '', rogue: undefined });
  /** What the app has asked the backend for, in order. @type {{ call: string, body: any }[]} */
  const calls = [];
  /** How often Connect was loaded. */
  let frames = 0;

  const answers = {
    '/api/flinks/token': () => ({ token: simulator.world.tokens.mint() }),
    '/api/flinks/authorize': () => backend.authorize(new URLSearchParams({ back }), ''),
    '/api/flinks/login': () => undefined,
    '/api/flinks/code': async body => ({ linked: await backend.redeem(body, back) }),
  };

  /** @type {import('node:http').RequestListener} */
  async function shop(request, response) {
    const { pathname } = new URL(request.url ?? '', origin);
    if (answers[pathname]) {
      const chunks = await request.toArray();
      const body = JSON.parse(Buffer.concat(chunks).toString() || 'null');
      const answer = await answers[pathname](body);
      // Told of when it is done: whoever waits for it may look at what came of it.
      calls.push({ call: pathname.replace('/api/flinks/', ''), body, ...answer });
      if (!answer) response.writeHead(204).end();
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    } else if (pathname === back) {
      response
        .writeHead(200, returnHeaders)
        .end(codeBlock('docs/guides/return-page.md', 'src="/flinks-callback.js"'));
    } else if (pathname === '/flinks-callback.js') {
      response.setHeader('content-type', 'text/javascript').end(readFileSync(callback));
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      site(request, response);
    }
  }

  const connect = simulator.app.callback();
  const net = await closedNet({
    'shop.example': Object.assign(shop, { upgrade: site.upgrade }),
    'toolbox-iframe.private.fin.ag': (request, response) => {
      if (/^\/v2\/?(?:\?|$)/.test(request.url ?? '')) frames += 1;
      connect(request, response);
    },
  });

  return {
    origin,
    net,
    /** What the backend was asked for by this name. @param {string} name */
    asked: name => calls.filter(({ call }) => call === name),
    frames: () => frames,
    tokensSeenTwice: () => simulator.world.tokens.seenTwice(),
    close() {
      net.close();
      bank.server.closeAllConnections();
      bank.server.close();
    },
  };
}
