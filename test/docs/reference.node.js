import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as element from '../../dist/element.js';
import { attributes, errorCodes, events, properties } from './built-element.js';
import { customProperties, parts, slots, states } from './kinds.js';
import { codeBlock, documents, nodesIn, root, textOf, wordsOf } from './markdown.js';
import { typeCheck } from './type-check.js';

const { FlinksLink } = element;

const { exports } = JSON.parse(textOf('package.json'));

/** @param {string} subpath */
const isExported = subpath => `.${subpath}` in exports || `.${subpath.replace(/[^/]+$/, '*')}` in exports;

/** The public methods and read-only properties, as they are on the class and what it extends. */
const members = [
  ...['open', 'close', 'requestClose', 'reset', 'complete', 'focus', 'checkValidity', 'reportValidity'],
  ...['status', 'result', 'value', 'form', 'validity', 'validationMessage', 'willValidate'],
];

/** What a document has to name, each as code. */
const all = {
  attributes,
  properties: ['providers', 'debug'],
  events,
  errorCodes,
  members,
  slots,
  parts,
  states,
  customProperties,
};

for (const file of ['README.md', 'docs/llms.txt'])
  describe(`${file} as a reference`, () => {
    const named = new Set(
      nodesIn(file, 'inlineCode').flatMap(({ value }) => [value, value.replace(/\(.*\)\??$/, '')]),
    );
    for (const [kind, names] of Object.entries(all))
      it(`names all ${kind}`, () => {
        assert.ok(names.length > 1);
        assert.deepEqual(
          names.filter(name => !named.has(name)),
          [],
        );
      });

    it('names no event, error or custom property that there is not', () => {
      const strangers = [...named].filter(
        name =>
          (/^flinks-(?!link\b|auth-key$|authenticity-key$)[a-z-]+$/.test(name) && !events.includes(name)) ||
          (/^--flinks[\w-]*$/.test(name) && !customProperties.includes(name)),
      );
      assert.deepEqual(strangers, []);
    });
  });

describe('the manual', () => {
  it('has a chapter for each error, where its help leads', () => {
    const readme = textOf('README.md');
    for (const code of errorCodes) assert.ok(readme.includes(`<a id="error-${code}"></a>`), code);
    const chapters = [...readme.matchAll(/<a id="error-([\w-]+)">/g)].map(([, code]) => code);
    assert.deepEqual(chapters.sort(), [...errorCodes].sort());
  });

  it('tells the members that the class has', () => {
    for (const member of members) assert.ok(member in FlinksLink.prototype, member);
    for (const property of ['providers', 'debug']) assert.ok(properties.has(property));
  });

  it('names all functions of the protocol', async () => {
    const named = new Set(nodesIn('README.md', 'inlineCode').map(({ value }) => value));
    const inCode = codeBlock("from 'flinks-link/protocol'");
    const missing = Object.keys(await import('../../dist/protocol/index.js')).filter(
      name => !named.has(name) && !inCode.includes(name),
    );
    assert.deepEqual(missing, []);
  });

  it('imports from where the package exports', () => {
    const named = nodesIn('README.md', 'inlineCode').map(({ value }) => value);
    const paths = named.flatMap(text => /^flinks-link(\/[\w./*-]+)$/.exec(text)?.[1] ?? []);
    assert.ok(paths.length > 4);
    for (const subpath of paths) assert.ok(isExported(subpath), subpath);
  });

  it('prints types that are those of the package', () => {
    const same = (own, real) => `
      (value: real.${real}): Written<${own}> => value;
      (value: Written<${own}>): Written<real.${real}> => value;
      const ${own}Names: keyof ${own} extends keyof real.${real} ? keyof real.${real} extends keyof ${own} ? true : never : never = true;`;
    const code = `import type * as real from 'flinks-link';
      type Written<T> = { readonly [K in keyof T]: T[K] extends string[] ? readonly string[] : T[K] };
      ${codeBlock('type Provider =')}${codeBlock('type Login =')}
      ${same('Provider', 'Provider')}${same('Login', 'LoginOutcome')}${same('Code', 'CodeOutcome')}${same('Linked', 'LinkedOutcome')}`;
    assert.deepEqual(typeCheck([{ name: 'types.ts', isTyped: true, code }]).get('types.ts'), []);
  });
});

/** How GitHub makes an anchor of a heading. @param {string} text */
const anchorOf = text =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** @param {string} file */
const anchorsIn = file =>
  new Set([
    ...nodesIn(file, 'heading').map(heading => anchorOf(wordsOf(heading))),
    ...[...textOf(file).matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id),
  ]);

describe('links in the documents', () => {
  for (const file of documents)
    it(`lead somewhere: ${file}`, () => {
      const images = [...textOf(file).matchAll(/<img src="([^"]+)"/g)].map(([, url]) => ({ url }));
      for (const { url } of [...nodesIn(file, 'link'), ...nodesIn(file, 'image'), ...images]) {
        if (/^https?:/.test(url)) continue;
        const [target = '', anchor] = url.split('#');
        const there = target ? path.join(path.dirname(file), target) : file;
        assert.ok(existsSync(path.join(root, there)), url);
        if (anchor) assert.ok(anchorsIn(there).has(anchor), url);
      }
    });
});
