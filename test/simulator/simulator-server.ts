import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { bankOf, describeLogin, link } from '../../demo/simulator/api/answers.ts';
import { createSimulator, type SimulatorOptions } from '../../demo/simulator/index.ts';
import type { Consents } from '../../demo/simulator/outbound/consents.ts';
import type { Recipient } from '../../demo/simulator/outbound/recipients.ts';
import type { Account } from '../../demo/simulator/world/accounts.ts';
import { portOf } from '../../scripts/port-of.ts';

/** A simulator on a port of its own, with a clock that a test can move. */
export async function startSimulator(options: SimulatorOptions = {}) {
  let ahead = 0;
  const simulator = createSimulator({ pendingMs: 0, now: () => Date.now() + ahead, ...options });
  const server = createServer(simulator.app.callback());
  const origin = await listen(server, '127.0.0.1');
  return {
    ...simulator,
    origin,
    api: `${origin}/v3/${simulator.customerId}`,
    passTime(ms: number) {
      ahead += ms;
    },
    close: () => stop(server),
  };
}

export type RunningSimulator = Awaited<ReturnType<typeof startSimulator>>;

/** Closes what was started for it: the context of a test, or a stand-in. */
export interface Closer {
  after: (close: () => unknown) => void;
}

/** @returns its origin */
export async function listen(server: Server, host: string): Promise<string> {
  await once(server.listen(0, host), 'listening');
  return `http://${host}:${portOf(server)}`;
}

export async function stop(server: Server) {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

/** A response whose body is JSON. Tests assert what is in it: each field may be missing. */
export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

/** What the API of Flinks answers, as far as tests look. */
export interface FlinksBody extends Partial<ReturnType<typeof bankOf>> {
  HttpStatusCode?: number;
  FlinksCode?: string;
  Message?: string;
  Token?: string;
  RequestId?: string;
  Login?: ReturnType<typeof describeLogin>;
  Tag?: string;
  SecurityChallenges?: { Type: string; Prompt: string }[];
  Questions?: { Question: string }[];
  Accounts?: Account[];
  /** The login's id, and the attributes. */
  Card?: Record<string, string | number>;
  /** The transactions behind each attribute. */
  AttributesDetails?: Record<string, { Credit: number }[]>;
  Links?: ReturnType<typeof link>[];
}

/** What the simulator answers to a test that sets it up. */
export interface ControlBody
  extends
    Partial<Pick<Recipient, 'clientId' | 'clientSecret'>>,
    Partial<ReturnType<Consents['authorization']>> {
  token?: string;
  loginId?: string;
  requestId?: string;
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What must be there. */
export function given<Value>(value: Value | null | undefined): Value {
  assert.ok(value !== null && value !== undefined, 'something is not there');
  return value;
}

export async function call<Body = FlinksBody>(
  url: string,
  { method = 'POST', headers = {}, body }: Call = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // Every field of a body may be missing: a test asserts what it needs.
  return {
    status: response.status,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

/** What a host needs for its own calls. */
type ApiAccess = Pick<RunningSimulator, 'api' | 'secretKey'>;

export async function mintToken({ api, secretKey }: ApiAccess) {
  const { body } = await call(`${api}/BankingServices/GenerateAuthorizeToken`, {
    headers: { 'flinks-auth-key': secretKey },
  });
  return given(body.Token);
}

/** One call of /Authorize with a token of its own. */
export async function authorize(simulator: ApiAccess, body: object) {
  const headers = { 'flinks-auth-key': await mintToken(simulator) };
  return call(`${simulator.api}/BankingServices/Authorize`, { headers, body });
}

export async function linkedLogin(simulator: RunningSimulator, username = 'greatday_nomfa') {
  const { body } = await call<ControlBody>(`${simulator.origin}/simulator/logins`, { body: { username } });
  return given(body.loginId);
}
