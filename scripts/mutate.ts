// Changes the code in small ways and runs its tests in Node: each change must make one of them fail, or is listed in
// test/mutation/survivors.ts with its reason. Prints a table, and what is wrong.
//   npm run mutate [-- <file>...]
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { problemsOf, tallies } from '../test/mutation/judge.ts';
import { mutantsOf } from '../test/mutation/report.ts';
import config from '../test/mutation/stryker.config.ts';
import { survivors } from '../test/mutation/survivors.ts';
import { readJson } from '../test/support/json.ts';

const { fileName } = config.jsonReporter;
const files = process.argv.slice(2);

// A run that ends early must not be judged by the report of an earlier one.
rmSync(fileName, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    'node_modules/@stryker-mutator/core/bin/stryker.js',
    'run',
    'test/mutation/stryker.config.ts',
    // It warns that the bundles of the tests are no files of the project.
    ...['--logLevel', 'error'],
    ...(files.length ? ['--mutate', files.join(',')] : []),
  ],
  { stdio: 'inherit' },
);
if (status !== 0) throw new Error('Stryker did not finish.');

const mutants = mutantsOf(readJson(fileName));
console.table(
  Object.fromEntries(
    [...tallies(mutants)].map(([name, { score, uncovered, ...counts }]) => [
      name,
      { ...counts, 'no coverage': uncovered, score: `${score.toFixed(1)} %` },
    ]),
  ),
);
const changed = new Set(mutants.map(({ file }) => file));
const rows = files.length ? survivors.filter(({ file }) => changed.has(file)) : survivors;
const problems = problemsOf(mutants, rows);
for (const problem of problems) console.error(problem);
if (problems.length) process.exitCode = 1;
