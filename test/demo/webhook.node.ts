import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { test } from 'node:test';
import { sign } from '../simulator/express-visitor.ts';
import { startSite } from './demo-site.ts';
import { accountsWebhook, post, start } from './express-flow.ts';

for (const header of ['flinks-authenticity-key', 'X-Flinks-Signature'])
  test(`takes a webhook that is signed in ${header}`, async t => {
    const { visitor, webhook } = await startSite(t);
    const browser = visitor();
    const { id, tag } = await start(browser);
    const { status, text } = await post(webhook, accountsWebhook(tag), { header });
    assert.deepEqual([status, text], [200, '{}']);
    assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'linked');
  });

test('checks the exact bytes, whatever their form', async t => {
  const { visitor, webhook } = await startSite(t);
  const { tag } = await start(visitor());
  for (const body of [
    `\n ${JSON.stringify(accountsWebhook(tag, { ResponseType: 'KYC', note: 'é' }), null, 3)}\n`,
    Buffer.from('{"ResponseType":"other","note":"\ud83c\udf41"}'),
  ])
    assert.equal((await post(webhook, body)).status, 200);
});

const forgeries: Record<string, (body: string, secret: string) => { body?: string; signature: string }> = {
  'no signature': () => ({ signature: '' }),
  'a word': () => ({ signature: 'true' }),
  'the signature of another secret': body => ({ signature: sign(body, 'another') }),
  'the signature of an empty secret': body => ({ signature: sign(body, '') }),
  'the signature of another body': (_, secret) => ({ signature: sign('{}', secret) }),
  'the signature in hex': (body, secret) => ({
    signature: createHmac('sha256', secret).update(body).digest('hex'),
  }),
  'the signature in base64url': (body, secret) => ({
    signature: `-_${sign(body, secret).slice(2).replaceAll('+', '-').replaceAll('/', '_')}`,
  }),
  'the signature by SHA-1': (body, secret) => ({
    signature: createHmac('sha1', secret).update(body).digest('base64'),
  }),
  'half a signature': (body, secret) => ({ signature: sign(body, secret).slice(0, 20) }),
  'a signature and more': (body, secret) => ({ signature: `${sign(body, secret)}=` }),
  'two signatures': (body, secret) => ({ signature: `${sign(body, secret)}, ${sign(body, secret)}` }),
  'one byte changed': (body, secret) => ({
    body: body.replace('12.5', '92.5'),
    signature: sign(body, secret),
  }),
  'the same JSON in other bytes': (body, secret) => ({
    body: JSON.stringify(JSON.parse(body), null, 1),
    signature: sign(body, secret),
  }),
};

for (const [name, forge] of Object.entries(forgeries))
  test(`refuses ${name}, and says no more than that`, async t => {
    const { visitor, webhook, log } = await startSite(t);
    const browser = visitor();
    const { id, tag } = await start(browser);
    const body = JSON.stringify(accountsWebhook(tag));
    const { signature, body: sent = body } = forge(body, webhook.secret);
    const { status, text, headers } = await post(webhook, sent, { signature });
    assert.equal(status, 401);
    assert.equal(text, '{"error":{"code":"unauthorized","message":"This request is not accepted."}}');
    assert.equal(headers.get('www-authenticate'), null);
    assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'waiting');
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'none');
    assert.deepEqual(log, []);
  });

const malformed = {
  'no JSON': '{',
  'a list': '[]',
  null: 'null',
  'accounts without a login': JSON.stringify(accountsWebhook('t', { Login: undefined })),
  'a login that climbs': JSON.stringify(accountsWebhook('t', { Login: { Id: '../..' } })),
  'accounts without a request': JSON.stringify(accountsWebhook('t', { RequestId: 7 })),
};

for (const [name, body] of Object.entries(malformed))
  test(`refuses a signed webhook with ${name}`, async t => {
    const { webhook } = await startSite(t);
    const { status, text } = await post(webhook, body);
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).error.code, 'malformed');
  });

for (const payload of [
  { ResponseType: 'Investments', HttpStatusCode: 200 },
  { ResponseType: 'KYC', HttpStatusCode: 500 },
  { ResponseType: ['KYC'] },
  {},
])
  test(`answers 200 to ${JSON.stringify(payload)}, which nobody here asked for`, async t => {
    const { visitor, webhook } = await startSite(t);
    const browser = visitor();
    const { id, tag } = await start(browser);
    assert.equal((await post(webhook, { ...payload, Tag: tag })).status, 200);
    assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'waiting');
  });

