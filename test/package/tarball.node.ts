import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { objectOf, readJson, stringOf } from '../support/json.ts';
import { npmPack } from './npm-pack.ts';

const runtime = ['lit', '@lit', 'lit-html', 'lit-element', '@lit-labs'];
const frameworks = [
  'react',
  'react-dom',
  'scheduler',
  'preact',
  'solid-js',
  'vue',
  '@vue',
  'svelte',
  '@types',
];

/** The files for a script tag. */
const cdnFiles = ['flinks-link', 'flinks-connect', 'flinks-outbound'];

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the packed tarball', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flinks-link-'));
  const installed = path.join(folder, 'node_modules', 'flinks-link');
  let files: string[] = [];
  let tarball = '';

  before(() => {
    const packed = npmPack(folder);
    files = packed.files;
    tarball = path.join(folder, packed.filename);
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
    for (const name of [...runtime, ...frameworks])
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a module in Node, as in a project that has installed the package. */
  const run = (code: string, ...flags: string[]): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [...flags, '--input-type=module', '-e', code], {
        cwd: folder,
        encoding: 'utf8',
      }),
    );

  it('holds what its sources make, the licence and the manual, and nothing else', () => {
    const modules = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .map(file => file.split(path.sep).join('/'))
      .filter(file => /(?<!\.d)\.ts$/.test(file))
      .map(file => file.replace(/\.ts$/, ''));
    const built = (name: string) => [`dist/${name}.js`, `dist/${name}.js.map`];
    const expected = new Set([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter(file => path.extname(file))
        .map(file => `docs/${file.split(path.sep).join('/')}`),
      'package.json',
      'dist/custom-elements.json',
      'dist/vscode.css-custom-data.json',
      'dist/vscode.html-custom-data.json',
      'dist/web-types.json',
      'dist/cdn/integrity.json',
      ...cdnFiles.flatMap(name => built(`cdn/${name}`)),
      ...modules.map(name => `dist/${name}.d.ts`),
      ...modules.flatMap(name => [...built(name), ...built(`dev/${name}`)]),
    ]);
    assert.deepEqual(
      files.filter(file => !expected.has(file)),
      [],
    );
    const code = /\.js(\.map)?$/;
    // Modules of types alone have no code.
    const missing = [...expected].filter(
      file => !files.includes(file) && !(code.test(file) && /^dist\/(dev\/)?(?!cdn\/)/.test(file)),
    );
    assert.deepEqual(missing, []);
    assert.ok(
      !files.includes('dist/dev-warnings.js'),
      'the build for production warns developers of nothing',
    );
    for (const name of ['index', 'element', 'connect', 'outbound', 'react', 'protocol/index', 'callback'])
      for (const file of built(name)) assert.ok(files.includes(file), `${file} is missing`);
  });

  it('names files that exist, in every export', () => {
    const exports = objectOf(readJson(path.join(installed, 'package.json')).exports, 'the exports');
    const targets = Object.values(exports).flatMap(target =>
      typeof target === 'string' ? [target] : Object.values(objectOf(target, 'an export')),
    );
    for (const target of targets) {
      const [head = '', tail] = stringOf(target, 'what is exported').slice(2).split('*');
      const isThere =
        tail === undefined
          ? files.includes(head)
          : files.some(file => file.startsWith(head) && file.endsWith(tail));
      assert.ok(isThere, `${target} is missing`);
    }
  });

  for (const [name, flags] of Object.entries<string[]>({
    production: [],
    development: ['--conditions=development'],
  })) {
    it(`imports in Node without a DOM, ${name} build, with each class once across all exports`, () => {
      const same = run(
        `const names = ['', '/element', '/protocol', '/react', '/connect', '/outbound'].map(path => 'flinks-link' + path);
         const modules = [];
         for (const name of names) modules.push(await import(name));
         const [index, element, protocol, react, connect, outbound] = modules;
         console.log(JSON.stringify([
           index.FlinksLink === element.FlinksLink,
           index.FlinksLinkError === element.FlinksLinkError,
           index.FlinksLinkError === protocol.FlinksLinkError,
           index.FlinksLoginEvent === element.FlinksLoginEvent,
           index.FlinksLinkError === connect.FlinksLinkError && index.FlinksLoginEvent === outbound.FlinksLoginEvent,
           typeof protocol.parseConnectMessage === 'function',
           typeof index.FlinksLink.define === 'function',
           // A server has no use for the element itself.
           customElements.get('flinks-link') === undefined && react.FlinksLink !== index.FlinksLink,
         ]))`,
        ...flags,
      );
      assert.deepEqual(same, Array(8).fill(true));
    });
  }

  it('has a protocol that needs neither lit nor a DOM', () => {
    const result = run(
      `import { connectUrl, parseConnectMessage } from 'flinks-link/protocol';
       console.log(JSON.stringify([
         connectUrl({ instance: 'toolbox', authorizeToken: 't' }).href,
         parseConnectMessage('{"step":"REDIRECT","loginId":"l"}').login.loginId,
       ]))`,
    );
    assert.deepEqual(result, ['https://toolbox-iframe.private.fin.ag/v2/?authorizeToken=t', 'l']);
  });

  it('explains mistakes in the development build only', () => {
    const text = (folderName: string) =>
      readFileSync(path.join(installed, folderName, 'element/flinks-link.js'), 'utf8');
    assert.match(text('dist/dev'), /findIneffective\(/);
    assert.doesNotMatch(text('dist'), /findIneffective\(/);
  });

  it('passes publint without a remark', async () => {
    const { messages } = await publint({ pkgDir: installed, strict: true });
    assert.deepEqual(messages, []);
  });

  it('has types that are found and right for whoever imports, positive and negative', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    assert.ok(analysis.types, 'it has types');
    // CommonJS gets the modules by a dynamic import, or by require() since Node 20.19. A script has no types.
    const found = analysis.problems
      .filter(({ kind }) => kind !== 'CJSResolvesToESM')
      .filter(
        problem =>
          !('entrypoint' in problem) ||
          (problem.resolutionKind !== 'node10' && !/callback|cdn|json/.test(problem.entrypoint)),
      );
    assert.deepEqual(found, []);

    cpSync(path.join(root, 'test/types'), path.join(folder, 'types'), { recursive: true });
    cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
    const config = path.join(folder, 'types/tsconfig.json');
    writeFileSync(config, readFileSync(config, 'utf8').replace('../../', '../'));
    execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', config], {
      stdio: 'inherit',
    });
  });

  it('has a React component that servers render, and that says that it belongs to the browser', () => {
    const result = run(
      `import { createElement } from 'react';
       import { renderToString } from 'react-dom/server';
       import { FlinksLink } from 'flinks-link/react';
       const props = { id: 'bank', instance: 'toolbox', authorizeToken: async () => 'secret', onFlinksLogin() {} };
       console.log(JSON.stringify(renderToString(createElement(FlinksLink, props, 'Link'))))`,
    );
    assert.equal(result, '<flinks-link id="bank">Link</flinks-link>');
    for (const build of ['dist', 'dist/dev'])
      assert.match(readFileSync(path.join(installed, build, 'react.js'), 'utf8'), /^'use client';/);
  });

  it('names the integrity of each file for a script tag', () => {
    const integrity = readJson(path.join(installed, 'dist/cdn/integrity.json'));
    const hashOf = (file: string) =>
      createHash('sha384')
        .update(readFileSync(path.join(installed, 'dist', file)))
        .digest('base64');
    const expected = Object.fromEntries([
      ...cdnFiles.map(name => [`${name}.js`, `sha384-${hashOf(`cdn/${name}.js`)}`]),
      ['callback.js', `sha384-${hashOf('callback.js')}`],
    ]);
    assert.deepEqual(integrity, expected);
  });

  for (const name of cdnFiles)
    it(`runs as a classic script too, loads nothing at run time and has no sink: ${name}.js`, () => {
      const code = readFileSync(path.join(installed, `dist/cdn/${name}.js`), 'utf8');
      assert.doesNotThrow(() => new Script(code));
      // All of it is inside of one function: a page's own names stay what they are.
      assert.match(code, /^!function\(\)\{"use strict";[^]*\}\(\);\n/);
      assert.doesNotMatch(
        code,
        /\bimport\s*\(|\bfrom\s*["']|XMLHttpRequest|\bfetch\(|\beval\(|new Function|srcdoc|document\.write/,
      );
      assert.ok(gzipSync(code).length > 1000);
    });

  it('has a script for the return page that is classic, alone and within 1.8 kB', () => {
    const code = readFileSync(path.join(installed, 'dist/callback.js'), 'utf8');
    assert.doesNotThrow(() => new Script(code));
    assert.doesNotMatch(code, /\bimport\b|\bfetch\(|\beval\(|innerHTML|document\.write/);
    const bytes = gzipSync(code, { level: 9 }).length;
    assert.ok(bytes > 500 && bytes <= 1.8 * 1024, `${bytes} bytes`);
  });
});
