import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import type { Provider } from '../../demo/server/outbound/providers.ts';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';
import { approve, deliver, linkByPage, simulated, start } from './outbound-flow.ts';

for (const pkce of ['', 'true'])
  test(`links a bank by the page, PKCE ${pkce ? 'on' : 'off'}`, async t => {
    const { visitor, origin, config } = await startSite(t, { env: { FLINKS_OUTBOUND_PKCE: pkce } });
    const browser = visitor();
    const { url, state } = await start(browser, { providerId: 1000, way: 'page' });
    const query = new URL(url).searchParams;
    assert.match(state, /^[\w-]{43}$/);
    assert.deepEqual(
      ['response_type', 'state', 'redirect_uri', 'scope', 'provider_id'].map(name => query.get(name)),
      ['code', state, `${origin}/callback.html`, config.outbound?.scope, '1000'],
    );
    assert.equal(query.get('code_challenge_method'), pkce ? 'S256' : null);

    const answer = await approve(url);
    assert.equal((await deliver(browser, answer)).status, 204);
    const { json } = await browser.ask('GET', '/api/outbound/link');
    assert.deepEqual([json.state, json.providerId], ['linked', 1000]);
  });

test('takes the redirect itself, and tells the page only how it ended', async t => {
  const { visitor, origin } = await startSite(t);
  const browser = visitor();
  const { url, state } = await start(browser, { way: 'backend', language: 'fr' });
  const back = await new BankVisitor().go(simulated(url, 'auto'));
  assert.equal(`${back.url.origin}${back.url.pathname}`, `${origin}/outbound/return`);
  const { status, headers } = await browser.ask('GET', `${back.url.pathname}${back.url.search}`, {
    from: 'nowhere',
  });
  assert.equal(status, 303);
  assert.equal(headers.get('location'), `/outbound-backend?lang=fr&state=${state}&status=linked`);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'linked');
});

for (const [simulate, error] of [
  ['deny', 'access_denied'],
  ['error:server_error', 'server_error'],
  ['error:temporarily_unavailable', 'temporarily_unavailable'],
] as const)
  test(`tells the page that the backend came back with ${error}`, async t => {
    const { visitor, log } = await startSite(t);
    const browser = visitor();
    const { url, state } = await start(browser, { way: 'backend' });
    const back = await new BankVisitor().go(simulated(url, simulate));
    const { headers } = await browser.ask('GET', `${back.url.pathname}${back.url.search}`);
    assert.equal(headers.get('location'), `/outbound-backend?state=${state}&error=${error}`);
    assert.deepEqual(log.length, error === 'access_denied' ? 0 : 1);
  });

test('answers a code that is delivered again as the first time, and exchanges it once', async t => {
  const { visitor, outbound } = await startSite(t);
  const [browser, stranger] = [visitor(), visitor()];
  const answer = await linkByPage(browser);
  assert.equal((await deliver(browser, answer)).status, 204);
  assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'linked');
  assert.equal(outbound.consents.authorization(answer.state).exchanged, 1);
  for (const other of [
    { ...answer, code: 'another' },
    { ...answer, state: 'x'.repeat(43) },
  ])
    assert.equal((await deliver(browser, other)).json.error?.code, 'invalid-state');
  await start(stranger);
  assert.equal((await deliver(stranger, answer)).json.error?.code, 'invalid-state');
});

test('exchanges a code once that the page delivers three times at the same moment, and answers each alike', async t => {
  const { visitor, outbound, asked } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser);
  const before = asked('POST', 'token');
  const answer = await approve((await start(browser)).url);
  const answers = await Promise.all([1, 2, 3].map(() => deliver(browser, answer)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [204, 204, 204],
  );
  assert.equal(asked('POST', 'token') - before, 1);
  assert.equal(outbound.consents.authorization(answer.state).exchanged, 1);
  assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'linked');
});

test('refuses a code alike that is delivered three times at the same moment and cannot be exchanged', async t => {
  const { visitor, asked } = await startSite(t);
  const browser = visitor();
  const { code } = await linkByPage(browser);
  const before = asked('POST', 'token');
  const { state } = await start(browser);
  const answers = await Promise.all([1, 2, 3].map(() => deliver(browser, { code, state })));
  assert.deepEqual(
    answers.map(({ status, json }) => [status, json.error?.code]),
    Array(3).fill([502, 'invalid_grant']),
  );
  assert.equal(asked('POST', 'token') - before, 1);
});

test('exchanges a code once whose return is loaded three times at the same moment', async t => {
  const { visitor, asked } = await startSite(t);
  const browser = visitor();
  const { url, state } = await start(browser, { way: 'backend', language: 'fr' });
  const back = await new BankVisitor().go(simulated(url, 'auto'));
  const answers = await Promise.all(
    [1, 2, 3].map(() => browser.ask('GET', `${back.url.pathname}${back.url.search}`)),
  );
  assert.deepEqual(
    answers.map(({ headers }) => headers.get('location')),
    Array(3).fill(`/outbound-backend?lang=fr&state=${state}&status=linked`),
  );
  assert.equal(asked('POST', 'token'), 1);
});

