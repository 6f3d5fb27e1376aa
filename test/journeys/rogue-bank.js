import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { patience } from './until.js';

/**
 * What a bank may say to a person's browser as it sends it back.
 *
 * @typedef {object} Asked
 * @property {string} state - of this request
 * @property {string} code - a fresh one
 * @property {string} loginId - a fresh one
 * @property {string} iss - what this bank is called
 * @property {Asked | undefined} before - what was answered to the request before this one
 */

/**
 * A bank at http://127.0.0.1 that sends people back with whatever a test says: `answer` gives what stands behind the
 * redirect URI, its question mark included.
 */
export async function startRogueBank() {
  /** @type {Asked | undefined} */
  let before;
  const visits = new EventEmitter();
  const server = http.createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', bank.origin);
    if (pathname !== '/authorize') return response.writeHead(404).end();
    const secret = () => randomBytes(24).toString('base64url');
    const state = searchParams.get('state') ?? '';
    bank.asked = { state, code: secret(), loginId: secret(), iss: bank.origin, before };
    visits.emit('visit', bank.asked);
    const location = searchParams.get('redirect_uri') + (await bank.answer(bank.asked));
    before = bank.asked;
    return response.writeHead(302, { location, 'Cache-Control': 'no-store' }).end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bank = {
    server,
    origin: `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`,
    /** @type {(asked: Asked) => string | Promise<string>} */
    answer: () => '',
    /** @type {Asked | undefined} the last request */
    asked: undefined,
    /** The next request, as soon as it is there. @returns {Promise<Asked>} */
    visit: async () => (await once(visits, 'visit', { signal: AbortSignal.timeout(patience) }))[0],
    /** An authorize URL. */
    authorize(state, redirectUri) {
      const url = new URL('/authorize', bank.origin);
      url.search = String(new URLSearchParams({ state, redirect_uri: redirectUri }));
      return url;
    },
  };
  return bank;
}
