import { appendFileSync } from 'node:fs';
import path from 'node:path';

const outcomeOf = test => (test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed');

/** The tests of a session, with the names of their suites before their own. */
const testsOf = ({ name, tests, suites }, before = []) => {
  const names = name ? [...before, name] : before;
  return [
    ...tests.map(test => ({ outcome: outcomeOf(test), name: [...names, test.name].join(' › ') })),
    ...suites.flatMap(suite => testsOf(suite, names)),
  ];
};

/**
 * A reporter of @web/test-runner that closes with one plain line for all engines together, and appends a line of JSON for
 * each test to the file named by `TEST_RESULTS`, if any (see `test-results.ts`).
 */
export function plainReporter() {
  return {
    stop({ sessions }) {
      const results = sessions.flatMap(({ testFile, browser, testResults, passed }) => {
        const file = path.relative(process.cwd(), testFile);
        const engine = browser.name.split(' ')[0].toLowerCase().replace('chrome', 'chromium');
        const command = ['npm', 'run', 'test:browsers'];
        const found = testResults ? testsOf(testResults) : [];
        // A file that could not be imported, or broke off, has no test that failed.
        if (!passed && !found.some(({ outcome }) => outcome === 'failed'))
          found.push({ outcome: 'failed', name: 'the file as a whole' });
        return found.map(({ outcome, name }) => ({
          name: `${name}, in ${engine}`,
          file,
          outcome,
          alone: { env: { FILES: file, BROWSERS: engine }, command, reporting: command },
        }));
      });
      const count = wanted => results.filter(({ outcome }) => outcome === wanted).length;
      if (process.env.TEST_RESULTS)
        appendFileSync(
          process.env.TEST_RESULTS,
          results.map(result => `${JSON.stringify(result)}\n`).join(''),
        );
      console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
    },
  };
}
