import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributesOf, readAddress, readSettings } from '../../demo/pages/assets/playground-settings.ts';
import { walk } from '../simulator/express-visitor.ts';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';
import { accountsWebhook, post, start, until } from './express-flow.ts';

test('makes an address with a tag of its own each time', async t => {
  const { visitor, config } = await startSite(t);
  const browser = visitor();
  const first = await start(browser, { language: 'fr' });
  const second = await start(browser);
  const { origin, pathname, searchParams } = new URL(first.url);
  assert.equal(`${origin}${pathname}`, config.express?.url);
  assert.deepEqual(
    [...searchParams.keys(), searchParams.get('demo'), searchParams.get('language')],
    ['demo', 'language', 'tag', 'true', 'fr'],
  );
  assert.match(first.tag, /^[\w-]{43}$/);
  assert.notEqual(first.tag, second.tag);
  assert.notEqual(first.id, second.id);
  assert.ok(!first.tag.includes(first.id));
});

test('offers no test bank to real customers', async t => {
  const { visitor } = await startSite(t, { env: { FLINKS_DEMO: '' } });
  assert.equal(new URL((await start(visitor())).url).searchParams.get('demo'), null);
});

test('links what a person shared in Express, and the accounts appear', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const { url, id } = await start(browser);
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'waiting');
  const { chosen } = await walk(url, { institution: 'GullCoveCaisse', username: 'greatday_nomfa' });
  const { startedAt, changedAt, ...rest } = await until(browser, id, 'linked');
  assert.deepEqual(rest, { id, state: 'linked' });
  assert.ok(given(changedAt) >= given(startedAt));
  const { accounts, attributes, institution } = await browser.until('ready');
  assert.equal(institution, 'Gull Cove Caisse');
  assert.equal(accounts?.length, chosen.length);
  assert.ok(given(accounts[0]).transactions.length > 0);
  assert.ok(attributes && attributes.length > 0);
  for (const secret of chosen) assert.ok(!browser.received.includes(secret));

  const refreshed = await browser.ask('POST', '/api/link/refresh');
  assert.equal(refreshed.status, 200);
  assert.equal((await browser.until('ready')).accounts?.length, chosen.length);
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
});

test('tells how far it is: the bank has let the person in, then the accounts', async t => {
  const { visitor } = await startSite(t, { pendingMs: 400 });
  const browser = visitor();
  const { url, id } = await start(browser);
  const walked = walk(url);
  await until(browser, id, 'identified');
  assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
  await walked;
  await until(browser, id, 'linked');
});

test('says what it heard of last, whichever address it was', async t => {
  const { visitor, webhook } = await startSite(t);
  const browser = visitor();
  assert.deepEqual((await browser.ask('GET', '/api/express')).json, { state: 'none' });
  const first = await start(browser);
  const { now } = Date;
  t.mock.method(Date, 'now', () => now() + 1000);
  const second = await start(browser);
  assert.equal((await browser.ask('GET', '/api/express')).json.id, second.id);
  t.mock.method(Date, 'now', () => now() + 2000);
  await post(webhook, accountsWebhook(first.tag));
  const { json } = await browser.ask('GET', '/api/express');
  assert.deepEqual([json.id, json.state], [first.id, 'linked']);
});

test('has the result even when the backend was not there at first', async t => {
  const { visitor, webhook } = await startSite(t);
  const browser = visitor();
  const { url, id } = await start(browser);
  const { url: right } = webhook;
  webhook.url = 'http://127.0.0.1:9/';
  await walk(url);
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'waiting');
  webhook.url = right;
  await until(browser, id, 'linked');
});

test('takes the same result once, however often it is told', async t => {
  const { visitor, express, log } = await startSite(t);
  const browser = visitor();
  const { url, id, tag } = await start(browser);
  await walk(`${url}&simulate=twice`, { username: 'greatday_nomfa' });
  await until(browser, id, 'linked');
  const { collectedAt } = await browser.until('ready');
  await express.webhooks.settled();
  const { changedAt } = (await browser.ask('GET', `/api/express/${id}`)).json;
  assert.deepEqual(await express.webhooks.replay(tag), [200, 200, 200, 200]);
  assert.equal((await browser.until('ready')).collectedAt, collectedAt);
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.changedAt, changedAt);
  assert.deepEqual(log, []);
});

test('brings nothing back when a recorded result is told again after unlinking', async t => {
  const { visitor, express } = await startSite(t);
  const browser = visitor();
  const { url, id, tag } = await start(browser);
  await walk(url, { username: 'greatday_nomfa' });
  await until(browser, id, 'linked');
  await browser.until('ready');
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
  assert.deepEqual(await express.webhooks.replay(tag), [200, 200]);
  assert.deepEqual((await browser.ask('GET', '/api/link')).json, { state: 'none' });
});

test('leaves a second login for the same address out', async t => {
  const { visitor, webhook, log } = await startSite(t);
  const browser = visitor();
  const { tag } = await start(browser);
  await post(webhook, accountsWebhook(tag));
  const other = accountsWebhook(tag, { Institution: 'Elsewhere' });
  assert.equal((await post(webhook, other)).status, 200);
  assert.equal((await browser.until('ready')).institution, 'FlinksCapital');
  assert.ok(log.includes('Webhook: a second login for the same hand-off was left out'));
});

