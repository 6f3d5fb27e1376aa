import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';

/**
 * What the shop's backend does for a page: makes authorize URLs, takes redirects, and exchanges codes.
 *
 * @param {object} options
 * @param {string} options.origin - of the shop
 * @param {{ clientId: string, clientSecret: string }} options.client
 * @param {{ origin: string }} options.bank
 * @param {string} options.flinksOrigin
 * @param {Awaited<ReturnType<typeof import('./rogue-bank.js').startRogueBank>>} options.rogue
 */
export function createBackend({ origin, client, bank, flinksOrigin, rogue }) {
  /** @type {{ url: string, state: string, reason: string | null, redeemed?: boolean }[]} */
  const issued = [];

  /** @param {URLSearchParams} query - what the page asks for @param {string} state */
  function addressOf(query, state, simulate = query.get('simulate') ?? '') {
    const redirectUri = origin + (query.get('back') ?? '/callback');
    if (query.has('rogue')) return rogue.authorize(state, redirectUri);
    const custom = query.get('flow') === 'custom';
    const url = new URL(custom ? `${flinksOrigin}/v3/oauth/authorize` : `${bank.origin}/api/v1/authorize`);
    const own = custom
      ? { institution_id: '14' }
      : { response_type: 'code', client_id: client.clientId, scope: 'ACCOUNT_BASIC', provider_id: '1000' };
    url.search = String(new URLSearchParams({ redirect_uri: redirectUri, state, ...own, simulate }));
    return url;
  }

  const exchange = (code, path = '/callback') =>
    fetch(`${bank.origin}/api/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        code,
        redirect_uri: origin + path,
      }),
    });

  /** Exchanges a code whose state it has issued, and that nobody has come with before. Returns whether it did. */
  async function redeem({ state, code }, path) {
    const link = issued.find(each => each.state === state);
    if (!link || link.redeemed || !code) return false;
    link.redeemed = true;
    return (await exchange(code, path)).ok;
  }

  return {
    issued,
    exchange,
    redeem,
    /** An authorize URL with a state that only the backend knows. */
    async authorize(query, simulate) {
      const state = randomBytes(32).toString('base64url');
      await after(Number(query.get('wait') ?? 0), undefined, { ref: false });
      const url = addressOf(query, state, simulate).href;
      issued.push({ url, state, reason: query.get('reason') });
      return { url };
    },
    /** Takes the redirect: the page learns no more than how it went. */
    async take(query) {
      const { state, code, error = 'server_error' } = Object.fromEntries(query);
      const linked = await redeem({ state, code }, '/taken');
      return `/shop?${new URLSearchParams({ state, ...(linked ? { status: 'linked' } : { error }) })}`;
    },
  };
}
