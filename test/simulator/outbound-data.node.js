import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startOutbound } from './outbound-server.js';
import { call } from './simulator-server.js';

const fdx = '/api/fdx/5';

/** @param {Record<string, any>} wrapped `{ depositAccount: { … } }` @returns {any} */
const inner = wrapped => Object.values(wrapped)[0];

/** A consent with tokens, and how to read with them. @param {import('node:test').TestContext} t @param {Record<string, string>} [parameters] */
async function connected(t, parameters) {
  const outbound = await startOutbound(t);
  const { access_token: accessToken } = await outbound.tokens(parameters);
  return { ...outbound, read: (/** @type {string} */ path) => outbound.ask(path, accessToken) };
}

describe('FDX', () => {
  it('lists accounts, and tells more of each one', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    assert.deepEqual(body.page, { totalElements: 4 });
    assert.deepEqual(
      body.accounts.map((/** @type {object} */ each) => [Object.keys(each)[0], inner(each).accountType]),
      [
        ['depositAccount', 'CHECKING'],
        ['depositAccount', 'CHECKING'],
        ['depositAccount', 'SAVINGS'],
        ['locAccount', 'CREDITCARD'],
      ],
    );
    const { accountId, currentBalance } = inner(body.accounts[0]);
    assert.equal(currentBalance, undefined);
    const { body: details } = await read(`${fdx}/accounts/${accountId}`);
    assert.equal(typeof details.depositAccount.currentBalance, 'number');
  });

  it('pages by offset and by link to the same end', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    const path = `${fdx}/accounts/${inner(body.accounts[0]).accountId}/transactions`;
    const { body: whole } = await read(`${path}?limit=1000`);
    const all = whole.transactions.map((/** @type {object} */ each) => inner(each).transactionId);
    assert.equal(all.length, whole.page.totalElements);
    assert.equal(new Set(all).size, all.length);

    const [byOffset, byLink] = [[], []].map(() => /** @type {string[]} */ ([]));
    let offset = '';
    do {
      const page = (await read(`${path}?limit=90&offset=${offset}`)).body;
      byOffset?.push(...page.transactions.map((/** @type {object} */ each) => inner(each).transactionId));
      offset = page.page.nextOffset ?? '';
    } while (offset);
    let link = `${path}?limit=90`;
    while (link) {
      const page = (await read(link)).body;
      byLink?.push(...page.transactions.map((/** @type {object} */ each) => inner(each).transactionId));
      link = page.links.next?.href ?? '';
    }
    assert.deepEqual([byOffset, byLink], [all, all]);
  });

  it('keeps to the dates asked for', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    const path = `${fdx}/accounts/${inner(body.accounts[0]).accountId}/transactions`;
    const start = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    const within = (await read(`${path}?startTime=${start}&limit=1000`)).body.transactions;
    assert.ok(within.length > 0);
    assert.ok(within.every((/** @type {object} */ each) => inner(each).postedTimestamp >= start));
    for (const query of ['startTime=yesterday', 'startTime=2026-02-01&endTime=2026-01-01']) {
      const { status, body: error } = await read(`${path}?${query}`);
      assert.equal(status, 400);
      assert.deepEqual(error, {
        code: 702,
        message: 'Invalid start or end date',
        debugMessage: 'Start time is invalid',
      });
    }
  });

  for (const query of ['limit=0', 'limit=many', 'limit=5000', 'offset=nowhere'])
    it(`refuses ${query}`, async t => {
      const { read } = await connected(t);
      const { status, body } = await read(`${fdx}/accounts?${query}`);
      assert.deepEqual([status, Object.keys(body)], [400, ['code', 'message', 'debugMessage']]);
    });

  it('gives the customer, payment networks and statements', async t => {
    const { read } = await connected(t);
    const { body: customer } = await read(`${fdx}/customers/current`);
    assert.deepEqual(customer.name, { first: 'Camille', last: 'Tremblay' });
    assert.equal((await read(`${fdx}/customers`)).body.customers[0].customerId, customer.customerId);
    const { status, body: error } = await read(`${fdx}/customers/somebody-else`);
    assert.deepEqual([status, error.code, error.message], [404, 601, 'Customer not found']);

    const { accountId } = inner((await read(`${fdx}/accounts`)).body.accounts[0]);
    const { body: networks } = await read(`${fdx}/accounts/${accountId}/payment-networks?limit=1`);
    assert.deepEqual([networks.paymentNetworks.length, networks.page.totalElements], [1, 2]);
    const { body: list } = await read(`${fdx}/accounts/${accountId}/statements`);
    const { statementId } = list.statements[0];
    const pdf = await read(`${fdx}/accounts/${accountId}/statements/${statementId}`);
    assert.equal(pdf.headers.get('content-type'), 'application/pdf');
    assert.match(pdf.body, /^%PDF-1\.4/);
    assert.equal((await read(`${fdx}/accounts/${accountId}/statements/none`)).status, 404);
  });

  it('gives nothing beyond the scopes, and no other account', async t => {
    const { read } = await connected(t, { scope: 'ACCOUNT_BASIC' });
    const { accountId } = inner((await read(`${fdx}/accounts`)).body.accounts[0]);
    for (const path of ['', '/transactions', '/statements', '/payment-networks'])
      assert.equal((await read(`${fdx}/accounts/${accountId}${path}`)).status, 403, path);
    assert.equal((await read(`${fdx}/customers/current`)).status, 403);

    const { read: readElsewhere } = await connected(t, { provider_id: '2000' });
    assert.equal((await readElsewhere(`${fdx}/accounts/${accountId}`)).body.code, 701);
  });

  it('takes no token that is missing, forged, over, or the recipient’s own', async t => {
    const { tokens, clientToken, ask, expireAccessTokens } = await withExpiry(t);
    const { access_token: good } = await tokens();
    const { access_token: other } = await tokens({ simulate: 'auto,expired:400' });
    const [head, body, signature] = good.split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), exp: 9e9 }),
    ).toString('base64url');
    for (const token of ['', 'nonsense', `${head}.${forged}.${signature}`, await clientToken()])
      assert.equal((await ask(`${fdx}/accounts`, token)).status, 401);
    await expireAccessTokens();
    const refused = await ask(`${fdx}/accounts`, good);
    assert.deepEqual([refused.status, refused.body], [401, { message: 'Invalid Bearer Token' }]);
    assert.equal((await ask(`${fdx}/accounts`, other)).status, 400);
  });
});

