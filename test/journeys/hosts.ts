import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createSimulator } from '../../demo/simulator/index.ts';
import { closedNet } from '../../scripts/closed-net.ts';

const root = new URL('../../', import.meta.url);
const file = readFileSync(new URL('dist/cdn/flinks-link.js', root));

/** A module of this package, or of another that is installed, by its address in a page that has them all. */
const installed = (pathname: string) =>
  readFileSync(new URL(pathname.slice(1).replace(/^node_modules\/flinks-link\//, ''), root));

/** What a page has to allow for the element, and not a word more (`docs/guides/headers-and-csp.md`). */
export const strictPolicy = (frame: string, files = 1) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `frame-src ${frame}`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    // Each file has a lit of its own.
    `trusted-types lit-html${files > 1 ? " 'allow-duplicates'" : ''}`,
  ].join('; ');

/** Hash of the one-file build, as `integrity` takes it. */
export const integrity = `sha384-${createHash('sha384').update(file).digest('base64')}`;

/**
 * A simulator under the names of production, a content delivery network with the built file, and a shop whose pages
 * each test writes by itself.
 */
export async function startHosts() {
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();
  /** The loginIds that pages have sent. */
  const exchanged: unknown[] = [];
  const simulators = { toolbox: createSimulator(), acme: createSimulator() };

  const shop: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://shop.example');
    const page = pages.get(pathname);
    if (pathname === '/flinks-link.js') {
      response.setHeader('content-type', 'text/javascript').end(file);
    } else if (pathname.startsWith('/node_modules/')) {
      response.setHeader('content-type', 'text/javascript').end(installed(pathname));
    } else if (pathname === '/api/flinks/token') {
      const token = simulators.toolbox.world.tokens.mint({ simulate: 'auto' });
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ token }));
    } else if (pathname === '/api/flinks/login') {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => {
        const { loginId }: { loginId?: unknown } = JSON.parse(body);
        exchanged.push(loginId);
        response.writeHead(204).end();
      });
    } else if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.body);
    } else {
      response.writeHead(404).end();
    }
  };
  const cdn: RequestListener = (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
      .end(file);
  };

  const net = await closedNet({
    'toolbox-iframe.private.fin.ag': simulators.toolbox.app.callback(),
    'acme-iframe.private.fin.ag': simulators.acme.app.callback(),
    'shop.example': shop,
    'cdn.example': cdn,
  });
  return {
    net,
    exchanged,
    simulators,
    /** Puts a page on the shop, and gives its address. */
    page(path: string, body: string, headers: Record<string, string> = {}) {
      pages.set(path, { body, headers });
      return `https://shop.example${path}`;
    },
    close: () => net.close(),
  };
}

export type Hosts = Awaited<ReturnType<typeof startHosts>>;
