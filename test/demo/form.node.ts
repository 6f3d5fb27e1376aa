import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSite } from './demo-site.ts';

const type = 'application/x-www-form-urlencoded';

type Fields = [name: string, value: string][];

const form = (fields: Fields) => ({
  type,
  body: new URLSearchParams(fields).toString(),
});

test('the page carries a token of its own, new each time, and where Connect is', async t => {
  const { visitor, config } = await startSite(t);
  const browser = visitor();
  const tokens = [];
  for (let visit = 0; visit < 2; visit++) {
    const { text } = await browser.ask('GET', '/form');
    assert.ok(text.includes(`connect-url="${config.connectUrl}"`));
    tokens.push(/authorize-token="([0-9a-f-]{36})"/.exec(text)?.[1]);
  }
  assert.ok(tokens[0] && tokens[1] && tokens[0] !== tokens[1]);
});

test('the form links the bank and leads to the accounts', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  const [first, second] = await customer.accounts(loginId);
  await browser.ask('GET', '/form?lang=fr');
  const fields: Fields = [
    ['bank', loginId],
    ['bank-type', 'login'],
    ['bank-institution', 'FlinksCapital'],
    ['bank-account-id', first?.Id ?? ''],
    ['bank-account-id', second?.Id ?? ''],
  ];
  const { status, headers } = await browser.ask('POST', '/link?lang=fr', form(fields));
  assert.equal(status, 303);
  assert.equal(headers.get('location'), '/accounts?lang=fr');
  assert.equal((await browser.until('ready')).accounts?.length, 2);
  assert.equal((await browser.ask('POST', '/link?lang=fr', form(fields))).status, 303);
});

const refused: { name: string; fields: Fields; status: number }[] = [
  { name: 'no bank', fields: [['bank-type', 'login']], status: 400 },
  {
    name: 'two banks',
    fields: [
      ['bank', 'a'],
      ['bank', 'b'],
      ['bank-type', 'login'],
    ],
    status: 400,
  },
  {
    name: 'another kind of outcome',
    fields: [
      ['bank', 'a'],
      ['bank-type', 'code'],
    ],
    status: 400,
  },
];

for (const { name, fields, status } of refused)
  test(`a form with ${name} leads to a page that says so`, async t => {
    const { visitor } = await startSite(t);
    const browser = visitor();
    await browser.ask('GET', '/form');
    const answer = await browser.ask('POST', '/link?lang=en', form(fields));
    assert.equal(answer.status, status);
    assert.match(answer.text, /<code id="problem-code">malformed<\/code>/);
  });

test('a form from an ended session leads to a page that says so', async t => {
  const { visitor } = await startSite(t);
  const fields: Fields = [
    ['bank', 'a'],
    ['bank-type', 'login'],
  ];
  const answer = await visitor().ask('POST', '/link', form(fields));
  assert.equal(answer.status, 401);
  assert.match(answer.text, /<code id="problem-code">no-session<\/code>/);
});

test('the page is not made with an empty token when Flinks gives none', async t => {
  const { visitor } = await startSite(t, { env: { FLINKS_API_URL: 'http://127.0.0.1:9' } });
  const { status, text } = await visitor().ask('GET', '/form');
  assert.equal(status, 502);
  assert.doesNotMatch(text, /<flinks-link/);
  assert.match(text, /<code id="problem-code">UNREACHABLE<\/code>/);
});

const tokenCall = 'GenerateAuthorizeToken';

for (const [name, headers] of Object.entries({
  'a picture with its address': { 'sec-fetch-dest': 'image' },
  'a frame with its address': { 'sec-fetch-dest': 'iframe' },
  'a visit that may never come': { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' },
}))
  test(`${name} costs no token`, async t => {
    const { visitor, asked } = await startSite(t);
    const { status, text } = await visitor().ask('GET', '/form', { headers });
    assert.equal(status, 403);
    assert.doesNotMatch(text, /authorize-token/);
    assert.equal(asked('POST', tokenCall), 0);
  });

const toPage = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };

for (const [name, headers] of Object.entries<Record<string, string>>({
  'another site': { ...toPage, 'sec-fetch-site': 'cross-site' },
  'a neighbor on the same site': { ...toPage, 'sec-fetch-site': 'same-site' },
  'another site, in a browser that names only the page it comes from': { referer: 'http://evil.example/' },
  'nowhere, in a browser that says nothing': {},
}))
  test(`a visit from ${name} costs no token, and leads to the page by one link`, async t => {
    const { visitor, asked, origin } = await startSite(t);
    const browser = visitor();
    for (let visit = 0; visit < 3; visit++) {
      const { status, text } = await browser.ask('GET', '/form?lang=fr', { from: 'nowhere', headers });
      assert.equal(status, 200);
      assert.match(text, /<a class="button" id="continue" href="\/form\?lang=fr">/);
      assert.doesNotMatch(text, /flinks-link|http-equiv/);
    }
    assert.equal(asked('POST', tokenCall), 0);
    assert.equal(browser.cookie, '', 'a session began');
    const own =
      'sec-fetch-site' in headers ? { 'sec-fetch-site': 'same-origin' } : { referer: `${origin}/form` };
    const { text } = await browser.ask('GET', '/form?lang=fr', { from: 'nowhere', headers: own });
    assert.match(text, /authorize-token="[0-9a-f-]{36}"/);
    assert.equal(asked('POST', tokenCall), 1);
  });

test('a visit by the address bar is one of the user', async t => {
  const { visitor } = await startSite(t);
  const headers = { ...toPage, 'sec-fetch-site': 'none' };
  const { text } = await visitor().ask('GET', '/form', { from: 'nowhere', headers });
  assert.match(text, /authorize-token="[0-9a-f-]{36}"/);
});
