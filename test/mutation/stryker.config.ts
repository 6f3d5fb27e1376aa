import type { PartialStrykerOptions } from '@stryker-mutator/api/core';

/** Where the bundles of the tests are, in the copy of the project that is changed. */
const bundles = '.stryker-tests';

/**
 * What `npm run mutate` changes, and the tests that must notice it.
 *
 * Left out, because only a browser can run them: the relay, the handler and the storage of returns (windows, channels, and
 * sessionStorage, which no test may fake), and what hears a frame (`isTrusted`, `source`, security policies). Types alone
 * are in `flow.ts` and `host-functions.ts`. Generated input is left out as well: it is slow, and finds by chance what a
 * test must name.
 */
export default {
  mutate: [
    'src/protocol/*.ts',
    '!src/protocol/{index,globals.d}.ts',
    'src/session/*.ts',
    '!src/session/{flow,host-functions}.ts',
    'src/returns/{deliver,element-key}.ts',
    'src/frame/{late-results,login-match,sourceless-messages}.ts',
  ],
  testRunner: 'tap',
  // A process for every change and file of tests: bundles start in a fraction of the time that a loader of TypeScript takes.
  buildCommand: `esbuild test/protocol/*.node.ts test/session/*.node.ts test/returns/*.node.ts test/frame/*.node.ts --bundle --platform=node --format=esm --packages=bundle --outbase=test --outdir=${bundles} --log-level=warning`,
  tap: {
    testFiles: [`${bundles}/*/!(*.generated|fuzz).node.js`],
    nodeArgs: ['--test-reporter=tap', '--no-warnings', '-r', '{{hookFile}}', '{{testFile}}'],
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A loaded machine is slow at times: a mutant that only seems to hang would count as found.
  timeoutMS: 15_000,
  ignorePatterns: [
    '*',
    '!src/**',
    '!test/**',
    '!package.json',
    '!tsconfig*.json',
    'test/package',
    'test/journeys',
    'test/docs',
    '!docs/reference/attributes.md',
  ],
  reporters: ['progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  tempDirName: '.stryker-tmp',
} satisfies PartialStrykerOptions;
