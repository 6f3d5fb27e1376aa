import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { CredentialsBank } from '../../demo/server/outbound/provider-list.ts';
import type { Provider } from '../../demo/server/outbound/providers.ts';
import { type SiteOptions, startSite } from './demo-site.ts';

/** A bank of the list: one of Flinks', or one with credentials. */
interface Entry extends Omit<Partial<CredentialsBank>, 'name' | 'country'>, Omit<Partial<Provider>, 'name'> {
  name?: CredentialsBank['name'];
  flow?: string;
  logo?: string;
}

async function listFrom(t: TestContext, options?: SiteOptions) {
  const { visitor } = await startSite(t, options);
  const { status, json, headers } = await visitor().ask<Entry[]>('GET', '/api/providers');
  assert.equal(status, 200);
  assert.equal(headers.get('cache-control'), 'no-store');
  return json;
}

test('lists the providers as Flinks does, with their status, then the banks with credentials', async t => {
  const providers = await listFrom(t);
  assert.deepEqual(Object.keys(providers[0] ?? {}), ['provider_id', 'name', 'country', 'scopes', 'status']);
  const statuses = providers.map(({ status }) => status).filter(Boolean);
  assert.deepEqual(new Set(statuses), new Set(['Activated', 'Available', 'PendingActivation', 'Suspended']));
  const desjardins = providers.find(({ id }) => id === 'Desjardins');
  assert.deepEqual(desjardins, {
    id: 'Desjardins',
    name: { en: 'Desjardins', fr: 'Desjardins' },
    country: 'CA',
    institution: 'Desjardins',
    flow: 'connect',
  });
  assert.equal(providers.length, 100);
  const ids = providers.map(({ provider_id: providerId, id = providerId }) => id);
  assert.equal(new Set(ids).size, 100);
});

for (const simulate of ['v1:active,v2:missing', 'v1:supported,v2:missing', 'v2:camel'])
  test(`passes the providers on as they come: ${simulate}`, async t => {
    const providers = await listFrom(t, { simulate });
    const [first = {}] = providers;
    const fields = {
      'v1:active,v2:missing': { id: 1000, name: 'Flinks Capital' },
      'v1:supported,v2:missing': { provider_id: 1000, name: 'Flinks Capital', country: 'CA' },
      'v2:camel': { providerId: 1000, providerName: 'Flinks Capital', registrationStatus: 'Activated' },
    }[simulate];
    const shown = Object.entries(first).filter(([name]) => Object.hasOwn(fields ?? {}, name));
    assert.deepEqual(Object.fromEntries(shown), fields);
    // The test bank is among Flinks' own, so it is not added once more.
    assert.equal(providers.filter(({ institution }) => institution === 'FlinksCapital').length, 0);
    assert.ok(providers.some(({ flow }) => flow === 'connect'));
  });

test('lists the banks with credentials alone where Flinks has no provider, the test bank with the demo', async t => {
  const providers = await listFrom(t, { simulate: 'v1:none,v2:missing' });
  assert.ok(providers.every(({ flow }) => flow === 'connect'));
  const [first] = providers;
  assert.deepEqual(
    [first?.id, first?.institution, first?.logo],
    ['FlinksCapital', 'FlinksCapital', '/logos/coin.svg'],
  );
  const real = await listFrom(t, { simulate: 'v1:none,v2:missing', env: { FLINKS_DEMO: '' } });
  assert.equal(
    real.some(({ id }) => id === 'FlinksCapital'),
    false,
  );
});

test('serves the logos that it names, as pictures and nothing else', async t => {
  const { visitor } = await startSite(t);
  const browser = visitor();
  const { json: providers } = await browser.ask<Entry[]>('GET', '/api/providers');
  const logos = providers.flatMap(({ logo }) => logo ?? []);
  assert.ok(logos.length >= 5);
  for (const path of logos) {
    const { status, headers, text } = await browser.ask('GET', path);
    assert.deepEqual([status, headers.get('content-type')], [200, 'image/svg+xml'], path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.doesNotMatch(text, /<script|<style|style=|href|on\w+=/);
  }
  const { status } = await browser.ask('GET', '/logos/..%2findex.html');
  assert.ok(status === 403 || status === 404);
});

test('says so when Flinks turns the question down', async t => {
  const { visitor, log } = await startSite(t, { env: { FLINKS_CLIENT_SECRET: 'another' } });
  const { status, json } = await visitor().ask('GET', '/api/providers');
  assert.deepEqual([status, json.error?.code], [502, 'invalid_client']);
  assert.equal(log.length, 1);
});