describe('providers and registrations', () => {
  it('lists the providers as v1 prints them', async t => {
    const { clientToken, ask } = await startOutbound(t);
    const { body } = await ask('/api/v1/providers', await clientToken());
    assert.deepEqual(Object.keys(body[0]), ['provider_id', 'name', 'country', 'scopes']);
    assert.deepEqual([body[0].provider_id, body[0].name], [1000, 'Flinks Capital']);
  });

  it('shows every status, in both countries, and the banks that are out of order as usable', async t => {
    const { clientToken, ask } = await startOutbound(t);
    const { body } = await ask('/api/v2/providers', await clientToken());
    const count = (/** @type {string} */ status, /** @type {string} */ country) =>
      body.filter((/** @type {any} */ each) => each.status === status && each.country === country).length;
    for (const status of ['Activated', 'Available', 'PendingActivation', 'Suspended'])
      for (const country of ['CA', 'US']) assert.ok(count(status, country) > 0, `${status} ${country}`);
    for (const id of [8110, 8120, 8130])
      assert.equal(body.find((/** @type {any} */ each) => each.provider_id === id).status, 'Activated');
  });

  for (const [path, simulate, fields] of /** @type {const} */ ([
    ['/api/v1/providers', 'v1:supported', ['provider_id', 'name', 'country', 'scopes']],
    ['/api/v1/providers', 'v1:active', ['id', 'name']],
    ['/api/v2/providers', 'v2:snake', ['provider_id', 'name', 'country', 'scopes', 'status']],
    [
      '/api/v2/providers',
      'v2:camel',
      ['providerId', 'providerName', 'country', 'scopes', 'registrationStatus'],
    ],
  ]))
    it(`lists the providers as ${simulate}, for one call or for a recipient`, async t => {
      const outbound = await startOutbound(t);
      const { body } = await outbound.ask(`${path}?simulate=${simulate}`, await outbound.clientToken());
      assert.deepEqual(Object.keys(body[0]), fields);
      const { body: recipient } = await call(`${outbound.origin}/simulator/recipients`, {
        body: { redirectUris: ['https://app.example/'], simulate },
      });
      const { body: token } = await outbound.token({
        grant_type: 'client_credentials',
        client_id: recipient.clientId,
        client_secret: recipient.clientSecret,
        scope: 'client:admin',
      });
      const { body: own } = await outbound.ask(path, token.access_token);
      assert.deepEqual(own, body);
    });

  for (const [path, simulate] of /** @type {const} */ ([
    ['/api/v1/providers', 'v1:none'],
    ['/api/v2/providers', 'v2:missing'],
  ]))
    it(`answers 404 with ${simulate}`, async t => {
      const { clientToken, ask } = await startOutbound(t);
      const { status, body } = await ask(`${path}?simulate=${simulate}`, await clientToken());
      assert.deepEqual([status, body], [404, {}]);
    });

  it('filters v2 by country and by what is enabled', async t => {
    const { clientToken, ask } = await startOutbound(t);
    const token = await clientToken();
    /** @param {string} query */
    const statuses = async query =>
      (await ask(`/api/v2/providers?${query}`, token)).body.map((/** @type {any} */ each) => each.status);
    assert.deepEqual(new Set(await statuses('country=CA,US')).size, 4);
    const { body: american } = await ask('/api/v2/providers?country=US', token);
    assert.deepEqual(new Set(american.map((/** @type {any} */ { country }) => country)), new Set(['US']));
    assert.deepEqual(new Set(await statuses('isEnabledForClient=TRUE')), new Set(['Activated']));
    assert.equal((await statuses('isEnabledForClient=FALSE')).includes('Activated'), false);
    assert.equal((await ask('/api/v2/providers?country=FR', token)).status, 400);
  });

  it('are for the recipient’s own token', async t => {
    const { tokens, ask } = await startOutbound(t);
    const { access_token: accessToken } = await tokens();
    for (const path of ['/api/v1/providers', '/api/v2/providers', '/api/v1/recipients/providers/requests']) {
      const { status, body } = await ask(path, accessToken);
      assert.deepEqual([status, body], [401, { message: 'Invalid Bearer Token' }]);
    }
  });

  it('take a registration from a request to ACTIVE', async t => {
    const { origin, clientId, clientToken, ask } = await startOutbound(t);
    const token = await clientToken();
    const path = `/api/v1/recipients/${clientId}/providers/requests`;
    const headers = { authorization: `Bearer ${token}` };
    const created = await call(`${origin}${path}`, { headers, body: { provider_id: [1000, 2000] } });
    assert.equal(created.status, 201);
    const statuses = async () =>
      (await ask(path, token)).body.map((/** @type {any} */ each) => each.registration_status);
    const seen = [await statuses()];
    for (let step = 0; step < 2; step += 1) {
      await call(`${origin}/simulator/recipients/${clientId}/registrations`);
      seen.push(await statuses());
    }
    assert.deepEqual(
      seen.map(([status]) => status),
      ['PENDING_APPROVAL', 'PENDING_ACTIVATION', 'ACTIVE'],
    );
    assert.equal((await ask('/api/v1/recipients/providers/requests', token)).body.length, 2);
    assert.equal((await ask('/api/v1/recipients/dc-other/providers/requests', token)).status, 400);
    const wrong = await call(`${origin}${path}`, { headers, body: { provider_id: 31 } });
    assert.equal(wrong.status, 400);
  });
});

/** @param {import('node:test').TestContext} t */
async function withExpiry(t) {
  const outbound = await startOutbound(t);
  return { ...outbound, expireAccessTokens: () => call(`${outbound.origin}/simulator/expired-tokens`) };
}
