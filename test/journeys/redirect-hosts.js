import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { createSimulator } from '../../demo/simulator/index.ts';
import { strictPolicy } from './hosts.js';
import { PageJournal } from './page-journal.js';
import { startRogueBank } from './rogue-bank.js';
import { createBackend } from './shop-backend.js';

const read = path => readFileSync(new URL(path, import.meta.url));
const scripts = {
  '/flinks-link.js': read('../../dist/cdn/flinks-link.js'),
  '/callback.js': read('../../dist/callback.js'),
  '/journal.js': read('pages/journal.js'),
  '/shop.js': read('pages/shop.js'),
  '/unload.js': read('pages/unload.js'),
  '/greedy.js': read('pages/greedy.js'),
  '/cookie.js': read('pages/cookie.js'),
};

/** What a page that people come back to has to do so that its own requests do not repeat its address. */
const discreet = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' };

const callbackPage = language => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Back</title><script src="/callback.js"></script></head>
<body></body></html>`;

const listen = (server, host) =>
  new Promise(resolve => server.listen(0, host, () => resolve(server.address().port)));

/** Pages that a bank may send people to, by path. */
const returnPages = ['/callback', '/fr/callback', '/taken', '/shop'];

/**
 * A shop with a backend at http://localhost, banks at http://127.0.0.1 (another site), and a portal that frames the shop
 * at http://portal.localhost (a third one).
 */
export async function startRedirectHosts() {
  /** @type {Map<string, { body: string, headers: Record<string, string> }>} */
  const pages = new Map();
  const journal = new PageJournal();
  /** @type {{ to: string, referer: string | undefined }[]} every request, to the shop and to the bank */
  let requests = [];
  const server = http.createServer((request, response) => void serve(request, response));
  const port = await listen(server, '127.0.0.1');
  const origin = `http://localhost:${port}`;
  const portal = `http://portal.localhost:${port}`;
  const client = {
    clientId: 'dc-journeys',
    clientSecret: randomBytes(16).toString('hex'),
    redirectUris: returnPages.map(path => origin + path),
    name: 'The shop',
  };
  const bank = await startOutbound({ recipients: [client] });
  const rogue = await startRogueBank();
  const simulator = createSimulator();
  const flinks = http.createServer(simulator.app.callback());
  const flinksOrigin = `http://127.0.0.1:${await listen(flinks, '127.0.0.1')}`;
  await fetch(`${flinksOrigin}/simulator/custom-redirects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: client.redirectUris }),
  });
  const note = request => {
    const to = `http://${request.headers.host}${request.url}`;
    requests.push({ to, referer: request.headers.referer });
  };
  for (const each of [server, bank.server, flinks, rogue.server]) each.prependListener('request', note);

  const backend = createBackend({ origin, client, bank, flinksOrigin, rogue });

  async function serve(request, response) {
    const { pathname, searchParams } = new URL(origin + request.url);
    const json = value => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const html = (body, headers) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
    const page = pages.get(pathname);
    if (scripts[pathname]) {
      const clock = pathname === '/journal.js' ? `window.ahead = ${hosts.ahead};\n` : '';
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'Cache-Control': 'no-cache' })
        .end(clock + scripts[pathname]);
    } else if (pathname === '/journal') {
      let body = '';
      for await (const chunk of request) body += chunk;
      journal.add(JSON.parse(body));
      response.writeHead(204).end();
    } else if (pathname === '/api/token') {
      json({ token: simulator.world.tokens.mint({}) });
    } else if (pathname === '/api/authorize') {
      json(await backend.authorize(searchParams, hosts.simulate));
    } else if (pathname === '/taken') {
      response.writeHead(303, { location: await backend.take(searchParams), ...discreet }).end();
    } else if (pathname.endsWith('/callback')) {
      const language = pathname.startsWith('/fr') ? 'fr-CA' : 'en';
      html(callbackPage(language), {
        ...discreet,
        'Content-Security-Policy': "default-src 'none'; script-src 'self'",
        ...hosts.callbackHeaders,
      });
    } else if (page) {
      html(page.body, page.headers);
    } else {
      response.writeHead(404).end();
    }
  }

  const hosts = {
    /** More headers of the callback page. */
    callbackHeaders: {},
    /** @type {string | undefined} what the bank does from now on, whatever a page asks for */
    simulate: undefined,
    /** Milliseconds that the clock of pages is ahead that are loaded from now on. */
    ahead: 0,
    origin,
    portal,
    bank,
    rogue,
    flinks: { origin: flinksOrigin, simulator },
    exchange: backend.exchange,
    redeem: backend.redeem,
    issued: () => backend.issued,
    requests: () => requests,
    told: type => journal.told(type),
    next: (type, matches) => journal.next(type, matches),
    isLater: before => journal.isLater(before),
    /** Puts a page of the shop at a path, and gives its address. */
    page(path, elements, { headers = {}, probe = false } = {}) {
      const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><script src="/journal.js" ${probe ? 'data-probe' : ''}></script>
<script type="module" src="/shop.js"></script></head><body>${elements}</body></html>`;
      const policy = strictPolicy(`${flinksOrigin}`).replace('style-src', 'img-src data:; style-src');
      pages.set(path, { body, headers: { ...discreet, 'Content-Security-Policy': policy, ...headers } });
      return origin + path;
    },
    /** Any other page. */
    document(path, body, headers = {}) {
      pages.set(path, { body, headers });
    },
    /** Forgets what was seen; a journey begins. */
    clear() {
      journal.clear();
      requests = [];
      backend.issued.length = 0;
      hosts.simulate = undefined;
      hosts.ahead = 0;
    },
    close() {
      for (const each of [server, bank.server, flinks, rogue.server]) {
        each.closeAllConnections();
        each.close();
      }
    },
  };
  return hosts;
}
