import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:https';
import { test } from 'node:test';
import { generate } from 'selfsigned';
import { createDemo } from '../../demo/server/index.ts';
import { portOf } from '../../scripts/port-of.ts';
import { startSite } from './demo-site.ts';

test('a session that nobody used for an hour ends, and its login is free', async t => {
  const { visitor, customer } = await startSite(t);
  const [owner, next] = [visitor(), visitor()];
  const loginId = await customer.signIn();
  await owner.link(loginId);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  t.mock.timers.tick(61 * 60_000);
  assert.equal((await owner.ask('GET', '/api/link')).json.state, 'none');
  await next.token();
  assert.equal((await next.login(loginId)).status, 204);
});

test('a session in use lives on', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  await browser.link(await customer.signIn());
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  for (let step = 0; step < 3; step++) {
    t.mock.timers.tick(40 * 60_000);
    assert.equal((await browser.ask('GET', '/api/link')).json.state, 'ready');
  }
});

test('a token from long ago lets no login in', async t => {
  const { visitor, customer } = await startSite(t);
  const browser = visitor();
  const loginId = await customer.signIn();
  await browser.token();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  for (let step = 0; step < 2; step++) {
    t.mock.timers.tick(40 * 60_000);
    await browser.ask('GET', '/api/link');
  }
  assert.equal((await browser.login(loginId)).json.error?.code, 'not-started');
});

test('over https the cookie is bound to the host', async t => {
  const { config } = await startSite(t);
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const server = createServer({ cert, key }, createDemo(config).callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const port = portOf(server);
  const headers = { origin: `https://127.0.0.1:${port}` };
  const asked = request({
    port,
    host: '127.0.0.1',
    path: '/api/flinks/token',
    method: 'POST',
    headers,
    ca: cert,
    rejectUnauthorized: false,
  });
  asked.end();
  const [response] = await once(asked, 'response');
  response.resume();
  assert.match(
    String(response.headers['set-cookie']),
    /^__Host-session=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/i,
  );
  assert.ok(response.headers['strict-transport-security']);
});
