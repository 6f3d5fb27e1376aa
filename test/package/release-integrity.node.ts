import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readJson, stringOf } from '../support/json.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = path.join(root, 'scripts/release-integrity.ts');
/** By its address, as the folder of a test has no modules. */
const tsx = import.meta.resolve('tsx');

/** The script of each page of the manual that has a tag for another host. */
const pages = {
  'docs/start/install.md': 'dist/cdn/flinks-link.js',
  'docs/guides/return-page.md': 'dist/callback.js',
};

describe('a release', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'release-'));
  const at = (file: string) => path.join(folder, file);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', tsx, script, ...args], { cwd: folder, encoding: 'utf8' });

  beforeEach(() => {
    for (const file of Object.entries(pages).flat()) {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      cpSync(path.join(root, file), at(file));
    }
    writeFileSync(at('package.json'), '{ "version": "7.8.9" }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('puts its version and the integrity of its build into the script tags of the manual, and nothing else', () => {
    const before = Object.keys(pages).map(page => readFileSync(at(page), 'utf8'));
    const { status, stderr } = run();
    assert.equal(status, 0, stderr);
    const hashes = readJson(path.join(root, 'dist/cdn/integrity.json'));
    for (const [index, [page, built]] of Object.entries(pages).entries()) {
      const text = readFileSync(at(page), 'utf8');
      const integrity = stringOf(hashes[path.basename(built)], 'the hash of the build');
      assert.ok(text.includes(`flinks-link@7.8.9/${built}"\n  integrity="${integrity}"`), page);
      const lines = before[index]?.split('\n');
      const changed = text.split('\n').filter((line, number) => line !== lines?.[number]);
      assert.equal(changed.length, 2, changed.join('\n'));
    }
    assert.equal(run('--check').status, 0);
  });

  for (const [page, built] of Object.entries(pages))
    it(`stops where the manual names another build of ${built}`, () => {
      run();
      writeFileSync(at(built), 'another build');
      const { status, stderr } = run('--check');
      assert.notEqual(status, 0);
      assert.ok(stderr.includes(`${page} names another build: run "npm run release"`), stderr);
    });
});
