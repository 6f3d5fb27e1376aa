import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startOutbound as start } from '../../demo/simulator/outbound/index.ts';
import { BankVisitor } from './bank-visitor.js';
import { call, stop } from './simulator-server.js';

/** Nothing listens there: the visitor does not follow. */
export const redirectUri = 'https://app.example/callback?env=test';

/** The same without a query of its own, which the client library would take off. */
export const plainRedirectUri = 'https://app.example/callback';

export const allScopes =
  'ACCOUNT_BASIC ACCOUNT_DETAILED ACCOUNT_PAYMENTS TRANSACTIONS STATEMENTS CUSTOMER_CONTACT CUSTOMER_PERSONAL';

/**
 * The open banking side on a port of its own, with a registered recipient.
 *
 * @param {import('node:test').TestContext | { after: (close: () => Promise<void>) => void }} t closes it
 * @param {Parameters<typeof start>[0]} [options]
 */
export async function startOutbound(t, options) {
  const outbound = await start(options);
  const { origin } = outbound;
  t.after(() => stop(outbound.server));
  const { body: recipient } = await call(`${origin}/simulator/recipients`, {
    body: { redirectUris: [redirectUri, plainRedirectUri] },
  });
  const { clientId, clientSecret } = recipient;

  /** @param {Record<string, string | undefined>} [parameters] an undefined one is left out */
  const authorizeUrl = (parameters = {}) => {
    const query = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: allScopes,
      state: randomUUID(),
      provider_id: '1000',
      ...parameters,
    };
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    return `${origin}/api/v1/authorize?${new URLSearchParams(/** @type {[string, string][]} */ (given))}`;
  };

  /** @param {Record<string, unknown>} body */
  const token = body =>
    call(`${origin}/api/v1/token`, {
      body: { client_id: clientId, client_secret: clientSecret, ...body },
    });

  /** @param {string} code @param {Record<string, unknown>} [more] */
  const exchange = (code, more = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });

  return {
    ...outbound,
    clientId,
    clientSecret,
    authorizeUrl,
    token,
    exchange,

    /** A consent without a person, exchanged. @param {Record<string, string | undefined>} [parameters] */
    async tokens(parameters) {
      const { answer } = await new BankVisitor().go(authorizeUrl({ simulate: 'auto', ...parameters }));
      assert.ok(answer.code, JSON.stringify(answer));
      return (await exchange(answer.code)).body;
    },

    async clientToken() {
      const { body } = await token({ grant_type: 'client_credentials', scope: 'client:admin' });
      return body.access_token;
    },

    /** @param {string} path below the origin @param {string} accessToken @param {string} [method] */
    ask(path, accessToken, method = 'GET') {
      const address = path.startsWith('http') ? path : `${origin}${path}`;
      return call(address, { method, headers: { authorization: `Bearer ${accessToken}` } });
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startOutbound>>} RunningOutbound */
