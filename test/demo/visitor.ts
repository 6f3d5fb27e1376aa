import assert from 'node:assert/strict';
import type { Handoffs } from '../../demo/server/express/handoffs.ts';
import type { Link } from '../../demo/server/link.ts';
import type { OutboundLink } from '../../demo/server/outbound/outbound-link.ts';
import type { Refusal } from '../../demo/server/refusal.ts';
import { given } from '../simulator/simulator-server.ts';

type LinkView = ReturnType<Link['view']>;
type HandoffView = NonNullable<ReturnType<Handoffs['view']>>;
type OutboundLinkView = ReturnType<OutboundLink['view']>;

/** What the demo's backend answers, as far as tests look: each field may be missing. */
export interface HostBody
  extends
    Partial<Omit<LinkView, 'state'>>,
    Partial<Omit<HandoffView, 'state'>>,
    Partial<Omit<OutboundLinkView, 'state'>> {
  error?: Pick<Refusal, 'code' | 'message'>;
  /** How far a link or a hand-off is, or the value that comes back from a bank. */
  state?: string;
  token?: string;
  /** Where a page sends the user. */
  url?: string;
}

interface AskOptions {
  body?: string;
  /** The media type of the body: that of a `fetch` with text by default. */
  type?: string;
  headers?: Record<string, string>;
  from?: 'same-origin' | 'nowhere';
}

interface HostAnswer<Body> {
  status: number;
  headers: Headers;
  text: string;
  /** No field is in what is no JSON. */
  json: Body;
}

/**
 * A browser as far as the backend can tell: it keeps cookies, says where a request comes from, and remembers everything
 * it was sent.
 */
export class Visitor {
  readonly #origin: string;
  #cookie = '';
  #attempts = 0;
  /** Every answer, headers and body, for looking through. */
  received = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async ask<Body = HostBody>(
    method: string,
    path: string,
    { body, type = 'text/plain;charset=UTF-8', headers = {}, from = 'same-origin' }: AskOptions = {},
  ): Promise<HostAnswer<Body>> {
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
    // Every field may be missing: a test asserts what it needs.
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
  }

  async token(): Promise<string> {
    const { status, json } = await this.ask('POST', '/api/flinks/token');
    assert.equal(status, 200);
    return given(json.token);
  }

  /** Hands over a login the way the documented snippet does. */
  login(loginId: string, more: object = {}) {
    const attemptId = `attempt-${++this.#attempts}`;
    const detail = { type: 'login', flow: 'connect', loginId, accountIds: [], attemptId, ...more };
    return this.ask('POST', '/api/flinks/login', { body: JSON.stringify(detail) });
  }

  /** Links a login and waits for its accounts. */
  async link(loginId: string, more?: object) {
    await this.token();
    const { status, text } = await this.login(loginId, more);
    assert.equal(status, 204, text);
    return this.until('ready');
  }

  /** @returns the link once it is there */
  async until(state: string, deadline = Date.now() + 10_000): Promise<HostBody> {
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
