import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import * as esbuild from 'esbuild';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { listen } from '../simulator/simulator-server.ts';
import { strictPolicy } from './hosts.ts';
import { PageJournal } from './page-journal.ts';
import type { Entry, Tells } from './pages/told.ts';
import { startRogueBank } from './rogue-bank.ts';
import { createBackend } from './shop-backend.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** A script of our pages, in the words that browsers know. */
const compiled = (name: string) =>
  esbuild.transformSync(read(`pages/${name}.ts`), { loader: 'ts', target: 'es2022', format: 'esm' }).code;

/** Scripts by path. */
const scripts = new Map([
  ...['flinks-link', 'flinks-connect', 'flinks-outbound'].map(
    name => [`/${name}.js`, read(`../../dist/cdn/${name}.js`)] as const,
  ),
  ['/callback.js', read('../../dist/callback.js')],
  ...['journal', 'shop', 'unload', 'greedy', 'cookie'].map(name => [`/${name}.js`, compiled(name)] as const),
]);

/** What a page that users come back to has to do so that its own requests do not repeat its address. */
const discreet = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' };

const callbackPage = (language: string) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Back</title><script src="/callback.js"></script></head>
<body></body></html>`;

/** What a test sets, for the pages that are loaded from now on. */
interface Settings {
  /** More headers of the callback page. */
  callbackHeaders: Record<string, string>;
  /** What the bank does, whatever a page asks for. */
  simulate: string | undefined;
  /** Milliseconds that the clock of pages is ahead. */
  ahead: number;
}

interface PageOptions {
  headers?: Record<string, string>;
  /** Tells when windows are blocked. */
  probe?: boolean;
  /** The files of the element that the page loads, in their order. */
  files?: readonly string[];
  /** They are loaded as classic scripts. */
  classic?: boolean;
}

/** Pages that a bank may send users to, by path. */
const returnPages = ['/callback', '/fr/callback', '/taken', '/shop'];

/**
 * A shop with a backend at http://localhost, banks at http://127.0.0.1 (another site), and a portal that frames the shop
 * at http://portal.localhost (a third one).
 */
export async function startRedirectHosts() {
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();
  const journal = new PageJournal();
  /** Every request, to the shop and to the bank. */
  let requests: { to: string; referer: string | undefined }[] = [];
  const server = http.createServer((request, response) => void serve(request, response));
  const { port } = new URL(await listen(server, '127.0.0.1'));
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
  const flinksOrigin = await listen(flinks, '127.0.0.1');
  await fetch(`${flinksOrigin}/simulator/custom-redirects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: client.redirectUris }),
  });
  const note = (request: IncomingMessage) => {
    const to = `http://${request.headers.host}${request.url}`;
    requests.push({ to, referer: request.headers.referer });
  };
  for (const each of [server, bank.server, flinks, rogue.server]) each.prependListener('request', note);

  const settings: Settings = { callbackHeaders: {}, simulate: undefined, ahead: 0 };
  const backend = createBackend({ origin, client, bank, flinksOrigin, rogue });

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(origin + request.url);
    const json = (value: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const html = (body: string, headers: Record<string, string>) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
    const page = pages.get(pathname);
    const script = scripts.get(pathname);
    if (script !== undefined) {
      const clock = pathname === '/journal.js' ? `window.ahead = ${settings.ahead};\n` : '';
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'Cache-Control': 'no-cache' })
        .end(clock + script);
    } else if (pathname === '/journal') {
      let body = '';
      for await (const chunk of request) body += chunk;
      journal.add(body);
      response.writeHead(204).end();
    } else if (pathname === '/api/token') {
      json({ token: simulator.world.tokens.mint({}) });
    } else if (pathname === '/api/authorize') {
      json(await backend.authorize(searchParams, settings.simulate));
    } else if (pathname === '/taken') {
      response.writeHead(303, { location: await backend.take(searchParams), ...discreet }).end();
    } else if (pathname.endsWith('/callback')) {
      const language = pathname.startsWith('/fr') ? 'fr-CA' : 'en';
      html(callbackPage(language), {
        ...discreet,
        'Content-Security-Policy':
          "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ...settings.callbackHeaders,
      });
    } else if (page) {
      html(page.body, page.headers);
    } else {
      response.writeHead(404).end();
    }
  }

  return Object.assign(settings, {
    origin,
    portal,
    bank,
    rogue,
    flinks: { origin: flinksOrigin, simulator },
    exchange: backend.exchange,
    redeem: backend.redeem,
    issued: () => backend.issued,
    /** What the backend has issued at this place; -1 is the last. */
    issuedAt(index: number) {
      const found = backend.issued.at(index);
      assert.ok(found, 'the backend has issued a state');
      return found;
    },
    requests: () => requests,
    told: <K extends keyof Tells>(type?: K) => journal.told(type),
    next: <K extends keyof Tells>(type: K, matches?: (entry: Entry<K>) => boolean) =>
      journal.next(type, matches),
    isLater: journal.isLater,
    /** Puts a page of the shop at a path, and gives its address. */
    page(
      path: string,
      elements: string,
      { headers = {}, probe = false, files = ['flinks-link'], classic }: PageOptions = {},
    ) {
      const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><script src="/journal.js" ${probe ? 'data-probe' : ''}></script>
${files.map(file => `<script ${classic ? 'defer' : 'type="module"'} src="/${file}.js"></script>`).join('')}
<script type="module" src="/shop.js"></script></head><body>${elements}</body></html>`;
      const policy = strictPolicy(flinksOrigin, files.length).replace(
        'style-src',
        'img-src data:; style-src',
      );
      pages.set(path, { body, headers: { ...discreet, 'Content-Security-Policy': policy, ...headers } });
      return origin + path;
    },
    /** Any other page. */
    document(path: string, body: string, headers: Record<string, string> = {}) {
      pages.set(path, { body, headers });
    },
    /** Forgets what was seen; a journey begins. */
    clear() {
      journal.clear();
      requests = [];
      backend.issued.length = 0;
      settings.simulate = undefined;
      settings.ahead = 0;
    },
    close() {
      for (const each of [server, bank.server, flinks, rogue.server]) {
        each.closeAllConnections();
        each.close();
      }
    },
  });
}

export type RedirectHosts = Awaited<ReturnType<typeof startRedirectHosts>>;
