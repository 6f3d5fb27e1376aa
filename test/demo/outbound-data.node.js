import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { serve, startSite } from './demo-site.js';
import { deliver, linkByPage, start } from './outbound-flow.js';

test('shows the accounts in the shape the pages know, and no number, id or token', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser);
  const { json, headers } = await browser.ask('GET', '/api/outbound/accounts');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(json.institution, 'Flinks Capital');
  assert.deepEqual(
    json.accounts.map((/** @type {any} */ each) => [each.ref, each.title, each.type, each.lastDigits]),
    [
      ['0', 'Everyday Chequing', 'Chequing', '1238'],
      ['1', 'Joint Chequing', 'Chequing', '9054'],
      ['2', 'High-Interest Savings', 'Savings', '2261'],
      ['3', 'Visa Rewards', 'CreditCard', '7788'],
    ],
  );
  const [chequing, , , card] = json.accounts;
  assert.ok(chequing.balance.current > 0 && chequing.balance.available > chequing.balance.current);
  assert.ok(card.balance.current < 0 && card.balance.limit === 5000);
  const [newest] = chequing.transactions;
  assert.deepEqual(Object.keys(newest), ['date', 'description', 'amount', 'balance']);
  assert.ok(chequing.transactions.some((/** @type {any} */ { amount }) => amount < 0));
  assert.ok(chequing.transactions.some((/** @type {any} */ { amount }) => amount > 0));
  assert.doesNotMatch(browser.received, /4500123412347788|7641238|accountId|access_token|refresh_token|eyJ/);
});

test('pages through transactions to their end', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser);
  const [{ ref, transactions, next }] = (await browser.ask('GET', '/api/outbound/accounts')).json.accounts;
  const dates = transactions.map((/** @type {any} */ { date }) => date);
  let after = next;
  let pages = 1;
  while (after) {
    const { json } = await browser.ask('GET', `/api/outbound/accounts/${ref}/transactions?after=${after}`);
    assert.ok(json.transactions.length > 0);
    dates.push(...json.transactions.map((/** @type {any} */ { date }) => date));
    after = json.next;
    pages += 1;
  }
  assert.ok(pages > 3, `${pages} pages`);
  assert.deepEqual(dates, [...dates].sort().reverse());
});

test('gives transactions of no account that is not in the link', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const none = await browser.ask('GET', '/api/outbound/accounts/0/transactions?after=a');
  assert.equal(none.json.error.code, 'not-linked');
  await linkByPage(browser);
  await browser.ask('GET', '/api/outbound/accounts');
  for (const [ref, after, code] of /** @type {const} */ ([
    ['9', 'a', 'no-account'],
    ['-1', 'a', 'no-account'],
    ['0', '', 'malformed'],
    ['0', 'x'.repeat(1001), 'malformed'],
    ['0', 'a%2Fb', 'FDX_703'],
    ['0', 'unknown', 'FDX_703'],
  ])) {
    const path = `/api/outbound/accounts/${encodeURIComponent(ref)}/transactions?after=${after}`;
    assert.equal((await browser.ask('GET', path)).json?.error?.code, code, path);
  }
});

test('shows what a narrow consent holds', async t => {
  const { visitor } = await startSite(t, { env: { FLINKS_SCOPE: 'ACCOUNT_BASIC' } });
  const browser = visitor();
  await linkByPage(browser);
  const [account] = (await browser.ask('GET', '/api/outbound/accounts')).json.accounts;
  assert.deepEqual([account.title, account.balance.current], ['Everyday Chequing', null]);
  assert.deepEqual([account.transactions, account.next], [[], null]);
});

test('shows accounts of a bank whose name nobody knows', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser, {});
  const { json } = await browser.ask('GET', '/api/outbound/accounts');
  assert.equal(json.institution, '');
  assert.equal(json.accounts.length, 4);
});

test('disconnects at the bank too', async t => {
  const { visitor, outbound } = await startSite(t);
  const browser = visitor();
  const { state } = await linkByPage(browser);
  assert.equal(outbound.consents.grantsOf(state).length, 1);
  assert.equal((await browser.ask('DELETE', '/api/outbound/link')).status, 204);
  assert.deepEqual(outbound.consents.grantsOf(state), []);
  assert.equal((await browser.ask('GET', '/api/outbound/accounts')).json.error.code, 'not-linked');
  assert.equal((await browser.ask('DELETE', '/api/outbound/link')).status, 204);
});

