import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gapsOf } from '../../scripts/manifest/gaps.ts';
import { sourceFacts } from '../../scripts/manifest/source-facts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = file => JSON.parse(readFileSync(path.join(root, 'dist', file), 'utf8'));
const manifest = read('custom-elements.json');
const element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);
const named = list => element[list].map(({ name }) => name);

describe('the manifest', () => {
  it('names the tag, its class, and the module that defines it', () => {
    assert.equal(element.tagName, 'flinks-link');
    const definitions = manifest.modules.flatMap(module =>
      module.exports
        .filter(({ kind }) => kind === 'custom-element-definition')
        .map(({ name, declaration }) => ({ name, declaration, path: module.path })),
    );
    assert.deepEqual(definitions, [
      {
        name: 'flinks-link',
        declaration: { name: 'FlinksLink', module: 'dist/flinks-link.js' },
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
    assert.deepEqual(named('attributes').sort(), JSON.parse(stdout).sort());
    const odd = element.attributes.filter(
      ({ type }) => !/^(string|number|boolean|'[a-z]+'( \| '[a-z]+')*)$/.test(type.text),
    );
    assert.deepEqual(odd, []);
  });

  it('has functions on properties only', () => {
    const typeOf = name => element.members.find(member => member.name === name).type.text;
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

  it('has no placeholder of the build in it', () => assert.doesNotMatch(JSON.stringify(manifest), /__/));

  it('types every event by its class', () => {
    for (const { name, type } of element.events) {
      const camel = name.replace(/(^|-)([a-z])/g, (_all, _dash, letter) => letter.toUpperCase());
      assert.equal(type.text, `${camel}Event`);
    }
  });

  it('is what editors are told', () => {
    const [tag] = read('vscode.html-custom-data.json').tags;
    assert.deepEqual(tag.attributes.map(({ name }) => name).sort(), named('attributes').sort());
    const [display] = tag.attributes.filter(({ name }) => name === 'display');
    assert.deepEqual(
      display.values.map(({ name }) => name),
      ['inline', 'dialog'],
    );
    const properties = read('vscode.css-custom-data.json').properties.map(({ name }) => name);
    assert.deepEqual(properties, named('cssProperties'));
    const [webType] = read('web-types.json').contributions.html.elements;
    for (const url of [webType['doc-url'], ...tag.references.map(({ url }) => url)])
      assert.match(url, /\/docs\/README\.md$/);
    assert.deepEqual(webType.attributes.map(({ name }) => name).sort(), named('attributes').sort());
  });
});

describe('a gap in the class docs', () => {
  const facts = sourceFacts();
  const label = item => item.name || '(default)';

  it('is none as it stands', () => assert.deepEqual(gapsOf(element, facts), []));

  for (const list of ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates']) {
    it(`is named for each of the ${list}, whatever is missing of it`, () => {
      for (const [index, item] of element[list].entries()) {
        const without = structuredClone(element);
        delete without[list][index].description;
        const gaps = gapsOf(without, facts);
        assert.equal(gaps.length, 1, gaps.join());
        assert.ok(gaps[0].includes(label(item)) && gaps[0].includes('description'), gaps[0]);
      }
    });
  }

  for (const list of Object.keys(facts)) {
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
      const settings = path.join(copy, 'src/settings.ts');
      const text = readFileSync(settings, 'utf8');
      const mutilated = text.replace('  /** Your Data Recipient id at Flinks. */\n', '');
      assert.notEqual(mutilated, text);
      writeFileSync(settings, mutilated);
      const { status, stderr, stdout } = spawnSync('npx', ['--no-install', 'cem', 'analyze'], {
        cwd: copy,
        encoding: 'utf8',
      });
      assert.notEqual(status, 0);
      assert.match(stdout + stderr, /property clientId has no description/);
      assert.match(stdout + stderr, /attribute client-id has no description/);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
