import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  authorize,
  call,
  type ControlBody,
  given,
  linkedLogin,
  mintToken,
  type RunningSimulator,
  startSimulator,
} from './simulator-server.ts';

describe('authorizing', () => {
  let simulator: RunningSimulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());

  it('mints a token for the secret key', async () => {
    assert.match(await mintToken(simulator), /^[0-9a-f-]{36}$/);
  });

  for (const key of ['', 'wrong', 'simulator-api-key']) {
    it(`mints no token for the key "${key}"`, async () => {
      const headers = { 'flinks-auth-key': key };
      const { status, body } = await call(`${simulator.api}/BankingServices/GenerateAuthorizeToken`, {
        headers,
      });
      assert.equal(status, 401);
      const Message = 'must provide a valid auth key';
      assert.deepEqual(body, { HttpStatusCode: 401, Message, FlinksCode: 'UNAUTHORIZED' });
    });
  }

  it('refuses another customer', async () => {
    const headers = { 'flinks-auth-key': simulator.secretKey };
    const { status } = await call(`${simulator.origin}/v3/somebody/BankingServices/GenerateAuthorizeToken`, {
      headers,
    });
    assert.equal(status, 401);
  });

  it('exchanges a loginId for a requestId from the cache', async () => {
    const loginId = await linkedLogin(simulator, 'Greatday');
    const { status, body } = await authorize(simulator, { LoginId: loginId, MostRecentCached: true });
    assert.equal(status, 200);
    assert.equal(body.HttpStatusCode, 200);
    assert.equal(body.Login?.Id, loginId);
    assert.equal(body.Login?.Username, 'Greatday');
    assert.equal(body.Institution, 'FlinksCapital');
    assert.match(given(body.RequestId), /^[0-9a-f-]{36}$/);
    assert.ok(body.Links?.some(({ rel }) => rel === 'GetAccountsDetail'));
  });

  it('takes a token once', async () => {
    const token = await mintToken(simulator);
    const request = {
      headers: { 'flinks-auth-key': token },
      body: { LoginId: await linkedLogin(simulator), MostRecentCached: true },
    };
    assert.equal((await call(`${simulator.api}/BankingServices/Authorize`, request)).status, 200);
    const { status, body } = await call(`${simulator.api}/BankingServices/Authorize`, request);
    assert.equal(status, 401);
    assert.deepEqual(
      [body.Message, body.FlinksCode],
      ['must provide a valid authorize token', 'UNAUTHORIZED'],
    );
  });

  it('takes no secret key in place of a token', async () => {
    const request = {
      headers: { 'flinks-auth-key': simulator.secretKey },
      body: { LoginId: await linkedLogin(simulator) },
    };
    assert.equal((await call(`${simulator.api}/BankingServices/Authorize`, request)).status, 401);
  });

  it('takes no token after its lifetime', async () => {
    const { body } = await call<ControlBody>(`${simulator.origin}/simulator/tokens`, {
      body: { lifetimeMs: 1000 },
    });
    simulator.passTime(1001);
    const request = {
      headers: { 'flinks-auth-key': given(body.token) },
      body: { LoginId: await linkedLogin(simulator) },
    };
    assert.equal((await call(`${simulator.api}/BankingServices/Authorize`, request)).status, 401);
  });

  it('asks a user with MFA again when live, and resumes with the answers', async () => {
    const loginId = await linkedLogin(simulator, 'Greatday');
    const challenged = await authorize(simulator, { LoginId: loginId, MostRecentCached: false, Save: true });
    assert.equal(challenged.status, 203);
    const { RequestId, SecurityChallenges = [] } = challenged.body;
    assert.deepEqual(SecurityChallenges[0], {
      Type: 'QuestionAndAnswer',
      Prompt: 'What city were you born in?',
    });
    const [city = '', country = '', shape = ''] = SecurityChallenges.map(({ Prompt }) => Prompt);
    const wrong = await authorize(simulator, { RequestId, SecurityResponses: { [city]: ['Toronto'] } });
    assert.deepEqual([wrong.status, wrong.body.FlinksCode], [401, 'INVALID_SECURITY_RESPONSE']);
    const SecurityResponses = { [city]: ['Montréal'], [country]: ['Canada'], [shape]: ['triangle'] };
    const right = await authorize(simulator, { RequestId, SecurityResponses });
    assert.equal(right.status, 200);
    assert.deepEqual([right.body.RequestId, right.body.Login?.Id], [RequestId, loginId]);
    const again = await authorize(simulator, { RequestId, SecurityResponses });
    assert.equal(again.body.FlinksCode, 'ALREADY_AUTHORIZED');
  });

  it('answers a live call for a user without MFA at once', async () => {
    const { status } = await authorize(simulator, {
      LoginId: await linkedLogin(simulator),
      MostRecentCached: false,
    });
    assert.equal(status, 200);
  });

  it('forgets a challenge after 8 minutes', async () => {
    const { body } = await authorize(simulator, {
      LoginId: await linkedLogin(simulator, 'Greatday'),
      MostRecentCached: false,
    });
    simulator.passTime(8 * 60_000 + 1);
    const answered = await authorize(simulator, { RequestId: body.RequestId, SecurityResponses: {} });
    assert.deepEqual([answered.status, answered.body.FlinksCode], [400, 'SESSION_NONEXISTENT']);
  });

  const signIns: [string, string, number, string | undefined][] = [
    ['Greatday', 'Everyday', 203, undefined],
    ['greatday_nomfa', 'Everyday', 200, undefined],
    ['greatday_nomfa', 'Wrong', 401, 'INVALID_LOGIN'],
    ['nobody', 'Everyday', 401, 'INVALID_USERNAME'],
    ['test_disabled_account', 'Everyday', 401, 'DISABLED_LOGIN'],
    ['test_service_unavailable', 'Everyday', 401, 'RETRY_LATER'],
  ];
  for (const [Username, Password, status, code] of signIns) {
    it(`signs ${Username} in with ${Password}: ${status} ${code ?? ''}`, async () => {
      const answer = await authorize(simulator, { Institution: 'FlinksCapital', Username, Password });
      assert.deepEqual([answer.status, answer.body.FlinksCode], [status, code]);
    });
  }

  for (const [what, body, code] of [
    ['an unknown loginId', { LoginId: 'nobody', MostRecentCached: true }, 'INVALID_LOGIN'],
    ['nothing', {}, 'INVALID_REQUEST'],
    [
      'another institution',
      { Institution: 'TD', Username: 'Greatday', Password: 'Everyday' },
      'INVALID_REQUEST',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.equal((await authorize(simulator, body)).body.FlinksCode, code);
    });
  }

  it('refuses a body that is not JSON', async () => {
    const headers = { 'content-type': 'application/json', 'x-api-key': simulator.apiKey };
    const response = await fetch(`${simulator.api}/BankingServices/GetAccountsDetail`, {
      method: 'POST',
      headers,
      body: '{',
    });
    assert.deepEqual([response.status, (await response.json()).FlinksCode], [400, 'INVALID_REQUEST']);
  });
});
