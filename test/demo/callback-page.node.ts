import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDemo } from '../../demo/server/index.ts';
import { codeBlock } from '../docs/markdown.ts';
import { serve, startSite } from './demo-site.ts';
import { Visitor } from './visitor.ts';

test('the callback page loads one script of this origin, first, and says nothing to anybody', async t => {
  const { visitor } = await startSite(t);
  const { status, headers, text } = await visitor().ask('GET', '/callback.html?code=secret-code&state=s', {
    headers: { 'accept-language': 'fr' },
  });
  assert.equal(status, 200);
  assert.equal(
    headers.get('content-security-policy'),
    "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('cross-origin-opener-policy'), null);
  assert.match(text, /<html lang="fr">\s*<head>\s*<script src="\/flinks-link\/callback\.js"><\/script>/);
  assert.equal(text.match(/src=|href=/g)?.length, 1);
  assert.ok(!text.includes('secret-code'));
});

test('the headers of the callback page are those of the manual', async t => {
  const { visitor } = await startSite(t);
  const { headers } = await visitor().ask('GET', '/callback.html');
  const manual = codeBlock('docs/guides/return-page.md', 'Content-Security-Policy').trim().split('\n');
  for (const line of manual) {
    const [name = '', value] = line.split(': ');
    assert.equal(headers.get(name), value, name);
  }
});

test('the script is the built one', async t => {
  const { config } = await startSite(t);
  const callbackFolder = await mkdtemp(join(tmpdir(), 'callback-'));
  const origin = await serve(t, createDemo(config, { callbackFolder }).callback());
  const missing = await new Visitor(origin).ask('GET', '/flinks-link/callback.js');
  assert.deepEqual([missing.status, missing.json.error?.code], [404, 'not-built']);
  await writeFile(join(callbackFolder, 'callback.js'), '"callback"');
  const { status, headers, text } = await new Visitor(origin).ask('GET', '/flinks-link/callback.js');
  assert.deepEqual([status, text], [200, '"callback"']);
  assert.match(headers.get('content-type') ?? '', /javascript/);
});
