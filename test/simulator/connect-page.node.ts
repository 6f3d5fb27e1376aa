import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConnectData } from '../../demo/simulator/connect/page.ts';
import {
  call,
  type ControlBody,
  given,
  linkedLogin,
  mintToken,
  type RunningSimulator,
  startSimulator,
} from './simulator-server.ts';

describe('the Connect page', () => {
  let simulator: RunningSimulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());

  const load = async (parameters: Record<string, string>, path = '/v2/') => {
    const response = await fetch(`${simulator.origin}${path}?${new URLSearchParams(parameters)}`);
    const text = await response.text();
    const [, json] = /<script type="application\/json" id="connect-data">(.*?)<\/script>/s.exec(text) ?? [];
    const data: Partial<ConnectData> = json ? JSON.parse(json) : {};
    return { status: response.status, headers: response.headers, text, data };
  };
  const mint = async (body: object) =>
    given((await call<ControlBody>(`${simulator.origin}/simulator/tokens`, { body })).body.token);

  for (const path of ['/', '/v2', '/v2/', '/v2/Testing/', '/v2/Credential/National', '/v2/Credential/4']) {
    it(`is served under ${path}`, async () => {
      const { status, data } = await load({ authorizeToken: await mintToken(simulator) }, path);
      assert.deepEqual([status, data.view], [200, 'start']);
      assert.equal(data.preselected, path.includes('Credential') ? 'National' : null);
    });
  }

  it('may be framed, runs no script but its own, and leaks no address', async () => {
    const { headers } = await load({ authorizeToken: await mintToken(simulator) });
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'/);
    assert.doesNotMatch(policy, /frame-ancestors|unsafe/);
    assert.deepEqual(
      [headers.get('referrer-policy'), headers.get('cache-control')],
      ['no-referrer', 'no-store'],
    );
  });

  it('takes a token once, and says how a token was refused', async () => {
    const token = await mintToken(simulator);
    assert.equal((await load({ authorizeToken: token })).data.view, 'start');
    const spent = await load({ authorizeToken: token });
    assert.deepEqual([spent.data.view, spent.data.token], ['token', 'spent']);
    assert.equal((await load({})).data.token, 'missing');
    assert.equal((await load({ authorizeToken: 'unheard-of' })).data.token, 'unknown');
    const short = await mint({ lifetimeMs: 10 });
    simulator.passTime(11);
    assert.equal((await load({ authorizeToken: short })).data.token, 'expired');
    const { body } = await call(`${simulator.origin}/simulator/tokens/${token}`, { method: 'GET' });
    assert.deepEqual(body, { loads: 2, spent: true, authorizes: 0 });
  });

  it('does without a token when none is required', async () => {
    const lenient = await startSimulator({ tokensRequired: false });
    const text = await (await fetch(`${lenient.origin}/v2/?demo=true`)).text();
    await lenient.close();
    assert.match(text, /"view":"start"/);
  });

  it('reports the tokens it was loaded with twice, shortened, unless that was announced', async () => {
    const other = await startSimulator();
    const twice = await mintToken(other);
    const { body: minted } = await call<ControlBody>(`${other.origin}/simulator/tokens`, {
      body: { expectReuse: true },
    });
    const announced = given(minted.token);
    for (const token of [twice, twice, announced, announced, await mintToken(other)]) {
      await fetch(`${other.origin}/v2/?authorizeToken=${token}`);
    }
    const { body, headers } = await call(`${other.origin}/simulator/seen-twice`, { method: 'GET' });
    await other.close();
    assert.deepEqual(body, [{ token: twice.slice(0, 8), loads: 2 }]);
    assert.equal(headers.get('access-control-allow-origin'), '*');
  });

  it('never shows the token again, and keeps any parameter from ending its data', async () => {
    const authorizeToken = await mintToken(simulator);
    const customerName = '</script><script>alert(1)</script>$&';
    const { text, data } = await load({ authorizeToken, customerName, customerName2: '1' });
    assert.equal(text.includes(authorizeToken), false);
    assert.equal(data.parameters?.customerName, customerName);
    assert.equal(text.includes('<script>alert'), false);
  });

  it('opens on the questions for a live requestId, and on a notice for an ended one', async () => {
    const loginId = await linkedLogin(simulator, 'Greatday');
    const request = async (options: object) => {
      const body = { loginId, ...options };
      return (await call<ControlBody>(`${simulator.origin}/simulator/requests`, { body })).body.requestId;
    };
    const live = given(await request({}));
    const ended = given(await request({ expired: true }));
    const open = async (requestId: string) =>
      (await load({ requestId, authorizeToken: await mintToken(simulator) })).data;
    assert.equal((await open(live)).view, 'resume');
    assert.equal((await open(live)).challenges?.length, 3);
    assert.equal((await open(ended)).view, 'expired');
  });

  it('applies a fault of the token to that load alone', async () => {
    const refused = await load({ authorizeToken: await mint({ simulate: 'refuse' }) });
    assert.match(refused.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    const denied = await load({ authorizeToken: await mint({ simulate: 'xfo' }) });
    assert.equal(denied.headers.get('x-frame-options'), 'DENY');
    const broken = await load({ authorizeToken: await mint({ simulate: 'error:503' }) });
    assert.equal(broken.status, 503);
    const invalid = await load({ authorizeToken: await mintToken(simulator), simulate: 'token-invalid' });
    assert.equal(invalid.data.view, 'token');
    assert.equal(
      (await load({ authorizeToken: await mintToken(simulator) })).headers.get('x-frame-options'),
      null,
    );
  });

  it('breaks the connection', async () => {
    await assert.rejects(load({ authorizeToken: await mint({ simulate: 'drop' }) }));
  });

  it('never answers, until the browser gives up', async () => {
    const url = `${simulator.origin}/v2/?simulate=hang`;
    await assert.rejects(fetch(url, { signal: AbortSignal.timeout(150) }), { name: 'TimeoutError' });
  });

  it('answers slowly', async () => {
    const started = performance.now();
    await load({ simulate: 'slow:120' });
    assert.ok(performance.now() - started >= 115);
  });

  it('lets the bank page be framed by nobody', async () => {
    const response = await fetch(`${simulator.origin}/simulator/bank`);
    assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  });

  it('serves no file outside its own', async () => {
    for (const path of [
      '/simulator/app/..%2findex.js',
      '/simulator/app/..%2findex.ts',
      '/simulator/app/%2e%2e/index.js',
      '/simulator/app/%2e%2e/index.ts',
      '/simulator/nothing',
      '/v2/a/b',
    ]) {
      assert.ok((await fetch(simulator.origin + path)).status >= 400, path);
    }
  });
});
