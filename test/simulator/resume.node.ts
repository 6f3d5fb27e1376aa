import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { embed, heard, heardUntil, messageAt, skip, type Stage, startStage, steps } from './browser.ts';
import {
  authorize,
  call,
  type ControlBody,
  given,
  linkedLogin,
  type RunningSimulator,
  startSimulator,
} from './simulator-server.ts';

/** How the end of a session shows: the variant, and what the host hears after APP_MOUNTED. */
const endings = [
  ['', ['SESSION_NONEXISTENT']],
  ['expired:SESSION_EXPIRED', ['SESSION_EXPIRED']],
  ['expired:silent', []],
] as const;

describe('a resumed session', { skip, timeout: 300_000 }, () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await startStage();
    page = await stage.browser.newPage();
  });
  after(() => stage.close());

  const control = (path: string, body: object) =>
    call<ControlBody>(`${stage.simulator.origin}/simulator/${path}`, { body });
  const request = async (body: object = {}) => given((await control('requests', body)).body.requestId);
  const open = async (parameters: Record<string, string>) =>
    embed(page, stage.host, await stage.address(parameters));
  const tokenWith = async (simulate: string) => given((await control('tokens', { simulate })).body.token);

  const carriers: Record<string, (simulate: string) => Promise<Record<string, string>>> = {
    address: async simulate => ({ requestId: await request({ expired: true }), simulate }),
    token: async simulate => ({
      requestId: await request({ expired: true }),
      authorizeToken: await tokenWith(simulate),
    }),
    requestId: async simulate => ({ requestId: await request({ expired: true, simulate }) }),
  };
  for (const [carrier, parametersWith] of Object.entries(carriers))
    for (const [simulate, expected] of endings)
      it(`that is over says ${expected[0] ?? 'nothing'}, by a variant of its ${carrier}`, async () => {
        const frame = await open(await parametersWith(simulate));
        await frame.locator('main[data-screen=expired]').waitFor();
        assert.deepEqual(steps(await heard(page)), ['APP_MOUNTED', ...expected]);
      });

  for (const [simulate, expected] of endings)
    it(`that ends while its questions are shown says ${expected[0] ?? 'nothing'}`, async () => {
      const requestId = await request();
      const frame = await open({ requestId, simulate });
      await frame.locator('#mfa-answer-0').waitFor();
      assert.equal((await control('expired-requests', { requestId })).status, 204);
      for (const index of [0, 1, 2]) await frame.locator(`#mfa-answer-${index}`).fill('?');
      await frame.locator('#mfa-submit').click();
      await frame.locator('main[data-screen=expired]').waitFor();
      const messages = await heard(page);
      assert.deepEqual(steps(messages), ['APP_MOUNTED', 'COMPONENT_LOAD_MFA', 'SUBMIT_MFA', ...expected]);
      if (expected.length > 0) assert.equal(messageAt(messages, -1).requestId, requestId);
    });

  it('goes on at the institution that it belongs to, and keeps the accounts and the login', async () => {
    const { body: login } = await control('logins', { username: 'Greatday', institution: 'Desjardins' });
    const { body } = await authorize(stage.simulator, { LoginId: login.loginId, MostRecentCached: false });
    assert.equal(body.Institution, 'Desjardins');
    await open({ requestId: given(body.RequestId), resumeSelectedAccounts: 'a1,a2', simulate: 'auto' });
    const messages = await heardUntil(page, 'REDIRECT');
    assert.equal(messageAt(messages, 1).institution, 'Desjardins');
    const { institution, loginId, accountId } = messageAt(messages, -1);
    assert.deepEqual([institution, loginId, accountId], ['Desjardins', login.loginId, 'a1,a2']);
  });
});

describe('the timers of a session', () => {
  const answer = async (simulator: RunningSimulator, body: object) =>
    (await authorize(simulator, { SecurityResponses: {}, ...body })).body.FlinksCode;

  it('are shortened by options, apart for questions and for processing', async t => {
    const simulator = await startSimulator({ requestLifetimeMs: 60_000, processingMs: 300_000 });
    t.after(() => simulator.close());
    const LoginId = await linkedLogin(simulator, 'Greatday');
    const challenged = (await authorize(simulator, { LoginId, MostRecentCached: false })).body;
    const authorized = (await authorize(simulator, { LoginId, MostRecentCached: true })).body;
    simulator.passTime(60_001);
    assert.equal(await answer(simulator, challenged), 'SESSION_NONEXISTENT');
    const readsWith = async (status: number) => {
      const headers = { 'x-api-key': simulator.apiKey };
      const url = `${simulator.api}/BankingServices/GetAccountsDetail`;
      assert.equal((await call(url, { headers, body: authorized })).status, status);
    };
    await readsWith(200);
    simulator.passTime(300_001);
    await readsWith(400);
  });

  it('are of its own when it was opened with a lifetime, and begin again with every use', async t => {
    const simulator = await startSimulator();
    t.after(() => simulator.close());
    const { body } = await call<ControlBody>(`${simulator.origin}/simulator/requests`, {
      body: { lifetimeMs: 60_000 },
    });
    const RequestId = body.requestId;
    for (const expected of ['INVALID_SECURITY_RESPONSE', 'INVALID_SECURITY_RESPONSE']) {
      simulator.passTime(50_000);
      assert.equal(await answer(simulator, { RequestId }), expected);
    }
    simulator.passTime(60_001);
    assert.equal(await answer(simulator, { RequestId }), 'SESSION_NONEXISTENT');
  });
});
