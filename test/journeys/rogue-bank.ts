import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { listen } from '../simulator/simulator-server.ts';
import { patience } from './until.ts';

/** What a bank may say to a user's browser as it sends it back. */
export interface Asked {
  /** Of this request. */
  state: string;
  /** A fresh one. */
  code: string;
  /** A fresh one. */
  loginId: string;
  /** What this bank is called. */
  iss: string;
  /** What was answered to the request before this one. */
  before: Asked | undefined;
}

/** A bank at http://127.0.0.1 that sends users back with whatever a test says. */
export interface RogueBank {
  server: http.Server;
  origin: string;
  /** Gives what stands behind the redirect URI, its question mark included. */
  answer: (asked: Asked) => string | Promise<string>;
  /** The last request. */
  asked: Asked | undefined;
  /** The next request, as soon as it is there. */
  visit: () => Promise<Asked>;
  /** An authorize URL. */
  authorize: (state: string, redirectUri: string) => URL;
}

export async function startRogueBank(): Promise<RogueBank> {
  let before: Asked | undefined;
  const visits = new EventEmitter<{ visit: [Asked] }>();
  const server = http.createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', bank.origin);
    if (pathname !== '/authorize') return response.writeHead(404).end();
    const secret = () => randomBytes(24).toString('base64url');
    const state = searchParams.get('state') ?? '';
    const asked = { state, code: secret(), loginId: secret(), iss: bank.origin, before };
    bank.asked = asked;
    visits.emit('visit', asked);
    const location = searchParams.get('redirect_uri') + (await bank.answer(asked));
    before = asked;
    return response.writeHead(302, { location, 'Cache-Control': 'no-store' }).end();
  });
  const bank: RogueBank = {
    server,
    origin: await listen(server, '127.0.0.1'),
    answer: () => '',
    asked: undefined,
    async visit() {
      const [asked]: Asked[] = await once(visits, 'visit', { signal: AbortSignal.timeout(patience) });
      assert.ok(asked);
      return asked;
    },
    authorize(state, redirectUri) {
      const url = new URL('/authorize', bank.origin);
      url.search = String(new URLSearchParams({ state, redirect_uri: redirectUri }));
      return url;
    },
  };
  return bank;
}
