import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { serve } from '../demo/demo-site.ts';
import { Visitor } from '../demo/visitor.ts';
import { authorize, call, given, linkedLogin } from '../simulator/simulator-server.ts';
import { type ExpressExampleOptions, startExpressExample } from './express-example.ts';

const loginOf = (loginId: string, attemptId = 'attempt-1', accountIds: unknown = []) => ({
  type: 'login',
  flow: 'connect',
  loginId,
  accountIds,
  attemptId,
});

/** The example, and users who have opened its page. */
async function setUp(t: TestContext, options: ExpressExampleOptions = {}) {
  const shop = await startExpressExample(t, { page: () => '<title>Shop</title>', ...options });
  const visitor = async () => {
    const browser = new Visitor(shop.origin);
    assert.match((await browser.ask('GET', '/')).text, /Shop/);
    const post = async (path: string, body?: string): Promise<number> =>
      (await browser.ask('POST', path, { ...(body && { body }), type: 'application/json' })).status;
    return {
      browser,
      token: () => browser.token(),
      post,
      login: (detail: unknown) => post('/api/flinks/login', JSON.stringify(detail)),
    };
  };
  return { ...shop, visitor };
}

/** An API of Flinks that says what a test wants to every call, by its name. */
const flinksThatSays = (t: TestContext, says: Record<string, { status?: number; body?: string }>) =>
  serve(t, (request, response) => {
    const [, call = ''] = /\/BankingServices\/(\w+)/.exec(request.url ?? '') ?? [];
    const { status = 200, body = '{ "Token": "a-token", "RequestId": "a-request" }' } = says[call] ?? {};
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });

describe('docs/examples/express.mjs', () => {
  it('serves the element, whatever its folder is called', async t => {
    const { origin } = await setUp(t);
    const element = await fetch(`${origin}/flinks-link.js`);
    assert.match(element.headers.get('content-type') ?? '', /javascript/);
    assert.match(await element.text(), /flinks-link/);
  });

  it('keeps its session from scripts, other sites and caches', async t => {
    const { origin, visitor } = await setUp(t);
    const { headers } = await fetch(origin);
    const cookie = headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Lax/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const { browser } = await visitor();
    const token = await browser.ask('POST', '/api/flinks/token');
    assert.equal(token.headers.get('cache-control'), 'no-store');
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
    const from = async (headers: Record<string, string>) =>
      (await browser.ask('POST', '/api/flinks/token', { from: 'nowhere', headers })).status;
    assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await from({ 'sec-fetch-site': 'same-site' }), 403);
    assert.equal(await from({ origin: 'https://evil.example' }), 403);
    assert.equal(await from({}), 403);
    assert.equal(await from({ 'sec-fetch-site': 'same-origin' }), 200);
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

  it('gives a user no more tokens than may wait, though they are asked for at the same time', async t => {
    const { visitor } = await setUp(t);
    const { post } = await visitor();
    const statuses = await Promise.all(Array.from({ length: 70 }, () => post('/api/flinks/token')));
    assert.equal(statuses.filter(status => status === 200).length, 60);
    assert.equal(statuses.filter(status => status === 429).length, 10);
  });

  it('accepts no login for a token that Flinks did not mint', async t => {
    const api = await flinksThatSays(t, {
      GenerateAuthorizeToken: { status: 500, body: '<h1>Maintenance</h1>' },
    });
    const { visitor, says } = await setUp(t, { env: { FLINKS_API_URL: api } });
    const user = await visitor();
    assert.equal(await user.post('/api/flinks/token'), 502);
    await says(/^GenerateAuthorizeToken: 500$/);
    assert.equal(await user.login(loginOf('a-login')), 409);
  });

  for (const [name, detail] of Object.entries({
    'of another type': { ...loginOf('a-login'), type: 'code' },
    'of another flow': { ...loginOf('a-login'), flow: 'custom' },
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

  it('refuses a body that is no JSON, and repeats nothing of it in its log', async t => {
    const { visitor, lines, says } = await setUp(t);
    const user = await visitor();
    await user.token();
    assert.equal(await user.post('/api/flinks/login', 'hush'), 400);
    await user.login(loginOf('made-up'));
    await says(/^Authorize/);
    assert.deepEqual(
      lines.filter(line => line.includes('hush')),
      [],
    );
  });

  it('reads all accounts, once Flinks has collected them', async t => {
    const { simulator, visitor, says } = await setUp(t, { pendingMs: 100 });
    const user = await visitor();
    await user.token();
    assert.equal(await user.login(loginOf(await linkedLogin(simulator))), 204);
    assert.equal(await says(/^Accounts linked/), 'Accounts linked: 4');
  });

  it('reads the account alone that the user chose', async t => {
    const { simulator, visitor, says } = await setUp(t);
    const user = await visitor();
    const loginId = await linkedLogin(simulator);
    const authorized = await authorize(simulator, { LoginId: loginId, MostRecentCached: true });
    const { body } = await call(`${simulator.api}/BankingServices/GetAccountsDetail`, {
      headers: { 'x-api-key': simulator.apiKey },
      body: { RequestId: authorized.body.RequestId },
    });
    const [, second] = given(body.Accounts);
    await user.token();
    assert.equal(await user.login(loginOf(loginId, 'attempt-1', [given(second).Id])), 204);
    assert.equal(await says(/^Accounts linked/), 'Accounts linked: 1');
  });

  it('says that the bank has a question', async t => {
    const api = await flinksThatSays(t, { Authorize: { status: 203 } });
    const { visitor, says } = await setUp(t, { env: { FLINKS_API_URL: api } });
    const user = await visitor();
    await user.token();
    assert.equal(await user.login(loginOf('a-login')), 204);
    await says(/question/);
  });

  it('forgets a login that Flinks does not know, and logs nothing secret', async t => {
    const { simulator, visitor, says, lines } = await setUp(t);
    const [user, other] = [await visitor(), await visitor()];
    await user.token();
    assert.equal(await user.login(loginOf('made-up')), 204);
    await says(/^Authorize: INVALID_LOGIN$/);
    await other.token();
    assert.equal(await other.login(loginOf('made-up')), 204, 'it belongs to no user');
    for (const secret of ['made-up', simulator.secretKey, simulator.apiKey, simulator.customerId])
      assert.ok(!lines.join('\n').includes(secret));
  });

  it('keeps a login that Flinks could not answer for', async t => {
    const api = await flinksThatSays(t, { Authorize: { status: 503, body: '{}' } });
    const { visitor, says } = await setUp(t, { env: { FLINKS_API_URL: api } });
    const user = await visitor();
    await user.token();
    assert.equal(await user.login(loginOf('a-login')), 204);
    await says(/^Authorize: 503$/);
    assert.equal(await user.login(loginOf('a-login')), 204, 'the same delivery again');
  });
});