test('answers a return that is loaded again as the first time', async t => {
  const { visitor, outbound } = await startSite(t);
  const browser = visitor();
  const { url, state } = await start(browser, { way: 'backend', language: 'fr' });
  const back = await new BankVisitor().go(simulated(url, 'auto'));
  for (let i = 0; i < 3; i++) {
    const { headers } = await browser.ask('GET', `${back.url.pathname}${back.url.search}`);
    assert.equal(headers.get('location'), `/outbound-backend?lang=fr&state=${state}&status=linked`);
  }
  assert.equal(outbound.consents.authorization(state).exchanged, 1);
});

test('revokes the consent of a bank that another one replaces', async t => {
  const { visitor, outbound } = await startSite(t);
  const browser = visitor();
  const first = await linkByPage(browser);
  const second = await linkByPage(browser, { providerId: 2000 });
  const grants = [first, second].map(({ state }) => outbound.consents.grantsOf(state ?? '').length);
  assert.deepEqual(grants, [0, 1]);
  const { json } = await browser.ask('GET', '/api/outbound/link');
  assert.deepEqual([json.state, json.providerId], ['linked', 2000]);
});

test('exchanges no code twice, even under a fresh state', async t => {
  const { visitor, log } = await startSite(t);
  const browser = visitor();
  const { code } = await linkByPage(browser);
  const { state } = await start(browser);
  const { status, json, text } = await deliver(browser, { code, state });
  assert.deepEqual([status, json.error?.code], [502, 'invalid_grant']);
  assert.ok(!text.includes(code ?? '') && !log.join().includes(code ?? ''));
});

type Answer = Record<string, string | undefined>;

const tampered: Record<string, (answer: Answer) => Answer> = {
  'no state': answer => ({ ...answer, state: undefined }),
  'another state': answer => ({ ...answer, state: 'x'.repeat(43) }),
  'an empty state': answer => ({ ...answer, state: '' }),
  'no code': answer => ({ ...answer, code: undefined }),
  'an empty code': answer => ({ ...answer, code: '' }),
  'a code with a line break': answer => ({ ...answer, code: `${answer.code}\n` }),
  'a code without an end': answer => ({ ...answer, code: 'x'.repeat(5000) }),
  'a code of nobody': answer => ({ ...answer, code: 'x'.repeat(43) }),
  'another issuer': answer => ({ ...answer, iss: 'https://evil.example' }),
  'another type': answer => ({ ...answer, type: 'login' }),
};

for (const [name, tamper] of Object.entries(tampered))
  test(`refuses an answer with ${name}`, async t => {
    const { visitor } = await startSite(t);
    const browser = visitor();
    const { status } = await deliver(browser, tamper(await approve((await start(browser)).url)));
    assert.ok(status >= 400, String(status));
    assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'none');
  });

test('refuses what another session has started, on both ways', async t => {
  const { visitor } = await startSite(t);
  const [owner, stranger, nobody] = [visitor(), visitor(), visitor()];
  await start(stranger);
  const page = await approve((await start(owner)).url);
  assert.equal((await deliver(stranger, page)).json.error?.code, 'invalid-state');
  assert.equal((await deliver(nobody, page)).json.error?.code, 'no-session');

  const backend = await new BankVisitor().go(simulated((await start(owner, { way: 'backend' })).url, 'auto'));
  for (const browser of [stranger, nobody]) {
    const { headers } = await browser.ask('GET', `/outbound/return${backend.url.search}`);
    assert.equal(headers.get('location'), '/outbound-backend?error=invalid_state');
    assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'none');
  }
  assert.equal((await deliver(owner, page)).status, 204);
});

const tamperedReturns: Record<string, (query: URLSearchParams) => void> = {
  'a doubled state': query => query.append('state', 'x'),
  'the same state twice': query => query.append('state', query.get('state') ?? ''),
  'no state': query => query.delete('state'),
  'a doubled code': query => query.append('code', 'x'),
  'a doubled issuer': query => query.append('iss', 'https://evil.example'),
  'another issuer': query => query.set('iss', 'https://evil.example'),
  'a code and an error': query => query.set('error', 'access_denied'),
  'no code': query => query.delete('code'),
  'an error full of markup': query => {
    query.delete('code');
    query.set('error', '"><script>alert(1)</script>');
  },
};

for (const [name, tamper] of Object.entries(tamperedReturns))
  test(`links nothing from a return with ${name}`, async t => {
    const { visitor } = await startSite(t);
    const browser = visitor();
    const { url } = await start(browser, { way: 'backend' });
    const { searchParams } = (await new BankVisitor().go(simulated(url, 'auto'))).url;
    tamper(searchParams);
    const { status, headers } = await browser.ask('GET', `/outbound/return?${searchParams}`);
    assert.equal(status, 303);
    assert.match(headers.get('location') ?? '', /^\/outbound-backend\?(state=[\w-]{43}&)?error=[a-z_]+$/);
    assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'none');
  });

