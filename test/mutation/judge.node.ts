import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf, tallies } from './judge.ts';
import { mutantsOf } from './report.ts';

const source = 'export const isOld = (age: number) =>\n  age > 30 &&\n  !Number.isNaN(age);\n';
const condition = { start: { line: 2, column: 3 }, end: { line: 2, column: 11 } };
const whole = { start: { line: 2, column: 3 }, end: { line: 3, column: 21 } };

/** A report of Stryker's on one file, whose condition was changed in two ways. */
const report = (first: string, second: string, file = 'src/protocol/age.ts') => ({
  schemaVersion: '2',
  files: {
    [file]: {
      source,
      mutants: [
        {
          id: '1',
          mutatorName: 'EqualityOperator',
          replacement: 'age >= 30',
          status: first,
          location: condition,
        },
        {
          id: '2',
          mutatorName: 'ConditionalExpression',
          replacement: 'true',
          status: second,
          location: whole,
        },
      ],
    },
  },
});
const row = {
  file: 'src/protocol/age.ts',
  original: 'age > 30',
  replacement: 'age >= 30',
  reason: 'Nothing is exactly that old.',
};
const killed = Array.from({ length: 40 }, () => mutantsOf(report('Killed', 'Killed'))).flat();
const problems = (first: string, second: string, rows = [row]) =>
  problemsOf(
    [...mutantsOf(report(first, second)), ...killed.filter(({ replacement }) => replacement === 'true')],
    rows,
  );

describe("a report of Stryker's", () => {
  it('names the code before and after a change, on one line', () => {
    assert.deepEqual(mutantsOf(report('Killed', 'Survived')), [
      { status: 'Killed', file: row.file, line: 2, original: 'age > 30', replacement: 'age >= 30' },
      {
        status: 'Survived',
        file: row.file,
        line: 2,
        original: 'age > 30 && !Number.isNaN(age)',
        replacement: 'true',
      },
    ]);
  });

  it('is counted by folder and in total, without what could not be run', () => {
    const mutants = [
      report('Killed', 'Survived'),
      report('Timeout', 'CompileError', 'src/frame/age.ts'),
    ].flatMap(mutantsOf);
    const found = [...tallies(mutants)].map(([name, { mutants: all, killed, timeout, score }]) => [
      name,
      all,
      killed,
      timeout,
      Math.round(score),
    ]);
    assert.deepEqual(found, [
      ['src/frame', 1, 0, 1, 100],
      ['src/protocol', 2, 1, 0, 50],
      ['total', 3, 1, 1, 67],
    ]);
  });
});

describe('the list of survivors', () => {
  it('is right where it names all of them, however the code is broken into lines', () => {
    assert.deepEqual(problems('Survived', 'Killed', [{ ...row, original: 'age\n  > 30' }]), []);
  });

  it('lacks a survivor, or code that no test runs', () => {
    for (const status of ['Survived', 'NoCoverage']) {
      const [problem = '', ...more] = problems('Survived', status);
      assert.deepEqual(more, []);
      assert.match(problem, /^src\/protocol\/age\.ts:2 .*not listed[^]*- age > 30 &&[^]*\+ true$/);
    }
  });

  it('needs a row for each of two survivors that read the same', () => {
    const twice = () => [report('Survived', 'Killed'), report('Survived', 'Killed')].flatMap(mutantsOf);
    assert.match(problemsOf([...twice(), ...killed], [row]).join(), /^[^]*not listed/);
    assert.deepEqual(
      problemsOf([...twice(), ...killed.filter(({ replacement }) => replacement === 'true')], [row, row]),
      [],
    );
  });

  it('has a stale row where its change is killed or gone', () => {
    assert.match(problems('Killed', 'Killed').join(), /is killed. Delete its row/);
    const gone = { ...row, original: 'age > 29' };
    assert.match(problems('Killed', 'Killed', [gone]).join(), /does not exist any more/);
  });

  it('is not stale where a change only timed out, as it may on a loaded machine', () => {
    assert.deepEqual(problems('Timeout', 'Killed'), []);
  });

  it('does not excuse a score below 95 %', () => {
    assert.match(
      problemsOf(mutantsOf(report('Survived', 'Killed')), [row]).join(),
      /score is 50\.0 %, below 95 %/,
    );
  });
});