for (const [name, event] of Object.entries({
  'no tag': accountsWebhook('', { Tag: undefined }),
  'a tag of nobody': accountsWebhook('x'.repeat(43)),
  'a tag that is no text': accountsWebhook('', { Tag: { $ne: '' } }),
}))
  test(`links nobody by ${name}, and does not have it told again`, async t => {
    const { visitor, webhook } = await startSite(t);
    const browser = visitor();
    const { id } = await start(browser);
    assert.equal((await post(webhook, event)).status, 200);
    assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'waiting');
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
  });

test('links the session that made the address, and shows it to no other', async t => {
  const { visitor, webhook } = await startSite(t);
  const [owner, stranger, nobody] = [visitor(), visitor(), visitor()];
  const { id, tag } = await start(owner);
  await start(stranger);
  await post(webhook, accountsWebhook(tag));
  assert.equal((await owner.ask('GET', `/api/express/${id}`)).json.state, 'linked');
  for (const browser of [stranger, nobody]) {
    const { status, json } = await browser.ask('GET', `/api/express/${id}`);
    assert.deepEqual([status, json.error?.code], [404, 'no-handoff']);
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
  }
  assert.equal((await stranger.ask('GET', '/api/express')).json.state, 'waiting');
});

test('leaves a login where it is linked, until that session unlinks it', async t => {
  const { visitor, webhook, customer } = await startSite(t);
  const [owner, newcomer] = [visitor(), visitor()];
  const loginId = await customer.signIn();
  await owner.link(loginId);
  const { id, tag } = await start(newcomer);
  await post(webhook, accountsWebhook(tag, { Login: { Id: loginId } }));
  const { json } = await newcomer.ask('GET', `/api/express/${id}`);
  assert.deepEqual([json.state, json.code], ['failed', 'login-taken']);
  assert.equal((await owner.ask('GET', '/api/link')).json.state, 'ready');
  await owner.ask('DELETE', '/api/link');
  await post(webhook, accountsWebhook(tag, { Login: { Id: loginId } }));
  assert.equal((await newcomer.ask('GET', `/api/express/${id}`)).json.state, 'linked');
});

for (const flow of ['auto', 'connect'])
  test(`the playground gives Connect no tag of a hand-off, from its address or its form: ${flow}`, async t => {
    const { visitor, config } = await startSite(t);
    // In an address that its owner sends to someone else, whose webhooks would then find this session.
    const { tag } = await start(visitor());
    const names = (settings: ReturnType<typeof readSettings>) =>
      attributesOf(settings, config).map(([name]) => name);
    const query = (value: string) => new URLSearchParams({ flow, tag: value });
    assert.ok(!names(readAddress(query(tag))).includes('tag'), 'from the address');
    assert.ok(!names(readAddress(query('short'))).includes('tag'), 'from the address, a short one');
    assert.ok(!names(readSettings(query(tag))).includes('tag'), 'from the form');
    assert.ok(names(readSettings(query('short'))).includes('tag'), 'one of the user');
  });

test('says why it failed, and takes the next try', async t => {
  const { visitor, express, webhook, log } = await startSite(t);
  const browser = visitor();
  const { url, id, tag } = await start(browser);
  await walk(`${url}&simulate=failed:AGGREGATION_ERROR`, { username: 'greatday_nomfa' });
  assert.equal((await until(browser, id, 'failed')).code, 'AGGREGATION_ERROR');
  // What was told before it failed is no news when it is told again.
  await express.webhooks.replay(tag);
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'failed');
  assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
  assert.deepEqual(log, ['Webhook: AGGREGATION_ERROR']);
  await post(webhook, accountsWebhook(tag));
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'linked');
});

test('forgets an address after six hours, and the oldest of more than twenty', async t => {
  const { visitor, webhook, log } = await startSite(t);
  const browser = visitor();
  const first = await start(browser);
  for (let count = 0; count < 20; count++) await start(browser);
  await post(webhook, accountsWebhook(first.tag));
  assert.equal((await browser.ask('GET', `/api/express/${first.id}`)).status, 404);
  const last = await start(browser);
  const { now } = Date;
  t.mock.method(Date, 'now', () => now() + 6 * 60 * 60_000);
  await post(webhook, accountsWebhook(last.tag));
  assert.deepEqual(log, Array(2).fill('Webhook: no session waits for its tag'));
});

test('says so in one sentence where Express is not set up', async t => {
  const { visitor, webhook } = await startSite(t, {
    env: { FLINKS_EXPRESS_URL: '', FLINKS_WEBHOOK_SECRET: '' },
  });
  const browser = visitor();
  for (const [method = '', path = ''] of [
    ['POST', '/api/express/start'],
    ['GET', '/api/express'],
    ['GET', '/api/express/one'],
  ]) {
    const { status, json } = await browser.ask(method, path, method === 'POST' ? { body: '{}' } : {});
    assert.deepEqual([status, json.error?.code], [501, 'not-configured'], path);
    assert.match(given(json.error).message, /^Express is not set up here: [^.]+\.$/);
  }
  assert.equal((await browser.ask<{ express?: boolean }>('GET', '/api/config')).json.express, false);
  assert.equal((await post(webhook, accountsWebhook('t'))).status, 403);
});
