import assert from 'node:assert/strict';

interface Cookie {
  origin: string;
  path: string;
  /** The name and the value, as they are sent. */
  pair: string;
}

/**
 * A user's browser without scripts: it keeps cookies by path, follows redirects within the bank, and fills in forms.
 */
export class BankVisitor {
  /** By origin, path and name. */
  #cookies = new Map<string, Cookie>();
  /** Every answer on the way: address, status and headers. */
  trail: { url: URL; status: number; headers: Headers }[] = [];
  readonly #language: string;

  constructor(language = 'en') {
    this.#language = language;
  }

  /** @returns the bank's page, or the address outside the bank that it was sent to */
  async go(address: string, options: RequestInit = {}): Promise<Page> {
    const url = new URL(address);
    const cookie = [...this.#cookies.values()]
      .filter(({ origin, path }) => origin === url.origin && url.pathname.startsWith(path))
      .map(({ pair }) => pair)
      .join('; ');
    const response = await fetch(url, {
      ...options,
      redirect: 'manual',
      headers: { ...options.headers, 'accept-language': this.#language, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(url.origin, line);
    this.trail.push({ url, status: response.status, headers: response.headers });
    const location = response.headers.get('location');
    const text = await response.text();
    if (!location) return new Page(this, url, response.status, response.headers, text);
    const next = new URL(location, url);
    return next.origin === url.origin
      ? this.go(next.href)
      : new Page(this, next, response.status, response.headers, '');
  }

  /** The whole way of a user who signs in and approves or refuses. */
  async decide(address: string, decision: 'approve' | 'refuse' = 'approve') {
    const login = await this.go(address);
    const consent = await login.submit('/sign-in', { username: 'Greatday', password: 'Everyday' });
    return consent.submit('/decision', {
      decision,
      ...(decision === 'approve' && { account: consent.accounts }),
    });
  }

  #keep(origin: string, line: string) {
    const [pair = ''] = line.split(';');
    const path = /path=([^;]*)/i.exec(line)?.[1] ?? '/';
    this.#cookies.set(`${origin} ${path} ${pair.split('=')[0]}`, { origin, path, pair });
  }
}

class Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  readonly #visitor: BankVisitor;

  constructor(visitor: BankVisitor, url: URL, status: number, headers: Headers, text: string) {
    this.#visitor = visitor;
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  /** The query, for a page that the bank sent the user back to. */
  get answer() {
    return Object.fromEntries(this.url.searchParams);
  }

  /** The values of the checkboxes. */
  get accounts() {
    return [...this.text.matchAll(/name="account" value="([^"]+)"/g)].map(([, value]) => String(value));
  }

  /** Sends the form that leads to `ending`. */
  submit(ending: string, fields: Record<string, string | string[]> = {}) {
    const [, action] =
      [...this.text.matchAll(/action="([^"]+)"/g)].find(([, each]) => each?.endsWith(ending)) ?? [];
    assert.ok(action, `no form for ${ending} on the page:\n${this.text}`);
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields))
      for (const value of [values].flat()) body.append(name, value);
    return this.#visitor.go(new URL(action, this.url).href, { method: 'POST', body });
  }
}
