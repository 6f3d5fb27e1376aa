import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Target } from '../../demo/simulator/express/webhooks.ts';
import { sign } from '../simulator/express-visitor.ts';
import { given } from '../simulator/simulator-server.ts';
import type { Visitor } from './visitor.ts';

/** What a session has started. */
interface Started {
  /** The address that the user is sent to. */
  url: string;
  id: string;
  tag: string;
}

export async function start(browser: Visitor, body: object = {}): Promise<Started> {
  const { status, json, text } = await browser.ask('POST', '/api/express/start', {
    body: JSON.stringify(body),
  });
  assert.equal(status, 200, text);
  const url = given(json.url);
  return { url, id: given(json.id), tag: new URL(url).searchParams.get('tag') ?? '' };
}

export async function until(browser: Visitor, id: string, state: string, deadline = Date.now() + 10_000) {
  for (;;) {
    const { json } = await browser.ask('GET', `/api/express/${id}`);
    if (json.state === state) return json;
    assert.ok(Date.now() < deadline, `still ${json.state}, not ${state}`);
  }
}

/** A webhook with one account. */
export function accountsWebhook(tag: string, more: object = {}) {
  return {
    ResponseType: 'GetAccountsDetail',
    HttpStatusCode: 200,
    Accounts: [{ Id: randomUUID(), Title: 'Chequing', Currency: 'CAD', Balance: { Current: 12.5 } }],
    Login: { Username: 'Greatday', Id: randomUUID() },
    Institution: 'FlinksCapital',
    RequestId: randomUUID(),
    Tag: tag,
    ...more,
  };
}

interface PostOptions {
  /** What the secret makes of the body by default. */
  signature?: string;
  header?: string;
}

/** Posts a webhook as Flinks does: no cookie, no origin. */
export async function post(
  { url, secret }: Target,
  payload: object | string | Buffer,
  { signature, header = 'flinks-authenticity-key' }: PostOptions = {},
) {
  const body = Buffer.isBuffer(payload) || typeof payload === 'string' ? payload : JSON.stringify(payload);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [header]: signature ?? sign(body, secret) },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
