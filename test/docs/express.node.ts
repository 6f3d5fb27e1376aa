import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Visitor } from '../demo/visitor.js';
import { linkedLogin } from '../simulator/simulator-server.js';
import { startExpressExample } from './express-example.ts';

const loginOf = (loginId: string, attemptId = 'attempt-1', accountIds: unknown = []) => ({
  type: 'login',
  flow: 'connect',
  loginId,
  accountIds,
  attemptId,
});

/** The example, and users who have opened its page. */
async function setUp(t: TestContext) {
  const shop = await startExpressExample(t, () => '<title>Shop</title>');
  const visitor = async () => {
    const browser = new Visitor(shop.origin);
    assert.match((await browser.ask('GET', '/')).text, /Shop/);
    return {
      browser,
      token: () => browser.token(),
      login: async (detail: unknown): Promise<number> =>
        (
          await browser.ask('POST', '/api/flinks/login', {
            body: JSON.stringify(detail),
            type: 'application/json',
          })
        ).status,
    };
  };
  return { ...shop, visitor };
}

describe('docs/examples/express.mjs', () => {
  it('serves the page and the element', async t => {
    const { origin } = await setUp(t);
    const element = await fetch(`${origin}/flinks-link.js`);
    assert.match(element.headers.get('content-type') ?? '', /javascript/);
    assert.match(await element.text(), /flinks-link/);
  });

  it('keeps its session from scripts and other sites, and its answers from caches', async t => {
    const { origin, visitor } = await setUp(t);
    const cookie = (await fetch(origin)).headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Lax/);
    const { browser } = await visitor();
    const { headers } = await browser.ask('POST', '/api/flinks/token');
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  it('serves no one who is not signed in', async t => {
    const { origin } = await setUp(t);
    const stranger = new Visitor(origin);
    assert.equal((await stranger.ask('POST', '/api/flinks/token')).status, 401);
    assert.equal((await stranger.ask('POST', '/api/flinks/login', { body: '{}' })).status, 401);
  });

  it('refuses what another site makes a browser send', async t => {
    const { visitor } = await setUp(t);
    const { browser } = await visitor();
    const from = (headers: Record<string, string>) =>
      browser.ask('POST', '/api/flinks/token', { from: 'nowhere', headers });
    assert.equal((await from({ 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await from({ 'sec-fetch-site': 'same-site' })).status, 403);
    assert.equal((await from({ origin: 'https://evil.example' })).status, 403);
    assert.equal((await from({})).status, 403);
  });

  it('takes a login for a token of its own user, one for one, and repeats as the first', async t => {
    const { simulator, visitor } = await setUp(t);
    const [user, thief] = [await visitor(), await visitor()];
    const loginId = await linkedLogin(simulator);
    assert.equal(await user.login(loginOf(loginId)), 409, 'no token was given');
    await user.token();
    assert.equal(await thief.login(loginOf(loginId)), 409, 'the token is of another user');
    assert.equal(await user.login(loginOf(loginId)), 204);
    assert.equal(await user.login(loginOf(loginId)), 204, 'the same delivery again');
    assert.equal(await user.login(loginOf(await linkedLogin(simulator), 'attempt-2')), 409);
    await thief.token();
    assert.equal(await thief.login(loginOf(loginId)), 409, 'another user has linked it');
  });

  it('mints a limited number of tokens that wait', async t => {
    const { visitor } = await setUp(t);
    const { browser, token } = await visitor();
    for (let count = 0; count < 20; count++) await token();
    assert.equal((await browser.ask('POST', '/api/flinks/token')).status, 429);
  });

  for (const [name, detail] of Object.entries({
    'of another type': { ...loginOf('a-login'), type: 'code' },
    'without a loginId': { ...loginOf('a-login'), loginId: undefined },
    'with a loginId that climbs': loginOf('../x'),
    'without an attempt': { ...loginOf('a-login'), attemptId: undefined },
    'with account ids that are no list': loginOf('a-login', 'attempt-1', 'x'),
    'that is a list': [],
  }))
    it(`refuses a login ${name}`, async t => {
      const { visitor } = await setUp(t);
      const user = await visitor();
      await user.token();
      assert.equal(await user.login(detail), 400);
    });

  it('reads the accounts that the user chose', async t => {
    const { simulator, visitor, says } = await setUp(t);
    const user = await visitor();
    await user.token();
    assert.equal(await user.login(loginOf(await linkedLogin(simulator))), 204);
    const [, titles = ''] = /^Linked: (.+)/.exec(await says(/^Linked: /)) ?? [];
    assert.ok(titles.split(', ').length > 1, titles);
  });

  it('forgets a login that Flinks does not know, and logs nothing of it', async t => {
    const { visitor, says } = await setUp(t);
    const [user, other] = [await visitor(), await visitor()];
    await user.token();
    assert.equal(await user.login(loginOf('made-up')), 204);
    assert.match(await says(/^Authorize/), /^Authorize: [A-Z_0-9]+$/);
    await other.token();
    assert.equal(await other.login(loginOf('made-up')), 204, 'it is nobody’s');
  });
});
