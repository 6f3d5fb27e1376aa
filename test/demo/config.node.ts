import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../../demo/server/config.ts';
import { portOf } from '../../scripts/port-of.ts';

const instance = {
  FLINKS_INSTANCE: 'acme',
  FLINKS_CUSTOMER_ID: '01234567-89ab-cdef-0123-456789abcdef',
  FLINKS_SECRET_KEY: 'a-secret',
  FLINKS_API_KEY: 'a-key',
};
const urls = {
  ...instance,
  FLINKS_INSTANCE: '',
  FLINKS_API_URL: 'https://api.example',
  FLINKS_CONNECT_URL: 'https://connect.example/v2/',
};

test('an instance gives both addresses and the documented defaults', () => {
  assert.deepEqual(readConfig(instance), {
    instance: 'acme',
    apiUrl: 'https://acme-api.private.fin.ag',
    connectUrl: 'https://acme-iframe.private.fin.ag/v2/',
    customerId: instance.FLINKS_CUSTOMER_ID,
    secretKey: 'a-secret',
    apiKey: 'a-key',
    pollSeconds: 10,
    port: 3000,
    demo: false,
    custom: false,
  });
});

test('two addresses do instead of an instance', () => {
  const { apiUrl, connectUrl, ...rest } = readConfig({
    ...urls,
    FLINKS_API_URL: 'http://127.0.0.1:9/',
    FLINKS_DEMO: 'true',
  });
  assert.equal(apiUrl, 'http://127.0.0.1:9');
  assert.equal(connectUrl, 'https://connect.example/v2/');
  assert.equal(rest.demo, true);
});

const outbound = {
  ...instance,
  FLINKS_OUTBOUND_URL: 'https://ob.example/',
  FLINKS_CLIENT_ID: 'dc-1',
  FLINKS_CLIENT_SECRET: 'a-client-secret',
};

const express = {
  ...instance,
  FLINKS_EXPRESS_URL: 'https://acme.express.example/',
  FLINKS_WEBHOOK_SECRET: 'a-webhook-secret',
};

const wrong = [
  { name: 'nothing at all', env: {}, says: /^FLINKS_API_URL is not set: set FLINKS_INSTANCE/ },
  {
    name: 'one address of two',
    env: { ...urls, FLINKS_CONNECT_URL: '' },
    says: /^FLINKS_CONNECT_URL is not set/,
  },
  {
    name: 'both ways at once',
    env: { ...urls, FLINKS_INSTANCE: 'acme' },
    says: /^FLINKS_INSTANCE and FLINKS_API_URL and/,
  },
  {
    name: 'an address as instance',
    env: { ...instance, FLINKS_INSTANCE: 'https://acme' },
    says: /^FLINKS_INSTANCE must be/,
  },
  {
    name: 'http on another machine',
    env: { ...urls, FLINKS_API_URL: 'http://api.example' },
    says: /^FLINKS_API_URL must be an https/,
  },
  {
    name: 'a host that only looks local',
    env: { ...urls, FLINKS_API_URL: 'http://127.0.0.1.example' },
    says: /^FLINKS_API_URL/,
  },
  {
    name: 'a user in an address',
    env: { ...urls, FLINKS_API_URL: 'https://me@api.example' },
    says: /^FLINKS_API_URL/,
  },
  {
    name: 'no address',
    env: { ...urls, FLINKS_CONNECT_URL: 'connect' },
    says: /^FLINKS_CONNECT_URL must be/,
  },
  {
    name: 'no customer',
    env: { ...instance, FLINKS_CUSTOMER_ID: '' },
    says: /^FLINKS_CUSTOMER_ID is not set/,
  },
  {
    name: 'a customer that is no GUID',
    env: { ...instance, FLINKS_CUSTOMER_ID: 'acme' },
    says: /^FLINKS_CUSTOMER_ID must be/,
  },
  { name: 'no secret', env: { ...instance, FLINKS_SECRET_KEY: ' ' }, says: /^FLINKS_SECRET_KEY is not set/ },
  {
    name: 'a key with a line break',
    env: { ...instance, FLINKS_API_KEY: 'a\nb' },
    says: /^FLINKS_API_KEY holds/,
  },
  {
    name: 'no pause between polls',
    env: { ...instance, FLINKS_POLL_SECONDS: '0' },
    says: /^FLINKS_POLL_SECONDS must be/,
  },
  { name: 'words for a number', env: { ...instance, FLINKS_POLL_SECONDS: 'often' }, says: /not "often"\.$/ },
  { name: 'a port that does not exist', env: { ...instance, PORT: '70000' }, says: /^PORT must be/ },
  ...Object.entries({
    FLINKS_OUTBOUND_URL: /^FLINKS_OUTBOUND_URL is not set: open banking needs all of/,
    FLINKS_CLIENT_ID: /^FLINKS_CLIENT_ID is not set/,
    FLINKS_CLIENT_SECRET: /^FLINKS_CLIENT_SECRET is not set/,
  }).map(([name, says]) => ({ name: `no ${name}`, env: { ...outbound, [name]: '' }, says })),
  {
    name: 'open banking over http',
    env: { ...outbound, FLINKS_OUTBOUND_URL: 'http://ob.example' },
    says: /^FLINKS_OUTBOUND_URL must be an https/,
  },
  {
    name: 'a scope without the basic one',
    env: { ...outbound, FLINKS_SCOPE: 'TRANSACTIONS' },
    says: /^FLINKS_SCOPE must be scopes/,
  },
  {
    name: 'Express without a secret',
    env: { ...express, FLINKS_WEBHOOK_SECRET: '' },
    says: /^FLINKS_WEBHOOK_SECRET is not set: Flinks gives it out with the webhook/,
  },
  {
    name: 'a secret without Express',
    env: { ...express, FLINKS_EXPRESS_URL: '' },
    says: /^FLINKS_EXPRESS_URL is not set: Express needs both FLINKS_EXPRESS_URL and FLINKS_WEBHOOK_SECRET\.$/,
  },
  {
    name: 'Express with parameters of its own',
    env: { ...express, FLINKS_EXPRESS_URL: 'https://acme.express.example/?demo=true' },
    says: /^FLINKS_EXPRESS_URL must be an https/,
  },
  {
    name: 'a webhook secret with a space',
    env: { ...express, FLINKS_WEBHOOK_SECRET: 'a secret' },
    says: /^FLINKS_WEBHOOK_SECRET holds/,
  },
  {
    name: 'neither true nor false',
    env: { ...instance, FLINKS_DEMO: 'maybe' },
    says: /^FLINKS_DEMO must be/,
  },
];