test('takes an answer only on the way it was asked for', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const page = await approve((await start(browser, { way: 'page' })).url);
  const backend = await approve((await start(browser, { way: 'backend' })).url);
  assert.equal((await deliver(browser, backend)).json.error?.code, 'invalid-state');
  const query = new URLSearchParams({ code: page.code ?? '', state: page.state ?? '' });
  const { headers } = await browser.ask('GET', `/outbound/return?${query}`);
  assert.equal(headers.get('location'), '/outbound-backend?error=invalid_state');
});

test('forgets a state after 30 minutes', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const { url } = await start(browser);
  const answer = await approve(url);
  const { now } = Date;
  t.mock.method(Date, 'now', () => now() + 31 * 60_000);
  assert.equal((await deliver(browser, answer)).json.error?.code, 'invalid-state');
});

test('keeps 20 ways to the bank open in a session', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const first = await approve((await start(browser)).url);
  for (let count = 0; count < 20; count++) await start(browser);
  assert.equal((await deliver(browser, first)).json.error?.code, 'invalid-state');
});

for (const body of ['{"way":"elsewhere"}', '{"providerId":"../1"}', '[]', 'no JSON'])
  test(`refuses to start with ${body}`, async t => {
    const { visitor } = await startSite(t);
    const { status, json } = await visitor().ask('POST', '/api/outbound/start', { body });
    assert.deepEqual([status, json.error?.code], [400, 'malformed']);
  });

test('says so in one sentence where open banking is not set up', async t => {
  const env = { FLINKS_OUTBOUND_URL: '', FLINKS_CLIENT_ID: '', FLINKS_CLIENT_SECRET: '' };
  const { visitor } = await startSite(t, { env });
  for (const [method = '', path = ''] of [
    ['POST', '/api/outbound/start'],
    ['GET', '/api/outbound/link'],
    ['GET', '/api/providers'],
    ['GET', '/api/outbound/providers'],
    ['GET', '/outbound/return?code=a&state=b'],
  ]) {
    const { status, json } = await visitor().ask(method, path, method === 'POST' ? { body: '{}' } : {});
    assert.deepEqual([status, json.error?.code], [501, 'not-configured'], path);
    assert.match(given(json.error).message, /^Open banking is not set up here: [^.]+\.$/);
  }
});

test('lists the providers that can be linked now, with a token of its own that no page sees', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const list = async () => (await browser.ask<Provider[]>('GET', '/api/outbound/providers')).json;
  const first = await list();
  assert.deepEqual(first[0], { provider_id: 1000, name: 'Flinks Capital', country: 'CA' });
  assert.equal((await list()).length, first.length);
});

test('asks for one token of its own for lists that are wanted at the same moment', async t => {
  const { visitor, asked } = await startSite(t);
  const browser = visitor();
  const answers = await Promise.all([1, 2, 3].map(() => browser.ask('GET', '/api/outbound/providers')));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  );
  assert.equal(asked('POST', 'token'), 1);
});

test('refreshes tokens ahead of their end', async t => {
  const { visitor } = await startSite(t, { tokenSeconds: 1 });
  const browser = visitor();
  await linkByPage(browser);
  await after(1100);
  const { status } = await browser.ask('GET', '/api/outbound/accounts');
  assert.equal(status, 200);
});

for (const status of ['401', '400'])
  test(`refreshes once when an access token is refused with ${status}`, async t => {
    const { visitor, outbound } = await startSite(t);
    const browser = visitor();
    await deliver(browser, await approve((await start(browser)).url, `auto,expired:${status}`));
    outbound.consents.expireAccessTokens();
    const answers = await Promise.all([1, 2, 3].map(() => browser.ask('GET', '/api/outbound/accounts')));
    assert.deepEqual(
      answers.map(answer => answer.status),
      [200, 200, 200],
    );
  });

test('asks for a new consent when the old one is over', async t => {
  const { visitor, outbound } = await startSite(t);
  const browser = visitor();
  const { state } = await linkByPage(browser);
  const first = await browser.ask('GET', '/api/outbound/accounts');
  assert.equal(first.status, 200);
  outbound.consents.expireAccessTokens();
  // What a bank does when the user ends the consent there.
  for (const grantId of outbound.consents.grantsOf(state)) await outbound.endConsent(grantId);
  const { status, json } = await browser.ask('GET', '/api/outbound/accounts');
  assert.deepEqual([status, json.error?.code], [409, 'relink']);
  assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'relink');
  assert.equal((await browser.ask('DELETE', '/api/outbound/link')).status, 204);
  assert.equal((await browser.ask('GET', '/api/outbound/link')).json.state, 'none');
});
