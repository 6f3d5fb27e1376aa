import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import { given } from '../simulator/simulator-server.ts';
import { startSite } from './demo-site.ts';
import { simulated } from './outbound-flow.ts';
import type { Visitor } from './visitor.ts';

async function start(browser: Visitor, body = {}): Promise<{ url: string; state: string }> {
  const { json } = await browser.ask('POST', '/api/custom/start', { body: JSON.stringify(body) });
  return { url: given(json.url), state: given(json.state) };
}

async function approve(url: string) {
  const { answer } = await new BankVisitor().go(simulated(url, 'auto'));
  return { loginId: answer.loginId ?? '', state: answer.state };
}

test('links a bank by the loginId that comes back', async t => {
  const { visitor, origin, config } = await startSite(t);
  const browser = visitor();
  const { url, state } = await start(browser, { language: 'fr' });
  const { origin: api, pathname, searchParams } = new URL(url);
  assert.equal(`${api}${pathname}`, `${config.apiUrl}/v3/oauth/authorize`);
  assert.deepEqual(Object.fromEntries(searchParams), {
    institution_id: '14',
    redirect_uri: `${origin}/callback.html`,
    state,
    lang: 'fr',
  });
  const { loginId, state: returned } = await approve(url);
  assert.equal((await browser.login(loginId, { flow: 'custom', state: returned })).status, 204);
  assert.equal((await browser.until('ready')).accounts?.length, 4);
});

test('takes a loginId once, in the session that started it, under its own state', async t => {
  const { visitor } = await startSite(t);
  const [owner, stranger] = [visitor(), visitor()];
  await start(stranger);
  const { loginId, state } = await approve((await start(owner)).url);
  const custom = { flow: 'custom', state };
  const code = async (answer: ReturnType<typeof owner.login>) => (await answer).json.error?.code;
  assert.equal(await code(stranger.login(loginId, custom)), 'invalid-state');
  assert.equal(await code(owner.login(loginId, { flow: 'custom' })), 'invalid-state');
  assert.equal(await code(owner.login(loginId, { flow: 'connect', state })), 'not-started');
  assert.equal((await owner.login(loginId, custom)).status, 204);
  assert.equal(await code(owner.login('another-login', custom)), 'invalid-state');
});

test('authorizes a loginId once that is delivered three times at the same moment', async t => {
  const { visitor, asked } = await startSite(t);
  const browser = visitor();
  const { loginId, state } = await approve((await start(browser)).url);
  const before = asked('POST', 'Authorize');
  // Each is of another attempt, as where the page has started again: what came back from the bank is the same.
  const answers = await Promise.all([1, 2, 3].map(() => browser.login(loginId, { flow: 'custom', state })));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [204, 204, 204],
  );
  await browser.until('ready');
  assert.equal(asked('POST', 'Authorize') - before, 1);
});

test('takes no loginId for a state of open banking', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const { json } = await browser.ask('POST', '/api/outbound/start', { body: '{}' });
  const answer = await browser.login('a-login', { flow: 'custom', state: json.state });
  assert.equal(answer.json.error?.code, 'invalid-state');
});

for (const body of ['{"institution":"../14"}', '{"institution":14}', '[]'])
  test(`refuses to start with ${body}`, async t => {
    const { visitor } = await startSite(t);
    const { status } = await visitor().ask('POST', '/api/custom/start', { body });
    assert.equal(status, 400);
  });

test('says so in one sentence where it is not set up', async t => {
  const { visitor } = await startSite(t, { env: { FLINKS_CUSTOM: '' } });
  const { status, json } = await visitor().ask('POST', '/api/custom/start', { body: '{}' });
  assert.deepEqual([status, json.error?.code], [501, 'not-configured']);
});
