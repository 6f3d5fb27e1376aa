import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { closedNet } from '../../scripts/closed-net.ts';
import { createSimulator } from '../../demo/simulator/index.ts';

const root = new URL('../../', import.meta.url);
const file = readFileSync(new URL('dist/cdn/flinks-link.js', root));

/** A module of this package, or of another that is installed, by its address in a page that has them all. */
const installed = pathname =>
  readFileSync(new URL(pathname.slice(1).replace(/^node_modules\/flinks-link\//, ''), root));

/** What a page has to allow for the element, and not a word more (`docs/guides/headers-and-csp.md`). */
export const strictPolicy = frame =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `frame-src ${frame}`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** Hash of the one-file build, as `integrity` takes it. */
export const integrity = `sha384-${createHash('sha384').update(file).digest('base64')}`;

/**
 * A simulator under the names of production, a content delivery network with the built file, and a shop whose pages
 * each test writes by itself.
 */
export async function startHosts() {
  /** @type {Map<string, { body: string, headers: Record<string, string> }>} */
  const pages = new Map();
  /** @type {string[]} */
  const exchanged = [];
  const simulators = new Map();
  const simulatorFor = name => {
    if (!simulators.has(name)) simulators.set(name, createSimulator());
    return simulators.get(name);
  };
  const connect = name => simulatorFor(name).app.callback();

  /** @type {import('node:http').RequestListener} */
  const shop = (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://shop.example');
    const page = pages.get(pathname);
    if (pathname === '/flinks-link.js') {
      response.setHeader('content-type', 'text/javascript').end(file);
    } else if (pathname.startsWith('/node_modules/')) {
      response.setHeader('content-type', 'text/javascript').end(installed(pathname));
    } else if (pathname === '/api/flinks/token') {
      const token = simulatorFor('toolbox').world.tokens.mint({ simulate: 'auto' });
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ token }));
    } else if (pathname === '/api/flinks/login') {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => {
        exchanged.push(JSON.parse(body).loginId);
        response.writeHead(204).end();
      });
    } else if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.body);
    } else {
      response.writeHead(404).end();
    }
  };
  /** @type {import('node:http').RequestListener} */
  const cdn = (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
      .end(file);
  };

  const net = await closedNet({
    'toolbox-iframe.private.fin.ag': connect('toolbox'),
    'acme-iframe.private.fin.ag': connect('acme'),
    'shop.example': shop,
    'cdn.example': cdn,
  });
  return {
    net,
    exchanged,
    simulator: simulatorFor,
    /** Puts a page on the shop, and gives its address. */
    page(path, body, headers = {}) {
      pages.set(path, { body, headers });
      return `https://shop.example${path}`;
    },
    close: () => net.close(),
  };
}