for (const { name, env, says } of wrong)
  test(`says in one sentence what to do about ${name}`, () => {
    assert.throws(
      () => readConfig(env),
      error => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, says);
        assert.match(error.message, /^[^\n]+\.$/);
        return true;
      },
    );
  });

test('three variables set up open banking, with the least scope and without PKCE', () => {
  assert.deepEqual(readConfig(outbound).outbound, {
    url: 'https://ob.example',
    issuer: 'https://ob.example',
    clientId: 'dc-1',
    clientSecret: 'a-client-secret',
    scope: 'ACCOUNT_BASIC ACCOUNT_DETAILED TRANSACTIONS',
    pkce: false,
  });
  assert.equal(readConfig({ ...outbound, FLINKS_OUTBOUND_PKCE: 'true' }).outbound?.pkce, true);
});

test('two variables set up Express', () => {
  assert.deepEqual(readConfig(express).express, {
    url: 'https://acme.express.example/',
    webhookSecret: 'a-webhook-secret',
  });
});

test('never repeats a key that is wrong', () => {
  assert.throws(
    () => readConfig({ ...instance, FLINKS_SECRET_KEY: 'very secret' }),
    error => error instanceof ConfigError && !error.message.includes('very'),
  );
});

/** @returns the first of so many ports in a row that no program listens on */
async function freePorts(count: number): Promise<number> {
  const first = createServer().listen(0, 'localhost');
  await once(first, 'listening');
  const servers = [first];
  const port = portOf(first);
  try {
    for (let next = port + 1; next < port + count; next++) {
      const server = createServer().listen(next, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
    }
    return port;
  } catch {
    return await freePorts(count);
  } finally {
    for (const server of servers) server.close();
  }
}

async function startDemo(env: Record<string, string>) {
  const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env.PATH, ...env },
  });
  let said = '';
  child.stdout.on('data', data => (said += data));
  child.stderr.on('data', data => (said += data));
  const [code] = await once(child, 'exit');
  return { code, said };
}

test('start ends with that sentence alone and the exit code 1', async () => {
  const { code, said } = await startDemo({ FLINKS_INSTANCE: 'acme' });
  assert.equal(code, 1);
  assert.match(said, /^FLINKS_CUSTOMER_ID is not set: [^\n]+\.\n$/);
});

test('start prints where everything is, and nothing else', async t => {
  const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));
  const port = await freePorts(4);
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env.PATH, PORT: String(port) },
  });
  const gone = once(child, 'exit');
  t.after(() => {
    child.kill();
    return gone;
  });
  let errors = '';
  child.stderr.on('data', data => (errors += data));
  let said = '';
  for await (const data of child.stdout) {
    said += data;
    if (said.includes('\nOpen ')) break;
  }
  child.kill();
  await gone;
  assert.equal(errors, '');
  assert.match(
    said,
    new RegExp(
      `^Flinks is simulated on ports ${port + 1} to ${port + 3} of [^\n]+\n` +
        `For a Connect page of your own: [^\n]+\n(FLINKS_\\w+=\\S+\n){5}Open http://localhost:${port}\n$`,
    ),
  );
});

test('start says that a port is busy', async t => {
  const other = createServer().listen(0, 'localhost');
  await once(other, 'listening');
  t.after(() => other.close());
  const port = portOf(other);
  const { code, said } = await startDemo({ ...instance, PORT: String(port) });
  assert.equal(code, 1);
  assert.match(said, new RegExp(`^Port ${port} is taken by another program: [^\\n]+\\.\\n$`));
});
