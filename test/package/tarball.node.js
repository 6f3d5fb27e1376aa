import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the packed tarball', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flinks-link-'));
  const installed = path.join(folder, 'node_modules', 'flinks-link');
  /** @type {string[]} */
  let files = [];

  before(() => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
        cwd: root,
        encoding: 'utf8',
      }),
    );
    files = packed.files.map(file => file.path);
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', [
      '-xzf',
      path.join(folder, packed.filename),
      '-C',
      installed,
      '--strip-components=1',
    ]);
    for (const name of ['lit', '@lit', 'lit-html', 'lit-element', '@lit-labs']) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
    }
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a module in Node, as somebody who has installed the package. */
  const run = (code, ...flags) =>
    JSON.parse(
      execFileSync(process.execPath, [...flags, '--input-type=module', '-e', code], {
        cwd: folder,
        encoding: 'utf8',
      }),
    );

  it('holds the build, the licence and the manual, and nothing of the workshop', () => {
    for (const file of [
      'README.md',
      'LICENSE',
      'package.json',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/callback.js',
      'dist/cdn/flinks-link.js',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    const strangers = files.filter(
      file => !/^(dist\/|README\.md|LICENSE|CHANGELOG\.md|package\.json)/.test(file),
    );
    assert.deepEqual(strangers, []);
  });

  it('names files that exist, in every export', () => {
    const { exports } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
    const targets = Object.values(exports).flatMap(target =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    for (const target of targets) assert.ok(files.includes(target.replace('./', '')), `${target} is missing`);
  });

  for (const [name, flags] of [
    ['production', []],
    ['development', ['--conditions=development']],
  ]) {
    it(`imports in Node without a DOM, ${name} build, with each class once across all exports`, () => {
      const same = run(
        `const [index, element, protocol] = await Promise.all(['flinks-link', 'flinks-link/element', 'flinks-link/protocol'].map(name => import(name)));
         console.log(JSON.stringify([
           index.FlinksLink === element.FlinksLink,
           index.FlinksLinkError === element.FlinksLinkError,
           index.FlinksLinkError === protocol.FlinksLinkError,
           index.FlinksLoginEvent === element.FlinksLoginEvent,
           typeof protocol.parseConnectMessage === 'function',
           typeof index.FlinksLink.define === 'function',
         ]))`,
        ...flags,
      );
      assert.deepEqual(same, Array(6).fill(true));
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
    const text = folderName => readFileSync(path.join(installed, folderName, 'flinks-link.js'), 'utf8');
    assert.match(text('dist/dev'), /warnAboutIgnored\(/);
    assert.doesNotMatch(text('dist'), /warnAboutIgnored\(/);
  });

  it('passes publint without a remark', async () => {
    const { messages } = await publint({ pkgDir: installed, strict: true });
    assert.deepEqual(messages, []);
  });

  it('loads nothing at run time, and has no sink in its one-file build', () => {
    const code = readFileSync(path.join(installed, 'dist/cdn/flinks-link.js'), 'utf8');
    assert.doesNotMatch(
      code,
      /\bimport\s*\(|\bfrom\s*["']|XMLHttpRequest|\bfetch\(|\beval\(|new Function|srcdoc|document\.write/,
    );
    assert.ok(gzipSync(code).length > 1000);
  });

  it('has a script for the return page that is classic, alone and within 1.5 kB', () => {
    const code = readFileSync(path.join(installed, 'dist/callback.js'), 'utf8');
    assert.doesNotThrow(() => new Script(code));
    assert.doesNotMatch(code, /\bimport\b|\bfetch\(|\beval\(|innerHTML|document\.write/);
    const bytes = gzipSync(code, { level: 9 }).length;
    assert.ok(bytes > 500 && bytes <= 1.5 * 1024, `${bytes} bytes`);
  });
});
