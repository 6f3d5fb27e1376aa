// Runs test files with Node's own runner, two at a time: they wait for servers, browsers and installations, and Node's own
// choice on two cores is one. Prints what the reporter `spec` prints, and appends a line of JSON for each test to the file
// named by `TEST_RESULTS`, if any. The command line of Node takes no reporter in TypeScript before Node 22.18.
//   node --import tsx scripts/node-tests.ts [--name=<pattern>] <file>...
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { resultLines } from './node-reporter.ts';
import { resultsVariable } from './test-results.ts';

const { values, positionals } = parseArgs({
  options: { name: { type: 'string' } },
  allowPositionals: true,
});

if (!positionals.length) throw new Error('Name the files of the tests.');

// Ends the files that run as well.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const events = run({
  files: positionals.map(file => path.resolve(file)),
  concurrency: 2,
  signal: stop.signal,
  ...(values.name !== undefined && { testNamePatterns: values.name }),
});
events.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);

const resultsFile = process.env[resultsVariable];
if (resultsFile) events.compose(resultLines).pipe(createWriteStream(resultsFile, { flags: 'a' }));
