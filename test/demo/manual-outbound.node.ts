import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import type { FdxBody } from '../simulator/outbound-server.ts';
import { call, type ControlBody, given } from '../simulator/simulator-server.ts';
import { type ShopOptions, startShop } from './manual-shop.ts';
import { Visitor } from './visitor.ts';

/** The manual's backend, and a user who goes to the bank and comes back with its response. */
async function setUp(t: TestContext, options?: ShopOptions) {
  const shop = await startShop(t, options);
  const { origin, outbound } = shop;

  const visitor = () => {
    const browser = new Visitor(origin);
    const deliver = async (detail: object) =>
      (await browser.ask('POST', '/api/flinks/code', { body: JSON.stringify({ type: 'code', ...detail }) }))
        .status;
    return {
      deliver,
      async start(body: object = { providerId: '1000' }) {
        const { json } = await browser.ask('POST', '/api/flinks/authorize', { body: JSON.stringify(body) });
        return new URL(given(json.url));
      },
      visit: (url: URL, simulate = 'auto'): Promise<{ url: URL; answer: Record<string, string> }> =>
        new BankVisitor().go(`${url.href}&simulate=${simulate}`),
      /** @param url - where the backend takes the redirect: the page that it leads to */
      async comeBack(url: URL) {
        const { status, headers } = await browser.ask('GET', `${url.pathname}${url.search}`);
        assert.equal(status, 303);
        const { pathname, searchParams } = new URL(headers.get('location') ?? '', origin);
        assert.equal(pathname, '/flinks/back.html');
        return Object.fromEntries(searchParams);
      },
    };
  };
  const exchanged = async (state: string | null) => {
    const url = `${outbound.origin}/simulator/authorizations?state=${state}`;
    return (await call<ControlBody>(url, { method: 'GET' })).body.exchanged;
  };
  return { ...shop, visitor, exchanged };
}

for (const pkce of [false, true])
  test(`exchanges a code of the page, ${pkce ? 'with' : 'without'} PKCE, and reads accounts`, async t => {
    const { visitor, outbound, sessions, redirectUri } = await setUp(t, { pkce });
    const user = visitor();
    const url = await user.start();
    assert.equal(url.searchParams.get('redirect_uri'), redirectUri);
    assert.equal(url.searchParams.get('state')?.length, 43);
    assert.equal(url.searchParams.has('code_challenge'), pkce);
    assert.match(url.search, /scope=ACCOUNT_BASIC%20TRANSACTIONS/);
    const { answer } = await user.visit(url);
    assert.equal(await user.deliver(answer), 204);

    const [session] = sessions.values();
    const accounts = await call<FdxBody>(`${outbound.origin}/api/fdx/5/accounts`, {
      method: 'GET',
      headers: { authorization: `Bearer ${session?.linked?.tokens.access_token}` },
    });
    assert.equal(accounts.status, 200);
    assert.ok(given(accounts.body.accounts).length > 0);
  });

test('answers a repeated delivery like the first, and exchanges once', async t => {
  const { visitor, exchanged } = await setUp(t);
  const user = visitor();
  const { answer } = await user.visit(await user.start());
  assert.deepEqual([await user.deliver(answer), await user.deliver(answer)], [204, 204]);
  assert.equal(await exchanged(answer.state ?? ''), 1);
});

test('takes a state in its own session only, once, and for 30 minutes', async t => {
  const { visitor, exchanged, sessions } = await setUp(t);
  const [user, thief] = [visitor(), visitor()];
  const { answer } = await user.visit(await user.start());
  await thief.start();
  assert.equal(await thief.deliver(answer), 409);
  assert.equal(await user.deliver({ ...answer, code: 'made-up' }), 502);
  assert.equal(await user.deliver(answer), 409);

  const late = await user.visit(await user.start());
  const [session] = sessions.values();
  given(session?.attempts?.[late.answer.state ?? '']).at -= 1_800_001;
  assert.equal(await user.deliver(late.answer), 409);
  assert.equal(await exchanged(answer.state ?? ''), 0);
});

for (const [name, detail] of Object.entries({
  'another type': { type: 'login', code: 'c', state: 's' },
  'no state': { code: 'c' },
  'a state that is no text': { code: 'c', state: { length: 1 } },
  'a code that is too long': { code: 'c'.repeat(4_097), state: 's' },
}))
  test(`refuses ${name}`, async t => {
    const { visitor } = await setUp(t);
    assert.equal(await visitor().deliver(detail), 400);
  });

test('lends nothing to a state with the name of something else', async t => {
  const { visitor } = await setUp(t);
  const user = visitor();
  await user.start();
  for (const state of ['__proto__', 'constructor'])
    assert.equal(await user.deliver({ code: 'c', state }), 409);
});

test('refuses the answer of another issuer', async t => {
  const { visitor, exchanged } = await setUp(t);
  const user = visitor();
  const { answer } = await user.visit(await user.start());
  assert.equal(await user.deliver({ ...answer, iss: 'https://other.example' }), 502);
  assert.equal(await exchanged(answer.state ?? ''), 0);
});

test('takes the redirect itself, and says so to the page without a code', async t => {
  const { visitor, exchanged, sessions } = await setUp(t, { takesRedirect: true });
  const user = visitor();
  const { url, answer } = await user.visit(await user.start());
  const linked = { state: answer.state ?? '', status: 'linked' };
  assert.deepEqual(await user.comeBack(url), linked);
  assert.deepEqual(await user.comeBack(url), linked, 'a reload of the redirect');
  assert.equal(await exchanged(linked.state), 1);
  const [session] = sessions.values();
  assert.ok(session?.linked?.tokens.refresh_token);
});

test('tells the page of refusals and failures, and of no details', async t => {
  const { visitor } = await setUp(t, { takesRedirect: true });
  const user = visitor();
  const denied = await user.visit(await user.start(), 'deny');
  assert.deepEqual(await user.comeBack(denied.url), {
    state: denied.answer.state,
    error: 'access_denied',
  });
  const failed = await user.visit(await user.start(), 'error:invalid_scope');
  assert.deepEqual(await user.comeBack(failed.url), {
    state: failed.answer.state,
    error: 'server_error',
  });
  const theirs = await user.visit(await user.start());
  assert.deepEqual(await visitor().comeBack(theirs.url), {
    state: theirs.answer.state,
    error: 'server_error',
  });
  const twice = new URL(theirs.url);
  twice.searchParams.append('state', 'again');
  assert.deepEqual(await user.comeBack(twice), {});
});
