import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { objectOf, readJson, stringOf } from '../support/json.ts';

const root = realpathSync(fileURLToPath(new URL('../../', import.meta.url)));

/** Files that a check leaves out, and why. */
interface Exception {
  readonly files: RegExp;
  readonly reason: string;
}

/** TypeScript that no program of ours may hold. */
const checkedElsewhere: readonly Exception[] = [
  {
    files: /^test\/package\/apps\/(?!harness\/)[^/]+\//,
    reason: 'apps are in the languages of their frameworks, whose own tools check them',
  },
  {
    files: /^test\/types\//,
    reason: 'test/package/tarball.node.ts checks it against the types of the packed tarball',
  },
];

/** JavaScript that stays. */
const remaining: readonly Exception[] = [
  {
    files: /^(?:(?:eslint|custom-elements-manifest)\.config\.js|(?:rollup|web-test-runner)\.config\.mjs)$/,
    reason: 'tools look for configurations of these names',
  },
  { files: /^test\/package\/apps\/html\//, reason: 'an app without a compiler' },
  { files: /^test\/hosts\//, reason: 'pages of hosts, served as they are' },
  { files: /^docs\/examples\//, reason: 'readers copy it' },
];

const printedBy = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
const tsc = (...args: string[]): string =>
  printedBy(process.execPath, 'node_modules/typescript/bin/tsc', ...args);
const linesOf = (text: string): string[] => text.split(/\r?\n/).filter(line => line !== '');

/** The files of the project that are there and not ignored, whether Git knows them yet or not. */
const filesNamed = (...patterns: string[]): string[] => {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns];
  const files = linesOf(printedBy('git', '-c', 'core.quotePath=false', ...list));
  return files.filter(file => existsSync(path.join(root, file)));
};

/** The files without an exception. An exception without files should go. */
function without(exceptions: readonly Exception[], all: readonly string[]): string[] {
  for (const { files, reason } of exceptions)
    assert.ok(
      all.some(file => files.test(file)),
      `no file is left out: ${reason}`,
    );
  return all.filter(file => !exceptions.some(({ files }) => files.test(file)));
}

const types = stringOf(
  objectOf(readJson(path.join(root, 'package.json')).scripts, 'the scripts').types,
  'the script',
);
const programs = [...types.matchAll(/-p (\S+)/g)].map(([, program = '']) => program);

/** What `strict` stands for, and may be taken back by name. */
const takenBack = /^(?:strict|noImplicit|alwaysStrict|useUnknownInCatch)/;

describe('the programs of `npm run types`', () => {
  it('are all that it runs', () => assert.equal(programs.length, types.split('&&').length));

  it('hold every TypeScript file', () => {
    const held = programs.flatMap(program => linesOf(tsc('--listFilesOnly', '-p', program)));
    const known = new Set(held.map(file => path.relative(root, file).split(path.sep).join('/')));
    const own = without(checkedElsewhere, filesNamed('*.ts', '*.tsx', '*.mts', '*.cts'));
    assert.ok(own.length > 0);
    assert.deepEqual(
      own.filter(file => !known.has(file)),
      [],
    );
  });

  for (const program of programs)
    it(`are strict: ${program}`, () => {
      const { compilerOptions } = objectOf(JSON.parse(tsc('--showConfig', '-p', program)), program);
      const options = objectOf(compilerOptions, 'its options');
      const { strict, noUncheckedIndexedAccess, exactOptionalPropertyTypes } = options;
      assert.deepEqual([strict, noUncheckedIndexedAccess, exactOptionalPropertyTypes], [true, true, true]);
      const off = Object.keys(options).filter(name => takenBack.test(name) && options[name] === false);
      assert.deepEqual([off, options.noCheck], [[], undefined]);
    });
});

describe('JavaScript', () => {
  it('is only where a reason is given', () =>
    assert.deepEqual(without(remaining, filesNamed('*.js', '*.mjs', '*.cjs', '*.jsx')), []));
});
