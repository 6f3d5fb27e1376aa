import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type {
  Reporter,
  TestResult as BrowserTest,
  TestSession,
  TestSuiteResult,
} from '@web/test-runner-core';
import { resultsVariable, type TestResult } from './test-results.ts';

type Outcome = TestResult['outcome'];

const outcomeOf = (test: BrowserTest): Outcome =>
  test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';

/** The tests of a suite, with the names of the suites that they are in before their own. */
function testsOf(
  { name, tests, suites }: TestSuiteResult,
  before: readonly string[] = [],
): Pick<TestResult, 'name' | 'outcome'>[] {
  const names = name ? [...before, name] : before;
  return [
    ...tests.map(test => ({ outcome: outcomeOf(test), name: [...names, test.name].join(' › ') })),
    ...suites.flatMap(suite => testsOf(suite, names)),
  ];
}

/** The engine of a launcher named `Chrome 141`, `Firefox` or `WebKit 2.48`. */
const engineOf = ({ browser }: TestSession): string =>
  browser.name.replace(/ .*/, '').toLowerCase().replace('chrome', 'chromium');

/**
 * A reporter of Web Test Runner that closes with one plain line for all engines together, and appends a line of JSON for
 * each test to the file named by `TEST_RESULTS`, if any (see `test-results.ts`).
 */
export function plainReporter(): Reporter {
  return {
    stop({ sessions }) {
      const results = sessions.flatMap((session): TestResult[] => {
        const { testFile, testResults, passed } = session;
        const file = path.relative(process.cwd(), testFile);
        const engine = engineOf(session);
        const command = ['npm', 'run', 'test:browsers'];
        const found = testResults ? testsOf(testResults) : [];
        // A file that could not be imported, or broke off, has no test that failed.
        if (!passed && !found.some(({ outcome }) => outcome === 'failed'))
          found.push({ outcome: 'failed', name: 'the file as a whole' });
        return found.map(({ outcome, name }) => ({
          name: `${name}, in ${engine}`,
          file,
          outcome,
          alone: { env: { FILES: file, BROWSERS: engine }, command },
        }));
      });
      const count = (wanted: Outcome) => results.filter(({ outcome }) => outcome === wanted).length;
      const resultsFile = process.env[resultsVariable];
      if (resultsFile)
        appendFileSync(resultsFile, results.map(result => `${JSON.stringify(result)}\n`).join(''));
      console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
    },
  };
}
