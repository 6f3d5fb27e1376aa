import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { RogueBank } from './rogue-bank.ts';

/** An address that the backend has given to a page. */
interface Issued {
  url: string;
  state: string;
  reason: string | null;
  redeemed?: boolean;
}

/** What comes back from the bank. */
interface Answer {
  state?: string | undefined;
  code?: string | undefined;
}

interface BackendOptions {
  /** Of the shop. */
  origin: string;
  client: { clientId: string; clientSecret: string };
  bank: { origin: string };
  flinksOrigin: string;
  /** Asked where the page says so. */
  rogue: RogueBank | undefined;
}

/** What the shop's backend does for a page: makes authorize URLs, takes redirects, and exchanges codes. */
export function createBackend({ origin, client, bank, flinksOrigin, rogue }: BackendOptions) {
  const issued: Issued[] = [];

  /** @param query - what the page asks for */
  function addressOf(query: URLSearchParams, state: string, simulate = query.get('simulate') ?? '') {
    const redirectUri = origin + (query.get('back') ?? '/callback');
    if (rogue && query.has('rogue')) return rogue.authorize(state, redirectUri);
    const custom = query.get('flow') === 'custom';
    const url = new URL(custom ? `${flinksOrigin}/v3/oauth/authorize` : `${bank.origin}/api/v1/authorize`);
    const own = custom
      ? { institution_id: '14' }
      : { response_type: 'code', client_id: client.clientId, scope: 'ACCOUNT_BASIC', provider_id: '1000' };
    url.search = String(new URLSearchParams({ redirect_uri: redirectUri, state, ...own, simulate }));
    return url;
  }

  const exchange = (code: string, path = '/callback') =>
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

  /**
   * Exchanges a code, once, where the backend has issued its state.
   *
   * @returns whether it did
   */
  async function redeem({ state, code }: Answer, path?: string) {
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
    async authorize(query: URLSearchParams, simulate?: string) {
      const state = randomBytes(32).toString('base64url');
      await after(Number(query.get('wait') ?? 0), undefined, { ref: false });
      const url = addressOf(query, state, simulate).href;
      issued.push({ url, state, reason: query.get('reason') });
      return { url };
    },
    /** Takes the redirect: the page learns no more than how it went. */
    async take(query: URLSearchParams) {
      const { state = '', code, error = 'server_error' } = Object.fromEntries(query);
      const linked = await redeem({ state, code }, '/taken');
      return `/shop?${new URLSearchParams({ state, ...(linked ? { status: 'linked' } : { error }) })}`;
    },
  };
}
