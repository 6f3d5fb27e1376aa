/** A reporter of @web/test-runner that closes with one plain line for all engines together. */
export function plainReporter() {
  return {
    stop({ sessions }) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      const walk = suite => {
        for (const test of suite.tests) count[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
        suite.suites.forEach(walk);
      };
      for (const { testResults, passed } of sessions) {
        const { failed } = count;
        if (testResults) walk(testResults);
        // A file that could not be imported, or broke off, has no test that failed.
        if (!passed && count.failed === failed) count.failed++;
      }
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    },
  };
}
