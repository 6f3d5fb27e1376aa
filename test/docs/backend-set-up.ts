import type { TestContext } from 'node:test';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import { call, type ControlBody, given, startSimulator, stop } from '../simulator/simulator-server.ts';
import { type Fields, listOf, objectOf, stringOf } from '../support/json.ts';
import { type Language, startBackend } from './backends.ts';

export const redirectUri = 'https://shop.example/flinks/back.html?env=test';
export const webhookSecret = 'the-wébhook-secret';

/** The session of a user, by its name. */
interface Session {
  session: string;
}

export const session: Session = { session: 'a person' };

interface BackendOptions {
  /** How long the simulator collects data. */
  pendingMs?: number;
  /** Variables in the place of the simulator's. */
  env?: Record<string, string>;
}

/**
 * A backend with all that it asks for.
 *
 * @param t - closes it
 */
export async function setUp(
  t: TestContext,
  language: Language,
  { pendingMs = 0, env = {} }: BackendOptions = {},
) {
  const simulator = await startSimulator({ pendingMs, customRedirectUris: [redirectUri] });
  const outbound = await startOutbound();
  t.after(() => Promise.all([simulator.close(), stop(outbound.server)]));
  const { body: recipient } = await call<ControlBody>(`${outbound.origin}/simulator/recipients`, {
    body: { redirectUris: [redirectUri] },
  });
  const backend = startBackend(language, {
    FLINKS_API_URL: simulator.origin,
    FLINKS_CUSTOMER_ID: simulator.customerId,
    FLINKS_SECRET_KEY: simulator.secretKey,
    FLINKS_API_KEY: simulator.apiKey,
    FLINKS_POLL_SECONDS: '0.02',
    FLINKS_WEBHOOK_SECRET: webhookSecret,
    OUTBOUND_URL: outbound.origin,
    OUTBOUND_CLIENT_ID: given(recipient.clientId),
    OUTBOUND_CLIENT_SECRET: given(recipient.clientSecret),
    OUTBOUND_SCOPE: 'ACCOUNT_BASIC TRANSACTIONS',
    OUTBOUND_REDIRECT_URI: redirectUri,
    OUTBOUND_ISSUER: outbound.origin,
    CUSTOM_REDIRECT_URI: redirectUri,
    ...env,
  });
  t.after(() => backend.close());
  /** An authorize URL that was asked for, and what the bank answers to it. */
  const visit = async (who: Session = session, simulate = 'auto') => {
    const url = urlIn(await backend.call('startAuthorization', who, { providerId: '1000' }));
    const { answer, url: back } = await new BankVisitor().go(`${url}&simulate=${simulate}`);
    return { url: new URL(url), back, detail: { type: 'code', ...answer }, state: answer.state ?? '' };
  };
  const exchanged = async (state: string) => {
    const authorization = `${outbound.origin}/simulator/authorizations?state=${state}`;
    return objectOf((await call(authorization, { method: 'GET' })).body, 'the authorization').exchanged;
  };
  return { ...backend, simulator, visit, exchanged };
}

/** The address in what the backend answers to a page that wants to link a bank. */
export const urlIn = (answer: unknown): string => stringOf(objectOf(answer, 'the answer').url, 'its url');

/** The login in a session. */
export const loginIn = (looked: unknown): Fields =>
  objectOf(objectOf(looked, 'the session').login, 'its login');

/** What is read of an account of Flinks. */
interface Account {
  readonly id: string;
  readonly transactions: readonly unknown[];
}

/** The accounts that the backend has read. */
export const accountsIn = (answer: unknown): readonly Account[] =>
  listOf(objectOf(answer, 'the answer').accounts, 'its accounts').map(account => {
    const { Id, Transactions } = objectOf(account, 'an account');
    return { id: stringOf(Id, 'its id'), transactions: listOf(Transactions, 'its transactions') };
  });
