import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';
import { linkByPage } from './outbound-flow.ts';

const good = { type: 'login', flow: 'connect', loginId: 'a-login', accountIds: [], attemptId: 'one' };

const malformed = {
  'no JSON': 'type=login',
  'no object': '[]',
  null: 'null',
  'another type': JSON.stringify({ ...good, type: 'code' }),
  'another flow': JSON.stringify({ ...good, flow: 'outbound' }),
  'no loginId': JSON.stringify({ ...good, loginId: undefined }),
  'a loginId that is no text': JSON.stringify({ ...good, loginId: { $ne: '' } }),
  'a loginId that climbs': JSON.stringify({ ...good, loginId: '..' }),
  'a loginId with a slash': JSON.stringify({ ...good, loginId: 'a/../b' }),
  'a loginId with a line break': JSON.stringify({ ...good, loginId: 'a\nb' }),
  'a loginId without an end': JSON.stringify({ ...good, loginId: 'a'.repeat(300) }),
  'no account ids': JSON.stringify({ ...good, accountIds: undefined }),
  'account ids that are no text': JSON.stringify({ ...good, accountIds: [1] }),
  'account ids without an end': JSON.stringify({ ...good, accountIds: Array(300).fill('a') }),
  'no attempt': JSON.stringify({ ...good, attemptId: undefined }),
  'an institution that is no text': JSON.stringify({ ...good, institution: 14 }),
};

for (const [name, body] of Object.entries(malformed))
  test(`refuses a login with ${name}, and does not repeat it`, async t => {
    const { visitor } = await startSite(t);
    const browser = visitor();
    await browser.token();
    const { status, json, text } = await browser.ask('POST', '/api/flinks/login', { body });
    assert.equal(status, 400);
    assert.equal(json.error?.code, 'malformed');
    assert.doesNotMatch(text, /a-login|\.\.|\$ne/);
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
  });

test('refuses a body that is too large', async t => {
  const { visitor } = await startSite(t);
  const body = JSON.stringify({ ...good, tag: 'x'.repeat(20_000) });
  const { status, json } = await visitor().ask('POST', '/api/flinks/login', { body });
  assert.equal(status, 413);
  assert.equal(json.error?.code, 'too-large');
});

const changes = [
  ['POST', '/api/flinks/token'],
  ['POST', '/api/flinks/login'],
  ['POST', '/api/link/refresh'],
  ['DELETE', '/api/link'],
  ['POST', '/link'],
  ['POST', '/api/outbound/start'],
  ['POST', '/api/outbound/code'],
  ['DELETE', '/api/outbound/link'],
  ['POST', '/api/custom/start'],
  ['POST', '/api/express/start'],
  ['POST', '/api/flinks/authorize'],
  ['POST', '/api/flinks/code'],
  ['POST', '/api/flinks/custom'],
  ['POST', '/api/flinks/express'],
];
const elsewhere: Record<string, Record<string, string>> = {
  'another site': { 'sec-fetch-site': 'cross-site' },
  'a neighbour on the same site': { 'sec-fetch-site': 'same-site' },
  'the address bar': { 'sec-fetch-site': 'none' },
  'another origin': { origin: 'http://evil.example' },
  'an origin that begins like ours': { origin: 'http://127.0.0.1.evil.example' },
  'an opaque origin': { origin: 'null' },
  'an origin against its own word': { 'sec-fetch-site': 'same-origin', origin: 'http://evil.example' },
  'no browser': {},
};

for (const [name, headers] of Object.entries(elsewhere))
  test(`refuses changes that come from ${name}`, async t => {
    const { visitor, customer } = await startSite(t);
    const browser = visitor();
    await browser.link(await customer.signIn());
    for (const [method = '', path = ''] of changes) {
      const { status, json } = await browser.ask(method, path, { from: 'nowhere', headers });
      assert.equal(status, 403, `${method} ${path}`);
      assert.equal(json.error?.code, 'cross-site');
    }
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'ready');
  });

for (const site of ['cross-site', 'same-site'])
  test(`asks neither Flinks nor a bank for what a ${site} page reads`, async t => {
    const { visitor, customer, asked } = await startSite(t);
    const browser = visitor();
    await browser.link(await customer.signIn());
    await linkByPage(browser);
    const tokens = asked('POST', 'token');
    for (const [path, name] of [
      ['/api/providers', 'providers'],
      ['/API/flinks/providers', 'providers'],
      ['/api/outbound/providers', 'providers'],
      ['/api/outbound/accounts', 'accounts'],
      ['/api/outbound/link'],
      ['/api/link'],
      ['/api/express'],
    ] as const) {
      const headers = { 'sec-fetch-site': site };
      const { status, json } = await browser.ask('GET', path, { from: 'nowhere', headers });
      assert.deepEqual([status, json.error?.code], [403, 'cross-site'], path);
      if (name) assert.equal(asked('GET', name), 0, path);
    }
    assert.equal(asked('POST', 'token'), tokens);
  });

