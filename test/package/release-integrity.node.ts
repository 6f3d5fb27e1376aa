import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readJson } from '../support/json.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = path.join(root, 'scripts/release-integrity.ts');
/** By its address, as the folder of a test has no modules. */
const tsx = import.meta.resolve('tsx');
const built = 'dist/cdn/flinks-link.js';
const page = 'docs/start/install.md';

describe('a release', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'release-'));
  const at = (file: string) => path.join(folder, file);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', tsx, script, ...args], { cwd: folder, encoding: 'utf8' });

  before(() => {
    for (const folder of ['dist/cdn', 'docs/start']) mkdirSync(at(folder), { recursive: true });
    for (const file of [page, built]) cpSync(path.join(root, file), at(file));
    writeFileSync(at('package.json'), '{ "version": "7.8.9" }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('puts its version and the integrity of its build into the script tag of the manual, and nothing else', () => {
    const before = readFileSync(at(page), 'utf8');
    assert.equal(run().status, 0);
    const text = readFileSync(at(page), 'utf8');
    const { 'flinks-link.js': integrity } = readJson(path.join(root, 'dist/cdn/integrity.json'));
    assert.ok(text.includes(`flinks-link@7.8.9/${built}"\n  integrity="${integrity}"`));
    const changed = text.split('\n').filter((line, index) => line !== before.split('\n')[index]);
    assert.equal(changed.length, 2, changed.join('\n'));
    assert.equal(run('--check').status, 0);
  });

  it('stops where the manual names another build', () => {
    run();
    writeFileSync(at(built), 'another build');
    const { status, stderr } = run('--check');
    assert.notEqual(status, 0);
    assert.match(stderr, /names another build: run "npm run release"/);
  });
});
