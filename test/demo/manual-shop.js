import { randomUUID } from 'node:crypto';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { codeBlock } from '../docs/markdown.js';
import { call } from '../simulator/simulator-server.js';
import { serve } from './demo-site.js';

const returnPage = 'docs/guides/return-page.md';

/** The headers that the manual asks for on the page that users come back to. */
const returnHeaders = Object.fromEntries(
  codeBlock(returnPage, 'Referrer-Policy')
    .trim()
    .split('\n')
    .map(line => line.split(': ')),
);

/**
 * The manual's backend behind routes of its own, with sessions by cookie, and the simulator as its Flinks. Tokens come from
 * the simulator itself, which lets a test say what happens with each.
 *
 * @param {{ after: (close: () => unknown) => void }} t closes both
 * @param {object} [options]
 * @param {boolean} [options.pkce]
 * @param {boolean} [options.takesRedirect] the bank sends people to the backend, not to the return page
 * @param {string} [options.simulate] what the bank does by itself
 * @param {Record<string, string>} [options.files] more to serve, by path
 * @param {readonly object[]} [options.providers] the list of banks
 */
export async function startShop(
  t,
  { pkce = false, takesRedirect = false, simulate, files = {}, providers = [] } = {},
) {
  const simulator = createSimulator();
  const connectOrigin = await serve(/** @type {any} */ (t), simulator.app.callback());
  const outbound = await startOutbound();
  t.after(() => {
    outbound.server.closeAllConnections();
    outbound.server.close();
  });
  /** @type {Map<string, any>} */
  const sessions = new Map();
  /** @type {{ backend?: any, connect?: any }} it has to know the address before it can be loaded */
  const loaded = {};

  /** @type {import('node:http').RequestListener} */
  const shop = async (request, response) => {
    const url = new URL(request.url ?? '', origin);
    const { backend } = loaded;
    const id = /shop=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
    const session = sessions.get(id) ?? {};
    sessions.set(id, session);
    response.setHeader('set-cookie', `shop=${id}; HttpOnly; SameSite=Lax; Path=/`);
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
      if (url.pathname === '/api/flinks/authorize') {
        const answer = backend.startAuthorization(session, JSON.parse(body));
        if (simulate) answer.url += `&simulate=${encodeURIComponent(simulate)}`;
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      } else if (url.pathname === '/api/flinks/code') {
        response.writeHead(await backend.acceptCode(session, JSON.parse(body))).end();
      } else if (url.pathname === '/api/flinks/token') {
        session.tokens = (session.tokens ?? 0) + 1;
        const token = simulator.world.tokens.mint(simulate ? { simulate } : {});
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ token }));
      } else if (url.pathname === '/api/flinks/login') {
        response.writeHead(loaded.connect.acceptLogin(session, JSON.parse(body))).end();
      } else if (url.pathname === '/api/flinks/providers') {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(providers));
      } else if (url.pathname === '/flinks/return') {
        response.writeHead(303, { location: await backend.takeReturn(session, url.searchParams) }).end();
      } else if (url.pathname === '/flinks/back.html') {
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...returnHeaders })
          .end(codeBlock(returnPage, 'src="/flinks-callback.js"'));
      } else {
        const file = files[url.pathname];
        const type = url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
        response.writeHead(file === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
        response.end(file);
      }
    } catch {
      response.writeHead(502).end();
    }
  };
  const origin = await serve(/** @type {any} */ (t), shop);

  const redirectUri = `${origin}${takesRedirect ? '/flinks/return' : '/flinks/back.html'}`;
  const { body: recipient } = await call(`${outbound.origin}/simulator/recipients`, {
    body: { redirectUris: [redirectUri] },
  });
  const env = {
    OUTBOUND_URL: outbound.origin,
    OUTBOUND_CLIENT_ID: recipient.clientId,
    OUTBOUND_CLIENT_SECRET: recipient.clientSecret,
    OUTBOUND_SCOPE: 'ACCOUNT_BASIC TRANSACTIONS',
    OUTBOUND_REDIRECT_URI: redirectUri,
    OUTBOUND_ISSUER: outbound.origin,
    ...(pkce && { OUTBOUND_PKCE: 'true' }),
  };
  Object.assign(process.env, env);
  const source = `${codeBlock('docs/backend/node.md', '// outbound.js')}\n// ${randomUUID()}`;
  loaded.backend = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  for (const name of Object.keys(env)) delete process.env[name];
  loaded.connect = await import(
    `data:text/javascript,${encodeURIComponent(codeBlock('docs/backend/node.md', '// flinks.js'))}`
  );

  return { origin, connectUrl: `${connectOrigin}/v2/`, outbound, sessions, redirectUri };
}
