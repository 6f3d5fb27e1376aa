import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSimulator } from '../../../../demo/simulator/index.ts';
import { startOutbound } from '../../../../demo/simulator/outbound/index.ts';
import { closedNet } from '../../../../scripts/closed-net.ts';
import { codeBlock } from '../../../docs/markdown.ts';
import { createBackend } from '../../../journeys/shop-backend.ts';
import { objectOf, stringOf } from '../../../support/json.ts';
import type { Site } from './framework-app.ts';

const origin = 'https://shop.example';
const back = '/flinks/back.html';

const returnHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

interface ShopOptions {
  /** Answers for the app. */
  site: Site;
  /** Path of the script for the return page. */
  callback: string;
}

/** What the backend answers to an app. */
interface Answer {
  token?: string;
  url?: string;
  /** Whether a code could be exchanged. */
  linked?: boolean;
}

/** What an app has asked the backend for, and been answered. */
interface Call extends Answer {
  /** The last part of the path. */
  call: string;
  body: unknown;
}

/**
 * A shop with its backend at https://shop.example, in front of Flinks under its production name, simulated. The pages are
 * an app's.
 */
export async function startShop({ site, callback }: ShopOptions) {
  const simulator = createSimulator();
  const client = {
    clientId: 'dc-apps',
    clientSecret: randomBytes(16).toString('hex'),
    name: 'The shop',
    redirectUris: [origin + back],
  };
  const bank = await startOutbound({ recipients: [client] });
  const backend = createBackend({ origin, client, bank, flinksOrigin: '', rogue: undefined });
  /** What the app has asked the backend for, in order. */
  const calls: Call[] = [];
  /** How often Connect was loaded. */
  let frames = 0;

  const answers: Record<string, (body: unknown) => Answer | undefined | Promise<Answer>> = {
    '/api/flinks/token': () => ({ token: simulator.world.tokens.mint() }),
    '/api/flinks/authorize': () => backend.authorize(new URLSearchParams({ back }), ''),
    '/api/flinks/login': () => undefined,
    async '/api/flinks/code'(body) {
      const { state, code } = objectOf(body, 'what came of the bank');
      const answer = { state: stringOf(state, 'its state'), code: stringOf(code, 'its code') };
      return { linked: await backend.redeem(answer, back) };
    },
  };

  const shop: Site = async (request, response) => {
    const { pathname } = new URL(request.url ?? '', origin);
    const answerTo = answers[pathname];
    if (answerTo) {
      const chunks = await request.toArray();
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || 'null');
      const answer = await answerTo(body);
      // Told of when it is done: a test that waits for it may look at what came of it.
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
  };
  if (site.upgrade) shop.upgrade = site.upgrade;

  const connect = simulator.app.callback();
  const net = await closedNet({
    'shop.example': shop,
    'toolbox-iframe.private.fin.ag': (request, response) => {
      if (/^\/v2\/?(?:\?|$)/.test(request.url ?? '')) frames += 1;
      connect(request, response);
    },
  });

  return {
    origin,
    net,
    /** What the backend was asked for by this name. */
    asked: (name: string) => calls.filter(({ call }) => call === name),
    frames: () => frames,
    tokensSeenTwice: () => simulator.world.tokens.seenTwice(),
    close() {
      net.close();
      bank.server.closeAllConnections();
      bank.server.close();
    },
  };
}

export type Shop = Awaited<ReturnType<typeof startShop>>;
