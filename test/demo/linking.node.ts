import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';
import type { Visitor } from './visitor.ts';

test('gives out a new token each time, and a session with the first', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const [first, second] = [await browser.token(), await browser.token()];
  assert.match(first, /^[0-9a-f-]{36}$/);
  assert.notEqual(first, second);
  assert.match(browser.received, /session=[\w-]{43}; path=\/; samesite=lax; httponly/i);
  assert.equal(browser.received.match(/set-cookie/g)?.length, 1);
});

test('turns a login into accounts, and shows how far it is', async t => {
  const { visitor, customer } = await startSite(t, { pendingMs: 300 });
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.token();
  assert.equal((await browser.login(loginId)).status, 204);

  const started = await browser.until('fetching');
  assert.equal(started.accounts, undefined);
  let { progress } = started;
  const deadline = Date.now() + 5000;
  while (progress && progress.polls < 2 && Date.now() < deadline)
    progress = (await browser.ask('GET', '/api/link')).json.progress;
  assert.ok(progress && progress.polls >= 2);
  assert.equal(progress.flinksCode, 'OPERATION_PENDING');
  assert.equal(typeof progress.elapsedSeconds, 'number');
  assert.equal(typeof progress.nextPollInSeconds, 'number');

  const { accounts, attributes, institution, progress: ended } = await browser.until('ready');
  const real = await customer.accounts(loginId);
  assert.equal(ended, undefined);
  assert.equal(institution, 'FlinksCapital');
  assert.deepEqual(
    accounts?.map(({ title, balance }) => [title, balance.current]),
    real.map(({ Title, Balance }) => [Title, Balance.Current]),
  );
  assert.equal(given(accounts[0]).transactions.length, real[0]?.Transactions.length);
  assert.ok(attributes && attributes.length > 0);
  assert.ok(attributes.every(({ name }) => name !== 'Id'));
});

test('asks only for the accounts that the user chose', async t => {
  const { visitor, customer } = await startSite(t);
  const loginId = await customer.signIn();
  const [, second] = await customer.accounts(loginId);
  const { accounts } = await visitor().link(loginId, { accountIds: [second?.Id] });
  assert.deepEqual(
    accounts?.map(({ title }) => title),
    [second?.Title],
  );
});

test('takes the same login twice as one', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.token();
  await browser.token();
  const [one, two] = await Promise.all([
    browser.login(loginId, { attemptId: 'same' }),
    browser.login(loginId, { attemptId: 'same' }),
  ]);
  assert.deepEqual([one.status, two.status], [204, 204]);
  const { collectedAt } = await browser.until('ready');
  assert.equal((await browser.login(loginId, { attemptId: 'same' })).status, 204);
  assert.equal((await browser.until('ready')).collectedAt, collectedAt);
});

type Deliver = (browser: Visitor, loginId: string) => Promise<{ status: number; headers: Headers }>;

const threeTimes: Record<string, Deliver> = {
  'of Connect, by the page': (browser, loginId) => browser.login(loginId, { attemptId: 'same' }),
  'of Connect, by a form': (browser, loginId) =>
    browser.ask('POST', '/link?lang=en', {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ bank: loginId, 'bank-type': 'login' }).toString(),
    }),
};

for (const [name, deliver] of Object.entries(threeTimes))
  test(`authorizes a login once that is delivered three times at the same moment: ${name}`, async t => {
    const { visitor, customer, asked } = await startSite(t, { pendingMs: 400 });
    const browser = visitor();
    const loginId = await customer.signIn();
    // As in three tabs: a delivery too many would find a token.
    for (let tab = 0; tab < 3; tab++) await browser.token();
    const before = asked('POST', 'Authorize');
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => deliver(browser, loginId)));
    for (const { status, headers } of others)
      assert.deepEqual([status, headers.get('location')], [first?.status, first?.headers.get('location')]);
    assert.ok((first?.status ?? 500) < 400);
    await browser.until('ready');
    assert.equal(asked('POST', 'Authorize') - before, 1);
    // The tokens of the other tabs are still there for another bank.
    assert.equal((await browser.login(await customer.signIn())).status, 204);
    assert.equal((await browser.login(await customer.signIn('greatday'))).status, 204);
  });

test('collects anew when the same bank is linked again with another choice', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  const [first] = await customer.accounts(loginId);
  assert.equal(given((await browser.link(loginId)).accounts).length > 1, true);
  await browser.token();
  await browser.login(loginId, { accountIds: [first?.Id] });
  await browser.until('ready');
  assert.equal((await browser.until('ready')).accounts?.length, 1);
});

test('refuses a login that another session holds, until that one unlinks it', async t => {
  const { visitor, customer } = await startSite(t);
  const [owner, stranger] = [visitor(), visitor()];
  const loginId = await customer.signIn();
  await owner.link(loginId);
  await stranger.token();
  const { status, json } = await stranger.login(loginId);
  assert.equal(status, 409);
  assert.equal(json.error?.code, 'login-taken');
  assert.deepEqual((await stranger.ask('GET', '/api/link')).json, { state: 'none' });
  assert.equal((await owner.ask('GET', '/api/link')).json.state, 'ready');
});

test('refuses a login in a session that asked for no token', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  assert.equal((await browser.login(loginId)).json.error?.code, 'no-session');
  await browser.link(loginId);
  const { status, json } = await browser.login(await customer.signIn());
  assert.equal(status, 409);
  assert.equal(json.error?.code, 'not-started');
});

test('shows a login that Flinks does not know as failed, and leaves it to others', async t => {
  const { visitor, customer, log } = await startSite(t);
  const browser = visitor();
  await browser.token();
  await browser.login('no-such-login');
  const { failure } = await browser.until('failed');
  assert.deepEqual(failure, { code: 'INVALID_LOGIN', canRefresh: false });
  assert.deepEqual(log, ['Authorize: INVALID_LOGIN']);
  await browser.link(await customer.signIn());

  const other = visitor();
  await other.token();
  assert.equal((await other.login('no-such-login')).status, 204);
});

test('says so when Flinks is not there', async t => {
  const { visitor, log } = await startSite(t, { env: { FLINKS_API_URL: 'http://127.0.0.1:9' } });
  const { status, json } = await visitor().ask('POST', '/api/flinks/token');
  assert.equal(status, 502);
  assert.equal(json.error?.code, 'UNREACHABLE');
  assert.deepEqual(log, ['GenerateAuthorizeToken: UNREACHABLE']);
});

test('says so when the secret is wrong, without the secret', async t => {
  const { visitor, log } = await startSite(t, { env: { FLINKS_SECRET_KEY: 'another-secret' } });
  const { status, text, json } = await visitor().ask('POST', '/api/flinks/token');
  assert.equal(status, 502);
  assert.equal(json.error?.code, 'UNAUTHORIZED');
  assert.doesNotMatch(text + log.join(), /another-secret/);
});
