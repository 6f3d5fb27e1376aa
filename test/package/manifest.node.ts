import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gapsOf } from '../../scripts/manifest/gaps.ts';
import { factLists, sourceFacts } from '../../scripts/manifest/source-facts.ts';
import { listOf, objectOf, readJson, stringOf } from '../support/json.ts';
import { definitions, element, lists, named } from './built-manifest.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readJson(path.join(root, 'dist', file));

/** The names in a list of a file of the build. */
const namesIn = (list: unknown) =>
  listOf(list, 'a list').map(entry => stringOf(objectOf(entry, 'an entry').name, 'its name'));

describe('the manifest', () => {
  it('names the tag, its class, and the module that defines it', () => {
    assert.equal(element.tagName, 'flinks-link');
    assert.deepEqual(definitions, [
      {
        name: 'flinks-link',
        declaration: { name: 'FlinksLink', module: 'dist/element.js' },
        path: 'dist/index.js',
      },
    ]);
  });

  it('has every attribute that the class observes, with a type that text can have', () => {
    // Read by a Node without a DOM, as a server does.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '-e',
        "import('./dist/element.js').then(m => console.log(JSON.stringify(m.FlinksLink.observedAttributes)))",
      ],
      { cwd: root, encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      named('attributes').sort(),
      listOf(JSON.parse(stdout), 'the observed attributes').toSorted(),
    );
    const odd = element.attributes.filter(
      ({ type }) => !/^(string|number|boolean|'[a-z]+'( \| '[a-z]+')*)$/.test(type?.text ?? ''),
    );
    assert.deepEqual(odd, []);
  });

  it('has functions on properties only', () => {
    const typeOf = (name: string) => {
      const member = element.members.find(each => each.name === name);
      return (member?.kind === 'field' && member.type?.text) || assert.fail(`${name} has no type`);
    };
    for (const name of ['authorizeToken', 'authorizeUrl', 'providers']) assert.match(typeOf(name), /^[A-Z]/);
    assert.match(typeOf('debug'), /=>/);
    for (const name of ['providers', 'debug']) assert.ok(!named('attributes').includes(name), name);
  });

  it('tells of nothing that is private, protected, or for the browser to call', () => {
    const strangers = named('members').filter(name => /^#|Callback$|^internals$|^formAssociated$/.test(name));
    assert.deepEqual(strangers, []);
    assert.deepEqual(
      element.members.filter(({ privacy }) => privacy && privacy !== 'public'),
      [],
    );
  });

  it('has no placeholder of the build in it', () =>
    assert.doesNotMatch(readFileSync(path.join(root, 'dist/custom-elements.json'), 'utf8'), /__/));

  it('types every event by its class', () => {
    for (const { name, type } of element.events) {
      const camel = name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
      assert.equal(type.text, `${camel}Event`);
    }
  });

  it('is what editors are told', () => {
    const [first] = listOf(read('vscode.html-custom-data.json').tags, 'the tags');
    const tag = objectOf(first, 'the tag');
    assert.deepEqual(namesIn(tag.attributes).sort(), named('attributes').sort());
    const [display] = listOf(tag.attributes, 'its attributes')
      .map(attribute => objectOf(attribute, 'an attribute'))
      .filter(({ name }) => name === 'display');
    assert.deepEqual(namesIn(display?.values), ['inline', 'dialog']);
    assert.deepEqual(namesIn(read('vscode.css-custom-data.json').properties), named('cssProperties'));
    const { html } = objectOf(read('web-types.json').contributions, 'the contributions');
    const [webType] = listOf(objectOf(html, 'what is for HTML').elements, 'the elements');
    const { 'doc-url': manual, attributes } = objectOf(webType, 'the element');
    const references = listOf(tag.references, 'the references').map(each => objectOf(each, 'a reference'));
    for (const url of [manual, ...references.map(({ url }) => url)])
      assert.match(stringOf(url, 'an address'), /\/docs\/README\.md$/);
    assert.deepEqual(namesIn(attributes).sort(), named('attributes').sort());
  });
});

describe('a gap in the class docs', () => {
  const facts = sourceFacts();
  const label = ({ name }: { name: string }) => name || '(default)';

  it('is none as it stands', () => assert.deepEqual(gapsOf(element, facts), []));

  for (const list of lists) {
    it(`is named for each of the ${list}, whatever is missing of it`, () => {
      for (const [index, item] of element[list].entries()) {
        const without = structuredClone(element);
        delete without[list][index]?.description;
        const [gap = '', ...others] = gapsOf(without, facts);
        assert.deepEqual(others, []);
        assert.ok(gap.includes(label(item)) && gap.includes('description'), gap);
      }
    });
  }

  for (const list of factLists) {
    it(`is named for each of the ${list} that is not documented at all`, () => {
      for (const item of element[list]) {
        const without = { ...element, [list]: element[list].filter(other => other !== item) };
        assert.deepEqual(gapsOf(without, facts), [`${list}: ${label(item)} is not documented`]);
      }
    });
  }

  it('fails the build', () => {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'manifest-'));
    try {
      for (const part of ['src', 'scripts', 'tsconfig.json', 'tsconfig.base.json', 'package.json'])
        cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
      cpSync(
        path.join(root, 'custom-elements-manifest.config.js'),
        path.join(copy, 'custom-elements-manifest.config.js'),
      );
      symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
      const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
      const settings = path.join(copy, 'src/element/settings.ts');
      const text = readFileSync(settings, 'utf8');
      const mutilated = text.replace('  /** Your Data Recipient id at Flinks. */\n', '');
      assert.notEqual(mutilated, text);
      writeFileSync(settings, mutilated);
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        ['--import', 'tsx', analyzer, 'analyze'],
        {
          cwd: copy,
          encoding: 'utf8',
        },
      );
      assert.notEqual(status, 0);
      assert.match(stdout + stderr, /property clientId has no description/);
      assert.match(stdout + stderr, /attribute client-id has no description/);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