test('lets the user read the API by the address bar', async t => {
  const { visitor } = await startSite(t);
  const headers = { 'sec-fetch-site': 'none' };
  assert.equal((await visitor().ask('GET', '/api/link', { from: 'nowhere', headers })).status, 200);
});

test('takes a change from a browser that sends Origin alone', async t => {
  const { visitor, origin } = await startSite(t);
  const { status } = await visitor().ask('POST', '/api/flinks/token', {
    from: 'nowhere',
    headers: { origin },
  });
  assert.equal(status, 200);
});

test('gives no session over plain http to another machine', async t => {
  const { origin } = await startSite(t);
  const host = 'demo.example';
  const status: number | undefined = await new Promise((resolve, reject) => {
    const headers = { host, origin: `http://${host}` };
    const asked = request(`${origin}/api/flinks/token`, { method: 'POST', headers });
    asked.on('response', response => resolve(response.resume().statusCode)).on('error', reject);
    asked.end();
  });
  assert.equal(status, 403);
});

test('stops giving tokens to a session that asks without an end', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  for (let count = 0; count < 60; count++) await browser.token();
  const { status, json } = await browser.ask('POST', '/api/flinks/token');
  assert.equal(status, 429);
  assert.equal(json.error?.code, 'too-many-tokens');
});

test('sends the policy that the element promises to work under, with every answer', async t => {
  const { visitor, config } = await startSite(t);
  const browser = visitor();
  for (const path of ['/', '/inline', '/form', '/api/link', '/assets/base.css', '/nowhere']) {
    const { headers } = await browser.ask('GET', path);
    const policy = headers.get('content-security-policy')?.split('; ');
    assert.deepEqual(policy, [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      `frame-src ${new URL(config.connectUrl).origin}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin-allow-popups');
    assert.ok(headers.get('referrer-policy'));
    if (!path.startsWith('/assets') && path !== '/nowhere')
      assert.equal(headers.get('cache-control'), 'no-store');
  }
});

test('serves no file outside the folders of the pages', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  for (const path of [
    '/assets/..%2fform.html',
    '/assets/%2e%2e%2f%2e%2e%2fstart.js',
    '/assets/%2e%2e%2f%2e%2e%2fstart.ts',
    '/text/..%2f..%2fstart.js',
    '/text/..%2f..%2fstart.ts',
  ]) {
    const { status, text } = await browser.ask('GET', path);
    assert.ok(status === 403 || status === 404, path);
    assert.doesNotMatch(text, /import|doctype/i);
  }
});

test('shows no key, no loginId and no token it was not asked for, in any answer or log line', async t => {
  const { visitor, customer, config, log } = await startSite(t);
  const printed: string[] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.mock.method(console, name, (...words: unknown[]) => printed.push(words.join(' ')));
  for (const stream of [process.stderr, process.stdout]) {
    const write = stream.write.bind(stream);
    t.mock.method(stream, 'write', (...written: Parameters<typeof write>) => {
      printed.push(String(written[0]));
      return write(...written);
    });
  }
  const browser = visitor();
  const loginId = await customer.signIn('Greatday');
  const [account] = await customer.accounts(loginId);
  const token = await browser.token();
  browser.received = '';
  await browser.login(loginId, { accountIds: [account?.Id] });
  await browser.until('ready');
  await browser.login('no-such-login');
  const requestId = given((await browser.ask('POST', '/api/link/refresh')).json.requestId);
  await browser.ask('DELETE', '/api/link');
  await browser.login('../../etc');
  await browser.ask('GET', '/accounts');
  await customer.answer(requestId);
  await browser.token();
  browser.received = browser.received.replaceAll(token, '');
  await browser.login(loginId);
  await browser.until('ready');
  await customer.deleteCard(loginId);
  await browser.ask('POST', '/api/link/refresh');
  await browser.ask('DELETE', '/api/link');

  const said = [...log, ...printed].join('\n');
  assert.ok(log.includes('DeleteCard: CARD_IN_USE (HTTP 400)'));
  for (const secret of [config.secretKey, config.apiKey, config.customerId, loginId, account?.Id ?? '']) {
    assert.ok(!browser.received.includes(secret), 'in an answer');
    assert.ok(!said.includes(secret), 'in the log');
  }
  assert.ok(!said.includes(token) && !said.includes(requestId));
});
