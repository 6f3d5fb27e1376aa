import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from 'esbuild';
import {
  attributesOf,
  flows,
  hasTrigger,
  readSettings,
} from '../../demo/pages/assets/playground-settings.ts';
import { callsOf, snippetsOf } from '../../demo/pages/assets/snippets.ts';
import { given } from '../simulator/simulator-server.ts';

const where = { connectUrl: 'https://acme-iframe.private.fin.ag/v2/', demo: true };

/** Text that every language of a snippet would take for its own. */
const hostile = `"><script>alert('1')</script> \`\${x}\` {{ y }} {z} \\ & &amp; </template>`;
/** The same for a setting that takes less. */
const hostileTag = `"><script>\`\${x}\`{{ y }} & </template>`;

function settingsOf(chosen: Record<string, string> = {}) {
  return readSettings(new URLSearchParams(chosen));
}

function snippetsFor(chosen?: Record<string, string>) {
  const settings = settingsOf(chosen);
  const trigger = hasTrigger(settings) ? 'Link your bank' : undefined;
  return snippetsOf({ settings, attributes: attributesOf(settings, where), ...(trigger && { trigger }) });
}

/** All that stands between one kind of tags. */
const between = (code: string, tag: string) =>
  [...code.matchAll(new RegExp(`<${tag}\\b[^>]*>\\n([^]*?)\\n</${tag}>`, 'g'))].map(
    ([, inner = '']) => inner,
  );

const parse = (code: string, loader: 'js' | 'jsx') =>
  transform(code, { loader, format: 'esm', jsx: 'automatic' });

const each = flows.flatMap(flow => ['inline', 'dialog'].map(display => ({ flow, display })));
for (const chosen of each) {
  const name = `${chosen.flow}, ${chosen.display}`;

  test(`writes HTML whose script can be read: ${name}`, async () => {
    const { html } = snippetsFor(chosen);
    const [script] = between(html, 'script');
    await parse(given(script), 'js');
    assert.equal(html.match(/<flinks-link\b/g)?.length, 1);
    assert.equal(html.match(/<\/flinks-link>/g)?.length, 1);
    assert.ok(html.includes('<script type="module" src="/flinks-link.js"></script>'));
  });

  test(`writes React that can be read: ${name}`, async () => {
    const { code } = await parse(snippetsFor(chosen).react, 'jsx');
    assert.match(code, /jsxs?\(\s*"flinks-link"/);
    assert.match(code, /export \{\s*LinkBank\s*\}/);
  });

  test(`writes a Vue component of one script and one template: ${name}`, async () => {
    const { vue } = snippetsFor(chosen);
    const scripts = between(vue, 'script');
    const templates = between(vue, 'template');
    assert.deepEqual([scripts.length, templates.length], [1, 1]);
    const [script, template] = [given(scripts[0]), given(templates[0])];
    await parse(script, 'js');
    const [, bound = ''] = /^\s*<flinks-link\s([^]*?)\s*>(?:[^]*)<\/flinks-link>\s*$/.exec(template) ?? [];
    assert.ok(bound, template);
    // Whatever the template names, the script has.
    for (const [, named = ''] of bound.matchAll(/(?:\s|^)(?:[:@][\w.-]+|v-if)="(\w+)"/g))
      assert.match(script, new RegExp(`const ${named} =`), named);
  });

  test(`names each call of the backend, and no other: ${name}`, () => {
    const calls = callsOf(settingsOf(chosen)).map(call => call.split(' ')[1]);
    for (const code of Object.values(snippetsFor(chosen)))
      assert.deepEqual([...new Set(code.match(/\/api\/flinks\/\w+/g))].sort(), [...calls].sort());
  });
}

test('lets no text out of its attribute', async () => {
  const chosen = { flow: 'connect', customerName: hostile, tag: hostileTag, institution: hostile };
  const { html, react, vue } = snippetsFor(chosen);
  const plain = snippetsFor({ flow: 'connect' });
  const written = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  for (const [name, text] of Object.entries({
    'customer-name': hostile,
    tag: hostileTag,
    institution: hostile,
  }))
    for (const code of [html, vue]) assert.ok(code.includes(`${name}="${written(text)}"`), name);
  assert.equal(between(html, 'script').length, 1);
  assert.deepEqual(between(html, 'script'), between(plain.html, 'script'));
  assert.deepEqual(between(vue, 'script'), between(plain.vue, 'script'));
  const { code } = await parse(react, 'jsx');
  const props = /jsx\(\s*"flinks-link",\s*(\{[^]*?\n\s*\})/.exec(code)?.[1] ?? '';
  assert.ok(props.includes(JSON.stringify(hostile)) || props.includes('alert('), props);
  assert.equal(code.match(/"flinks-link"/g)?.length, 2, 'one element, and its import');
});

test('lets the number of a Custom bank out of no script', async () => {
  const { html, react, vue } = snippetsFor({ flow: 'custom', customInstitution: hostile });
  for (const script of [...between(html, 'script'), ...between(vue, 'script')]) await parse(script, 'js');
  assert.equal(html.match(/<\/script>/g)?.length, 2);
  assert.equal(vue.match(/<\/script>/g)?.length, 1);
  assert.equal(vue.match(/<\/template>/g)?.length, 1);
  await parse(react, 'jsx');
});

test('says to the element what has an effect with its flow, and nothing else', () => {
  const all = {
    display: 'dialog',
    target: 'page',
    theme: 'dark',
    customerName: 'Acme',
    tag: 't',
    institution: 'National',
    customInstitution: '4',
    accountSelectorMultiple: 'true',
    daysOfTransactions: 'Days90',
  };
  const named = (flow: string) => Object.fromEntries(attributesOf(settingsOf({ ...all, flow }), where));
  assert.deepEqual(named('outbound'), { id: 'bank', flow: 'outbound', display: 'dialog', target: 'page' });
  assert.deepEqual(named('express'), { id: 'bank', flow: 'express', display: 'dialog' });
  assert.equal(named('custom').institution, '4');
  const connect = named('connect');
  assert.equal(connect.institution, 'National');
  assert.equal(connect.target, undefined);
  // Without a selector there is nothing to choose several of.
  assert.equal(connect.params, 'institutionFilterEnable=true&daysOfTransactions=Days90');
  assert.equal(named('auto').institution, undefined);
});

test('takes an instance by its name in the place of an address', () => {
  const attributes = attributesOf(settingsOf({ flow: 'connect' }), { instance: 'toolbox', demo: false });
  assert.deepEqual(attributes.slice(0, 2), [
    ['id', 'bank'],
    ['instance', 'toolbox'],
  ]);
});

test('reads an address that makes no sense as if nobody had chosen', () => {
  const query = { flow: 'constructor', display: 'x', tag: 'x'.repeat(101), accountSelectorEnable: 'yes' };
  assert.deepEqual(settingsOf(query), settingsOf());
});