test('takes no account id that could not be one', async t => {
  const { visitor, webhook } = await startSite(t);
  const browser = visitor();
  const { tag } = await start(browser);
  const Accounts = [{ Id: '../..', Title: 'One' }, { Title: 'Two' }, 'three'];
  assert.equal((await post(webhook, accountsWebhook(tag, { Accounts }))).status, 200);
  assert.equal((await browser.until('ready')).accounts?.length, 3);
});

const tooLarge = 5_000_001;

test('refuses a body that says it is too large, before reading it', async t => {
  const { webhook } = await startSite(t);
  const answer = await new Promise<{ status: number | undefined; connection: string | undefined }>(
    (resolve, reject) => {
      const headers = { 'content-length': tooLarge, 'flinks-authenticity-key': 'x' };
      const asked = request(webhook.url, { method: 'POST', headers });
      asked.on('response', response => {
        resolve({ status: response.statusCode, connection: response.headers.connection });
        asked.destroy();
      });
      asked.on('error', reject);
      asked.write('{');
    },
  );
  assert.deepEqual(answer, { status: 413, connection: 'close' });
});

test('refuses a body that turns out too large, stops reading, and goes on', async t => {
  const { visitor, webhook } = await startSite(t);
  const chunk = Buffer.alloc(100_000, 32);
  const sent = await new Promise<number>((resolve, reject) => {
    const asked = request(webhook.url, { method: 'POST', headers: { 'flinks-authenticity-key': 'x' } });
    let total = 0;
    const more = () => {
      while (!asked.destroyed && total < 50_000_000) {
        total += chunk.length;
        if (!asked.write(chunk)) {
          asked.once('drain', more);
          return;
        }
      }
      asked.end();
    };
    asked.on('response', response => {
      asked.destroy();
      if (response.statusCode === 413) resolve(total);
      else reject(new Error(String(response.statusCode)));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // A server that closes while more is on its way may cut off its own answer: it has stopped reading all the same.
      if (/^(?:EPIPE|ECONNRESET)$/.test(error.code ?? '')) resolve(total);
      else if (!asked.destroyed) reject(error);
    });
    more();
  });
  assert.ok(sent > tooLarge - 200_000 && sent < 50_000_000, String(sent));
  const { tag } = await start(visitor());
  assert.equal((await post(webhook, accountsWebhook(tag))).status, 200);
});

test('takes a webhook as large as a year of transactions', async t => {
  const { visitor, webhook } = await startSite(t);
  const browser = visitor();
  const { id, tag } = await start(browser);
  const Transactions = Array.from({ length: 20_000 }, (_, index) => ({
    Date: '2026-01-02',
    Description: `Purchase ${index} at a shop with a rather long name of its own`,
    Debit: 1,
    Credit: null,
    Balance: index,
  }));
  const payload = accountsWebhook(tag, { Accounts: [{ Title: 'Chequing', Transactions }] });
  assert.ok(JSON.stringify(payload).length > 2_000_000);
  assert.equal((await post(webhook, payload)).status, 200);
  assert.equal((await browser.ask('GET', `/api/express/${id}`)).json.state, 'linked');
});

test('is for POST alone, and starts no session', async t => {
  const { webhook } = await startSite(t);
  const { headers } = await post(webhook, accountsWebhook('t'));
  assert.equal(headers.get('set-cookie'), null);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal((await fetch(webhook.url)).status, 404);
  assert.equal((await fetch(webhook.url, { method: 'PUT', body: '{}' })).status, 403);
});

test('writes no secret, tag or login into a log or an answer of another kind', async t => {
  const { visitor, webhook, log } = await startSite(t);
  const browser = visitor();
  const { tag, id } = await start(browser);
  browser.received = '';
  const payload = accountsWebhook(tag);
  const answers = [
    await post(webhook, payload, { signature: 'x' }),
    await post(webhook, { ...payload, HttpStatusCode: 500, Accounts: undefined }),
    await post(webhook, payload),
    await post(webhook, accountsWebhook(tag)),
    await post(webhook, accountsWebhook('unknown')),
  ];
  await browser.ask('GET', '/api/express');
  await browser.ask('GET', `/api/express/${id}`);
  await browser.until('ready');
  const said = [...log, browser.received, ...answers.map(({ text }) => text)].join('\n');
  for (const secret of [webhook.secret, tag, payload.Login.Id, payload.RequestId])
    assert.ok(!said.includes(secret));
  assert.ok(log.length > 0);
});
