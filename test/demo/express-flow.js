import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';

/** @typedef {import('./visitor.js').Visitor} Visitor */

/** @param {Visitor} browser @param {object} [body] @returns {Promise<{ url: string, id: string, tag: string }>} */
export async function start(browser, body = {}) {
  const { status, json, text } = await browser.ask('POST', '/api/express/start', {
    body: JSON.stringify(body),
  });
  assert.equal(status, 200, text);
  return { ...json, tag: new URL(json.url).searchParams.get('tag') };
}

/** @param {Visitor} browser @param {string} id @param {string} state */
export async function until(browser, id, state, deadline = Date.now() + 10_000) {
  for (;;) {
    const { json } = await browser.ask('GET', `/api/express/${id}`);
    if (json.state === state) return json;
    assert.ok(Date.now() < deadline, `still ${json.state}, not ${state}`);
  }
}

/** As Flinks documents it, worked out here on its own. @param {string | Buffer} body @param {string} secret */
export function sign(body, secret) {
  return createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('base64');
}

/** A webhook with one account. @param {string} tag @param {object} [more] */
export function accountsWebhook(tag, more = {}) {
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

/**
 * Posts a webhook as Flinks does: no cookie, no origin.
 *
 * @param {{ url: string, secret: string }} webhook
 * @param {object | string | Buffer} payload
 * @param {{ signature?: string, header?: string }} [options] signed as it should be by default
 */
export async function post({ url, secret }, payload, { signature, header = 'flinks-authenticity-key' } = {}) {
  const body = Buffer.isBuffer(payload) || typeof payload === 'string' ? payload : JSON.stringify(payload);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [header]: signature ?? sign(body, secret) },
    body: new Uint8Array(Buffer.from(/** @type {string} */ (body))),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
