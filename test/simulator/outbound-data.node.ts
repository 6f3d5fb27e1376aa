import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  type FdxBody,
  type FdxCustomer,
  type FdxDetails,
  inner,
  type ProviderBody,
  type RegistrationBody,
  startOutbound,
} from './outbound-server.ts';
import { call, type ControlBody, given } from './simulator-server.ts';

const fdx = '/api/fdx/5';

/** A consent with tokens, and how to read with them. */
async function connected(t: TestContext, parameters?: Record<string, string>) {
  const outbound = await startOutbound(t);
  const { access_token: accessToken } = await outbound.tokens(parameters);
  return { ...outbound, read: <Body = FdxBody>(path: string) => outbound.ask<Body>(path, accessToken) };
}

const idsOf = ({ transactions }: FdxBody) => given(transactions).map(each => inner(each).transactionId);

describe('FDX', () => {
  it('lists accounts, and tells more of each one', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    assert.deepEqual(body.page, { totalElements: 4 });
    assert.deepEqual(
      body.accounts?.map(each => [Object.keys(each)[0], inner(each).accountType]),
      [
        ['depositAccount', 'CHECKING'],
        ['depositAccount', 'CHECKING'],
        ['depositAccount', 'SAVINGS'],
        ['locAccount', 'CREDITCARD'],
      ],
    );
    const account = inner(body.accounts[0]);
    assert.equal('currentBalance' in account, false);
    const { body: details } = await read<FdxDetails>(`${fdx}/accounts/${account.accountId}`);
    assert.equal(typeof details.depositAccount?.currentBalance, 'number');
  });

  it('pages by offset and by link to the same end', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    const path = `${fdx}/accounts/${inner(body.accounts?.[0]).accountId}/transactions`;
    const { body: whole } = await read(`${path}?limit=1000`);
    const all = idsOf(whole);
    assert.equal(all.length, whole.page?.totalElements);
    assert.equal(new Set(all).size, all.length);

    const byOffset: string[] = [];
    let offset = '';
    do {
      const page = (await read(`${path}?limit=90&offset=${offset}`)).body;
      byOffset.push(...idsOf(page));
      offset = page.page?.nextOffset ?? '';
    } while (offset);
    const byLink: string[] = [];
    let link = `${path}?limit=90`;
    while (link) {
      const page = (await read(link)).body;
      byLink.push(...idsOf(page));
      link = page.links?.next?.href ?? '';
    }
    assert.deepEqual([byOffset, byLink], [all, all]);
  });

  it('keeps to the dates asked for', async t => {
    const { read } = await connected(t);
    const { body } = await read(`${fdx}/accounts`);
    const path = `${fdx}/accounts/${inner(body.accounts?.[0]).accountId}/transactions`;
    const start = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    const within = given((await read(`${path}?startTime=${start}&limit=1000`)).body.transactions);
    assert.ok(within.length > 0);
    assert.ok(within.every(each => inner(each).postedTimestamp >= start));
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
    const { body: customer } = await read<FdxCustomer>(`${fdx}/customers/current`);
    assert.deepEqual(customer.name, { first: 'Camille', last: 'Tremblay' });
    const { customers } = (await read(`${fdx}/customers`)).body;
    assert.equal(given(customers?.[0]).customerId, customer.customerId);
    const { status, body: error } = await read(`${fdx}/customers/somebody-else`);
    assert.deepEqual([status, error.code, error.message], [404, 601, 'Customer not found']);

    const { accountId } = inner((await read(`${fdx}/accounts`)).body.accounts?.[0]);
    const { body: networks } = await read(`${fdx}/accounts/${accountId}/payment-networks?limit=1`);
    assert.deepEqual([networks.paymentNetworks?.length, networks.page?.totalElements], [1, 2]);
    const { body: list } = await read(`${fdx}/accounts/${accountId}/statements`);
    const { statementId } = given(list.statements?.[0]);
    const pdf = await read<string>(`${fdx}/accounts/${accountId}/statements/${statementId}`);
    assert.equal(pdf.headers.get('content-type'), 'application/pdf');
    assert.match(pdf.body, /^%PDF-1\.4/);
    assert.equal((await read(`${fdx}/accounts/${accountId}/statements/none`)).status, 404);
  });

  it('gives nothing beyond the scopes, and no other account', async t => {
    const { read } = await connected(t, { scope: 'ACCOUNT_BASIC' });
    const { accountId } = inner((await read(`${fdx}/accounts`)).body.accounts?.[0]);
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
    const [head, body = '', signature] = given(good).split('.');
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
    const { body } = await ask<ProviderBody[]>('/api/v1/providers', await clientToken());
    const first = given(body[0]);
    assert.deepEqual(Object.keys(first), ['provider_id', 'name', 'country', 'scopes']);
    assert.deepEqual([first.provider_id, first.name], [1000, 'Flinks Capital']);
  });

  it('shows every status, in both countries, and the banks that are out of order as usable', async t => {
    const { clientToken, ask } = await startOutbound(t);
    const { body } = await ask<ProviderBody[]>('/api/v2/providers', await clientToken());
    const count = (status: string, country: string) =>
      body.filter(each => each.status === status && each.country === country).length;
    for (const status of ['Activated', 'Available', 'PendingActivation', 'Suspended'])
      for (const country of ['CA', 'US']) assert.ok(count(status, country) > 0, `${status} ${country}`);
    for (const id of [8110, 8120, 8130])
      assert.equal(body.find(each => each.provider_id === id)?.status, 'Activated');
  });

  for (const [path, simulate, fields] of [
    ['/api/v1/providers', 'v1:supported', ['provider_id', 'name', 'country', 'scopes']],
    ['/api/v1/providers', 'v1:active', ['id', 'name']],
    ['/api/v2/providers', 'v2:snake', ['provider_id', 'name', 'country', 'scopes', 'status']],
    [
      '/api/v2/providers',
      'v2:camel',
      ['providerId', 'providerName', 'country', 'scopes', 'registrationStatus'],
    ],
  ] as const)
    it(`lists the providers as ${simulate}, for one call or for a recipient`, async t => {
      const outbound = await startOutbound(t);
      const { body } = await outbound.ask<object[]>(
        `${path}?simulate=${simulate}`,
        await outbound.clientToken(),
      );
      assert.deepEqual(Object.keys(given(body[0])), fields);
      const { body: recipient } = await call<ControlBody>(`${outbound.origin}/simulator/recipients`, {
        body: { redirectUris: ['https://app.example/'], simulate },
      });
      const { body: token } = await outbound.token({
        grant_type: 'client_credentials',
        client_id: recipient.clientId,
        client_secret: recipient.clientSecret,
        scope: 'client:admin',
      });
      const { body: own } = await outbound.ask<object[]>(path, given(token.access_token));
      assert.deepEqual(own, body);
    });

  for (const [path, simulate] of [
    ['/api/v1/providers', 'v1:none'],
    ['/api/v2/providers', 'v2:missing'],
  ] as const)
    it(`answers 404 with ${simulate}`, async t => {
      const { clientToken, ask } = await startOutbound(t);
      const { status, body } = await ask(`${path}?simulate=${simulate}`, await clientToken());
      assert.deepEqual([status, body], [404, {}]);
    });

  it('filters v2 by country and by what is enabled', async t => {
    const { clientToken, ask } = await startOutbound(t);
    const token = await clientToken();
    const statuses = async (query: string) =>
      (await ask<ProviderBody[]>(`/api/v2/providers?${query}`, token)).body.map(({ status }) => status);
    assert.deepEqual(new Set(await statuses('country=CA,US')).size, 4);
    const { body: american } = await ask<ProviderBody[]>('/api/v2/providers?country=US', token);
    assert.deepEqual(new Set(american.map(({ country }) => country)), new Set(['US']));
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
      (await ask<RegistrationBody[]>(path, token)).body.map(each => each.registration_status);
    const seen = [await statuses()];
    for (let step = 0; step < 2; step += 1) {
      await call(`${origin}/simulator/recipients/${clientId}/registrations`);
      seen.push(await statuses());
    }
    assert.deepEqual(
      seen.map(([status]) => status),
      ['PENDING_APPROVAL', 'PENDING_ACTIVATION', 'ACTIVE'],
    );
    const requests = await ask<RegistrationBody[]>('/api/v1/recipients/providers/requests', token);
    assert.equal(requests.body.length, 2);
    assert.equal((await ask('/api/v1/recipients/dc-other/providers/requests', token)).status, 400);
    const wrong = await call(`${origin}${path}`, { headers, body: { provider_id: 31 } });
    assert.equal(wrong.status, 400);
  });
});

async function withExpiry(t: TestContext) {
  const outbound = await startOutbound(t);
  return { ...outbound, expireAccessTokens: () => call(`${outbound.origin}/simulator/expired-tokens`) };
}
