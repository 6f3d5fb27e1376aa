import assert from 'node:assert/strict';

/**
 * A browser as far as the backend can tell: it keeps cookies, says where a request comes from, and remembers everything
 * it was sent.
 */
export class Visitor {
  #origin;
  #cookie = '';
  #attempts = 0;
  /** Every answer, headers and body, for looking through. */
  received = '';

  /** @param {string} origin */
  constructor(origin) {
    this.#origin = origin;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body?: string, type?: string, headers?: Record<string, string>, from?: 'same-origin' | 'nowhere' }} [options]
   */
  async ask(
    method,
    path,
    { body, type = 'text/plain;charset=UTF-8', headers = {}, from = 'same-origin' } = {},
  ) {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(body !== undefined && { 'content-type': type }),
        ...(from === 'same-origin' && { 'sec-fetch-site': 'same-origin', origin: this.#origin }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    this.received += `${JSON.stringify([...response.headers])}\n${text}\n`;
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  /** @returns {Promise<string>} */
  async token() {
    const { status, json } = await this.ask('POST', '/api/flinks/token');
    assert.equal(status, 200);
    return json.token;
  }

  /**
   * Hands over a login the way the documented snippet does.
   *
   * @param {string} loginId
   * @param {object} [more]
   */
  login(loginId, more = {}) {
    const attemptId = `attempt-${++this.#attempts}`;
    const detail = { type: 'login', flow: 'connect', loginId, accountIds: [], attemptId, ...more };
    return this.ask('POST', '/api/flinks/login', { body: JSON.stringify(detail) });
  }

  /**
   * Links a login and waits for its accounts.
   *
   * @param {string} loginId
   * @param {object} [more]
   */
  async link(loginId, more) {
    await this.token();
    const { status, text } = await this.login(loginId, more);
    assert.equal(status, 204, text);
    return this.until('ready');
  }

  /**
   * @param {string} state
   * @returns {Promise<any>} the link once it is there
   */
  async until(state, deadline = Date.now() + 10_000) {
    for (;;) {
      const { json } = await this.ask('GET', '/api/link');
      if (json.state === state) return json;
      assert.ok(Date.now() < deadline, `still ${json.state}, not ${state}`);
    }
  }

  get cookie() {
    return this.#cookie;
  }
}

/**
 * @param {string} text
 * @returns {any}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
