import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { codeBlock } from '../docs/markdown.ts';
import type { TokenBody } from '../simulator/outbound-server.ts';
import { call, type Closer, type ControlBody, given, stop } from '../simulator/simulator-server.ts';
import { serve } from './demo-site.ts';

const returnPage = 'docs/guides/return-page.md';

/** The headers that the manual asks for on the page that users come back to. */
const returnHeaders = Object.fromEntries(
  codeBlock(returnPage, 'Referrer-Policy')
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [name = '', value = ''] = line.split(': ');
      return [name, value];
    }),
);

/** What the manual's backend keeps in a user's session. */
interface ShopSession {
  /** Tokens that were given out and not used. */
  tokens?: number;
  login?: object;
  linked?: { tokens: TokenBody };
  /** By state. */
  attempts?: Record<string, { at: number }>;
}

/** The manual's `outbound.js`. */
interface OutboundModule {
  startAuthorization(session: ShopSession, body: unknown): { url: string };
  /** @returns the status of the response */
  acceptCode(session: ShopSession, detail: unknown): Promise<number>;
  /** @returns where the redirect leads */
  takeReturn(session: ShopSession, query: URLSearchParams): Promise<string>;
}

/** The manual's `flinks.js`. */
interface ConnectModule {
  /** @returns the status of the response */
  acceptLogin(session: ShopSession, detail: unknown): number;
}

/** The JavaScript of the manual, as a module of its own. What it exports is for the manual and its tests to keep to. */
const importSource = <Module>(source: string): Promise<Module> =>
  import(`data:text/javascript,${encodeURIComponent(source)}`);

export interface ShopOptions {
  pkce?: boolean;
  /** The bank sends users to the backend, not to the return page. */
  takesRedirect?: boolean;
  /** What the bank does by itself. */
  simulate?: string;
  /** More to serve, by path. */
  files?: Record<string, string>;
  /** The list of banks. */
  providers?: readonly object[];
}

/**
 * The manual's backend behind routes of its own, with sessions by cookie, and the simulator as its Flinks. Tokens come
 * from the simulator itself, which lets a test say what happens with each.
 *
 * @param t - closes both
 */
export async function startShop(
  t: Closer,
  { pkce = false, takesRedirect = false, simulate, files = {}, providers = [] }: ShopOptions = {},
) {
  const simulator = createSimulator();
  const connectOrigin = await serve(t, simulator.app.callback());
  const outbound = await startOutbound();
  t.after(() => stop(outbound.server));
  const sessions = new Map<string, ShopSession>();
  /** It has to know the address before it can be loaded. */
  const loaded: { backend?: OutboundModule; connect?: ConnectModule } = {};

  const shop: RequestListener = async (request, response) => {
    const url = new URL(request.url ?? '', origin);
    const id = /shop=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
    const session = sessions.get(id) ?? {};
    sessions.set(id, session);
    response.setHeader('set-cookie', `shop=${id}; HttpOnly; SameSite=Lax; Path=/`);
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
      const [backend, connect] = [given(loaded.backend), given(loaded.connect)];
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
        response.writeHead(connect.acceptLogin(session, JSON.parse(body))).end();
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
  const origin = await serve(t, shop);

  const redirectUri = `${origin}${takesRedirect ? '/flinks/return' : '/flinks/back.html'}`;
  const { body: recipient } = await call<ControlBody>(`${outbound.origin}/simulator/recipients`, {
    body: { redirectUris: [redirectUri] },
  });
  const env = {
    OUTBOUND_URL: outbound.origin,
    OUTBOUND_CLIENT_ID: given(recipient.clientId),
    OUTBOUND_CLIENT_SECRET: given(recipient.clientSecret),
    OUTBOUND_SCOPE: 'ACCOUNT_BASIC TRANSACTIONS',
    OUTBOUND_REDIRECT_URI: redirectUri,
    OUTBOUND_ISSUER: outbound.origin,
    ...(pkce && { OUTBOUND_PKCE: 'true' }),
  };
  Object.assign(process.env, env);
  const source = `${codeBlock('docs/backend/node.md', '// outbound.js')}\n// ${randomUUID()}`;
  loaded.backend = await importSource<OutboundModule>(source);
  for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  loaded.connect = await importSource<ConnectModule>(codeBlock('docs/backend/node.md', '// flinks.js'));

  return { origin, connectUrl: `${connectOrigin}/v2/`, outbound, sessions, redirectUri };
}