test('reads a bank that never comes to an end only so far', async t => {
  /** @type {string[]} */
  const asked = [];
  const bank = createServer((request, response) => {
    asked.push(request.url ?? '');
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: 299, refresh_token: 'r' };
    const page = {
      page: { nextOffset: `o${asked.length}` },
      accounts: [{ depositAccount: { accountId: '..' } }, { depositAccount: { accountId: '' } }, null, 7],
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'POST' ? token : page));
  });
  const url = await serve(t, (request, response) => bank.emit('request', request, response));
  const { visitor } = await startSite(t, { env: { FLINKS_OUTBOUND_URL: url } });
  const browser = visitor();
  const { state } = await start(browser);
  assert.equal((await deliver(browser, { code: 'c', state })).status, 204);
  const { json } = await browser.ask('GET', '/api/outbound/accounts');
  assert.deepEqual(json.accounts, []);
  assert.equal(asked.length, 21);
});

test('reads every page of accounts, whatever the bank’s side names their places', async t => {
  const places = ['a/b+c==', 7, 'é &?#', undefined];
  /** @type {(string | null)[]} */
  const asked = [];
  const url = await serve(t, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bank.example');
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: 299, refresh_token: 'r' };
    const isList = pathname.endsWith('/accounts');
    if (isList) asked.push(searchParams.get('offset'));
    const accounts = [{ depositAccount: { accountId: `a${asked.length}` } }];
    const page = isList ? { page: { nextOffset: places[asked.length - 1] }, accounts } : {};
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'POST' ? token : page));
  });
  const { visitor } = await startSite(t, { env: { FLINKS_OUTBOUND_URL: url } });
  const browser = visitor();
  const { state } = await start(browser);
  assert.equal((await deliver(browser, { code: 'c', state })).status, 204);
  const { json } = await browser.ask('GET', '/api/outbound/accounts');
  assert.equal(json.accounts.length, 4);
  assert.deepEqual(asked, [null, 'a/b+c==', '7', 'é &?#']);
});

test('says so when the bank’s side answers nonsense, breaks, or is not there', async t => {
  for (const [status, body, code] of /** @type {const} */ ([
    [200, '<html>', 'UNEXPECTED_ANSWER'],
    [503, '{}', 'UNEXPECTED_ANSWER'],
    [400, '{"error":"invalid_grant","error_description":"secret words"}', 'invalid_grant'],
    [0, '', 'UNREACHABLE'],
  ])) {
    const url = await serve(t, (_request, response) => {
      response.writeHead(status || 200, { 'content-type': 'application/json' });
      response.end(body);
    });
    const env = { FLINKS_OUTBOUND_URL: status === 0 ? 'http://127.0.0.1:9' : url };
    const { visitor, log } = await startSite(t, { env });
    const browser = visitor();
    const { state } = await start(browser);
    const { status: answered, json } = await deliver(browser, { code: 'the-code', state });
    assert.deepEqual([answered, json.error.code], [502, code]);
    assert.equal(log.length, 1);
    assert.doesNotMatch(log.join(), /secret words|the-code|the-client-secret/);
  }
});

test('shows no secret, code, state or token in any answer or log line', async t => {
  const { visitor, config, log } = await startSite(t);
  const browser = visitor();
  const { code, state } = await linkByPage(browser);
  browser.received = '';
  await browser.ask('GET', '/api/outbound/accounts');
  await browser.ask('GET', '/api/outbound/link');
  await browser.ask('GET', '/api/providers');
  await deliver(browser, { code, state });
  await deliver(browser, { code, state: (await start(browser)).state });
  await browser.ask('DELETE', '/api/outbound/link');
  const said = browser.received + log.join('\n');
  for (const secret of [config.outbound?.clientSecret, code, state, 'eyJ', 'refresh'])
    assert.ok(secret && !said.includes(secret), secret);
});
