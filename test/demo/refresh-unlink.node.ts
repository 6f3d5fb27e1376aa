import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';

test('refresh collects again when the bank asks nothing', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const before = await browser.link(await customer.signIn());
  const { status, json } = await browser.ask('POST', '/api/link/refresh');
  assert.equal(status, 200);
  assert.equal(json.state, 'fetching');
  // What was known stays on the screen while the new data is on its way.
  assert.equal(json.collectedAt, before.collectedAt);
  const after = await browser.until('ready');
  assert.ok(given(after.collectedAt) > given(before.collectedAt));
  assert.equal(given(after.accounts).length, given(before.accounts).length);
});

test('refresh hands over the request id when the bank asks, and its answer brings the accounts', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn('Greatday');
  const before = await browser.link(loginId);
  const { json } = await browser.ask('POST', '/api/link/refresh');
  assert.equal(json.state, 'mfa');
  assert.match(given(json.requestId), /^[0-9a-f-]{36}$/);

  await browser.token();
  await customer.answer(given(json.requestId));
  assert.equal((await browser.login(loginId)).status, 204);
  const after = await browser.until('ready');
  assert.ok(given(after.collectedAt) > given(before.collectedAt));
  assert.equal(after.requestId, undefined);
});

test('refresh keeps the choice of accounts when the resumed session makes none', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn('Greatday');
  const [, second] = await customer.accounts(loginId);
  await browser.link(loginId, { accountIds: [second?.Id] });
  const { json } = await browser.ask('POST', '/api/link/refresh');
  await browser.token();
  await customer.answer(given(json.requestId));
  await browser.login(loginId);
  assert.equal((await browser.until('ready')).accounts?.length, 1);
});

test('a delivery from before the question does not pass for its answer', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn('Greatday');
  await browser.link(loginId, { attemptId: 'first' });
  await browser.ask('POST', '/api/link/refresh');
  assert.equal((await browser.login(loginId, { attemptId: 'first' })).status, 204);
  assert.equal((await browser.ask('GET', '/api/link')).json.state, 'mfa');
});

test('refresh asks for the whole flow on any other answer', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.link(loginId);
  await customer.deleteCard(loginId);
  const { status, json } = await browser.ask('POST', '/api/link/refresh');
  assert.equal(status, 200);
  assert.equal(json.state, 'relink');
  const again = await browser.link(await customer.signIn());
  assert.ok(given(again.accounts).length > 0);
});

test('refresh is refused while it would disturb, and where there is nothing to refresh', async t => {
  const { visitor, customer } = await startSite(t, { pendingMs: 5000 });
  const browser = visitor();
  assert.equal((await browser.ask('POST', '/api/link/refresh')).json.error?.code, 'no-session');
  await browser.token();
  assert.equal((await browser.ask('POST', '/api/link/refresh')).json.error?.code, 'not-linked');
  await browser.login(await customer.signIn());
  await browser.until('fetching');
  const { status, json } = await browser.ask('POST', '/api/link/refresh');
  assert.equal(status, 409);
  assert.equal(json.error?.code, 'busy');
});

test('unlink makes Flinks delete the login and forgets it', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.link(loginId);
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
  assert.deepEqual((await browser.ask('GET', '/api/link')).json, { state: 'none' });
  assert.equal((await customer.deleteCard(loginId)).FlinksCode, 'INVALID_REQUEST');
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
});

test('unlink says that the card is in use, and keeps the link for another try', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn('Greatday');
  await browser.link(loginId);
  const { json } = await browser.ask('POST', '/api/link/refresh');
  const refused = await browser.ask('DELETE', '/api/link');
  assert.equal(refused.status, 409);
  assert.equal(refused.json.error?.code, 'CARD_IN_USE');
  assert.equal((await browser.ask('GET', '/api/link')).json.state, 'mfa');

  await browser.token();
  await customer.answer(given(json.requestId));
  await browser.login(loginId);
  await browser.until('ready');
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
});

test('unlink forgets a login that Flinks no longer holds', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.link(loginId);
  await customer.deleteCard(loginId);
  assert.equal((await browser.ask('DELETE', '/api/link')).status, 204);
  assert.deepEqual((await browser.ask('GET', '/api/link')).json, { state: 'none' });
});
