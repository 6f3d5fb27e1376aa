import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  accountDetails,
  accountSummary,
  customerView,
  paymentNetworks,
  statements,
  transactionView,
} from '../../demo/simulator/outbound/fdx-views.ts';
import { startOutbound as start } from '../../demo/simulator/outbound/index.ts';
import { BankVisitor } from './bank-visitor.ts';
import { call, type Closer, type ControlBody, given, stop } from './simulator-server.ts';

/** Nothing listens there: the visitor does not follow. */
export const redirectUri = 'https://app.example/callback?env=test';

/** The same without a query of its own, which the client library would take off. */
export const plainRedirectUri = 'https://app.example/callback';

export const allScopes =
  'ACCOUNT_BASIC ACCOUNT_DETAILED ACCOUNT_PAYMENTS TRANSACTIONS STATEMENTS CUSTOMER_CONTACT CUSTOMER_PERSONAL';

/** What the token endpoint answers (RFC 6749, 5.1 and 5.2). */
export interface TokenBody {
  access_token?: string;
  refresh_token?: string;
  token_type?: string;
  expires_in?: number;
  scope?: string;
  error?: string;
  error_description?: string;
}

/** What the data calls answer, as far as tests look: a list, or what is wrong. */
export interface FdxBody {
  accounts?: ReturnType<typeof accountSummary>[];
  transactions?: ReturnType<typeof transactionView>[];
  customers?: FdxCustomer[];
  statements?: ReturnType<typeof statements>;
  paymentNetworks?: ReturnType<typeof paymentNetworks>;
  page?: { nextOffset?: string; totalElements: number };
  links?: { next?: { href: string } };
  code?: number;
  message?: string;
  error?: string;
}

/** What stands in an object that names its kind: `{ depositAccount: { … } }`. */
export const inner = <Fields>(wrapped: Partial<Record<string, Fields>> | undefined): Fields =>
  given(Object.values(given(wrapped))[0]);

export type FdxDetails = ReturnType<typeof accountDetails>;

export type FdxCustomer = ReturnType<typeof customerView>;

/** One bank of the lists of providers. */
export interface ProviderBody {
  provider_id: number;
  name: string;
  status: string;
  country: string;
}

/** A recipient's registration with one bank. */
export interface RegistrationBody {
  registration_status: string;
}

/**
 * The open banking side on a port of its own, with a registered recipient.
 *
 * @param t - closes it
 */
export async function startOutbound(t: Closer, options?: Parameters<typeof start>[0]) {
  const outbound = await start(options);
  const { origin } = outbound;
  t.after(() => stop(outbound.server));
  const { body: recipient } = await call<ControlBody>(`${origin}/simulator/recipients`, {
    body: { redirectUris: [redirectUri, plainRedirectUri] },
  });
  const clientId = given(recipient.clientId);
  const clientSecret = given(recipient.clientSecret);

  /** @param parameters - an undefined one is left out */
  const authorizeUrl = (parameters: Record<string, string | undefined> = {}) => {
    const query = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: allScopes,
      state: randomUUID(),
      provider_id: '1000',
      ...parameters,
    };
    const url = new URL('/api/v1/authorize', origin);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
  };

  const token = (body: Record<string, unknown>) =>
    call<TokenBody>(`${origin}/api/v1/token`, {
      body: { client_id: clientId, client_secret: clientSecret, ...body },
    });

  const exchange = (code: string, more: Record<string, unknown> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });

  return {
    ...outbound,
    clientId,
    clientSecret,
    authorizeUrl,
    token,
    exchange,

    /** A consent without a user, exchanged. */
    async tokens(parameters?: Record<string, string | undefined>) {
      const { answer } = await new BankVisitor().go(authorizeUrl({ simulate: 'auto', ...parameters }));
      assert.ok(answer.code, JSON.stringify(answer));
      const { body } = await exchange(answer.code);
      return { ...body, access_token: given(body.access_token) };
    },

    async clientToken() {
      const { body } = await token({ grant_type: 'client_credentials', scope: 'client:admin' });
      return given(body.access_token);
    },

    /** @param path - below the origin */
    ask<Body = FdxBody>(path: string, accessToken: string, method = 'GET') {
      const address = path.startsWith('http') ? path : `${origin}${path}`;
      return call<Body>(address, { method, headers: { authorization: `Bearer ${accessToken}` } });
    },
  };
}

export type RunningOutbound = Awaited<ReturnType<typeof startOutbound>>;
