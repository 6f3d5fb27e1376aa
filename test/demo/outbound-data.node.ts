import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundLink } from '../../demo/server/outbound/outbound-link.ts';
import { given } from '../simulator/simulator-server.ts';
import { serve, startSite } from './demo-site.ts';
import { deliver, linkByPage, type OutboundAccounts, start } from './outbound-flow.ts';
import type { Visitor } from './visitor.ts';

const askForAccounts = (browser: Visitor) => browser.ask<OutboundAccounts>('GET', '/api/outbound/accounts');

test('shows the accounts in the shape the pages know, and no number, id or token', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser);
  const { json, headers } = await askForAccounts(browser);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(json.institution, 'Flinks Capital');
  assert.deepEqual(
    json.accounts.map(each => [each.ref, each.title, each.type, each.lastDigits]),
    [
      ['0', 'Everyday Chequing', 'Chequing', '1238'],
      ['1', 'Joint Chequing', 'Chequing', '9054'],
      ['2', 'High-Interest Savings', 'Savings', '2261'],
      ['3', 'Visa Rewards', 'CreditCard', '7788'],
    ],
  );
  const [chequing, card] = [given(json.accounts[0]), given(json.accounts[3])];
  const { current, available } = chequing.balance;
  assert.ok(current !== null && current > 0 && available !== null && available > current);
  assert.ok(card.balance.current !== null && card.balance.current < 0 && card.balance.limit === 5000);
  const [newest] = chequing.transactions;
  assert.deepEqual(Object.keys(given(newest)), ['date', 'description', 'amount', 'balance']);
  assert.ok(chequing.transactions.some(({ amount }) => amount < 0));
  assert.ok(chequing.transactions.some(({ amount }) => amount > 0));
  assert.doesNotMatch(browser.received, /4500123412347788|7641238|accountId|access_token|refresh_token|eyJ/);
});

test('pages through transactions to their end', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser);
  const { ref, transactions, next } = given((await askForAccounts(browser)).json.accounts[0]);
  const dates = transactions.map(({ date }) => date);
  let after = next;
  let pages = 1;
  while (after) {
    const path = `/api/outbound/accounts/${ref}/transactions?after=${after}`;
    const { json } = await browser.ask<Awaited<ReturnType<OutboundLink['transactions']>>>('GET', path);
    assert.ok(json.transactions.length > 0);
    dates.push(...json.transactions.map(({ date }) => date));
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
  assert.equal(none.json.error?.code, 'not-linked');
  await linkByPage(browser);
  await browser.ask('GET', '/api/outbound/accounts');
  for (const [ref, after, code] of [
    ['9', 'a', 'no-account'],
    ['-1', 'a', 'no-account'],
    ['0', '', 'malformed'],
    ['0', 'x'.repeat(1001), 'malformed'],
    ['0', 'a%2Fb', 'FDX_703'],
    ['0', 'unknown', 'FDX_703'],
  ] as const) {
    const path = `/api/outbound/accounts/${encodeURIComponent(ref)}/transactions?after=${after}`;
    assert.equal((await browser.ask('GET', path)).json.error?.code, code, path);
  }
});

test('shows what a narrow consent holds', async t => {
  const { visitor } = await startSite(t, { env: { FLINKS_SCOPE: 'ACCOUNT_BASIC' } });
  const browser = visitor();
  await linkByPage(browser);
  const account = given((await askForAccounts(browser)).json.accounts[0]);
  assert.deepEqual([account.title, account.balance.current], ['Everyday Chequing', null]);
  assert.deepEqual([account.transactions, account.next], [[], null]);
});

test('shows accounts of a bank whose name nobody knows', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  await linkByPage(browser, {});
  const { json } = await askForAccounts(browser);
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
  assert.equal((await browser.ask('GET', '/api/outbound/accounts')).json.error?.code, 'not-linked');
  assert.equal((await browser.ask('DELETE', '/api/outbound/link')).status, 204);
});

test('reads a bank that never comes to an end only so far', async t => {
  const asked: string[] = [];
  const url = await serve(t, (request, response) => {
    asked.push(request.url ?? '');
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: 299, refresh_token: 'r' };
    const page = {
      page: { nextOffset: `o${asked.length}` },
      accounts: [{ depositAccount: { accountId: '..' } }, { depositAccount: { accountId: '' } }, null, 7],
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'POST' ? token : page));
  });
  const { visitor } = await startSite(t, { env: { FLINKS_OUTBOUND_URL: url } });
  const browser = visitor();
  const { state } = await start(browser);
  assert.equal((await deliver(browser, { code: 'c', state })).status, 204);
  const { json } = await askForAccounts(browser);
  assert.deepEqual(json.accounts, []);
  assert.equal(asked.length, 21);
});

test('reads every page of accounts, whatever the bank’s side names their places', async t => {
  const places = ['a/b+c==', 7, 'é &?#', undefined];
  const asked: (string | null)[] = [];
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
  const { json } = await askForAccounts(browser);
  assert.equal(json.accounts.length, 4);
  assert.deepEqual(asked, [null, 'a/b+c==', '7', 'é &?#']);
});

test('says so when the bank’s side answers nonsense, breaks, or is not there', async t => {
  for (const [status, body, code] of [
    [200, '<html>', 'UNEXPECTED_ANSWER'],
    [503, '{}', 'UNEXPECTED_ANSWER'],
    [400, '{"error":"invalid_grant","error_description":"secret words"}', 'invalid_grant'],
    [0, '', 'UNREACHABLE'],
  ] as const) {
    const url = await serve(t, (_request, response) => {
      response.writeHead(status || 200, { 'content-type': 'application/json' });
      response.end(body);
    });
    const env = { FLINKS_OUTBOUND_URL: status === 0 ? 'http://127.0.0.1:9' : url };
    const { visitor, log } = await startSite(t, { env });
    const browser = visitor();
    const { state } = await start(browser);
    const { status: answered, json } = await deliver(browser, { code: 'the-code', state });
    assert.deepEqual([answered, json.error?.code], [502, code]);
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
