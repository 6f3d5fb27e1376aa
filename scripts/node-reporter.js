// A reporter of Node's test runner: a line of JSON for each test, as `TestResult` describes it. Loaded by
// `--test-reporter`, which writes what it yields to the file named beside it, and takes no TypeScript on Node 20.
import path from 'node:path';

/** @typedef {import('./test-results.ts').TestResult} TestResult */

/**
 * Whether an event is about a file as a whole: it could not be loaded, or has no tests. It is named by its path, which
 * Node 20 makes absolute and later versions leave as the pattern found it.
 *
 * @param {string} name
 * @param {string | undefined} file
 */
const isWholeFile = (name, file) =>
  file ? path.resolve(name) === path.resolve(file) : path.isAbsolute(name);

/** @param {string} text */
const escape = text => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * @param {readonly string[]} suites
 * @param {string} name - of a file that could not be loaded: its path
 * @param {string} file
 * @returns {Omit<TestResult, 'outcome'>}
 */
function describeTest(suites, name, file) {
  const relative = path.relative(process.cwd(), file);
  const engine = [...suites, name]
    .map(each => /, in (chromium|firefox|webkit)$/.exec(each)?.[1])
    .find(Boolean);
  const isFile = isWholeFile(name, file);
  const args = [...(isFile ? [] : [`--test-name-pattern=^${escape(name)}$`]), relative];
  const node = ['node', '--import', 'tsx', '--test'];
  const reporter = ['--test-reporter=./scripts/node-reporter.js', '--test-reporter-destination={results}'];
  return {
    name: [...suites, isFile ? relative : name].join(' › '),
    file: relative,
    alone: {
      env: engine ? { BROWSERS: engine } : {},
      command: [...node, ...args],
      reporting: [...node, ...reporter, ...args],
    },
  };
}

/**
 * Whether an event ends a test. A suite counts only where it was skipped, or failed by itself, in a hook for instance; a
 * file that registers no test is reported as one that passed, and proves nothing.
 *
 * @param {import('node:test/reporters').TestEvent} event
 */
function endsTest({ type, data }) {
  if (type === 'test:pass')
    return (data.details.type !== 'suite' || data.skip !== undefined) && !isWholeFile(data.name, data.file);
  if (type !== 'test:fail') return false;
  const { error } = data.details;
  return !('failureType' in error && error.failureType === 'subtestsFailed');
}

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} source */
export default async function* report(source) {
  /** @type {string[]} */
  const names = [];
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if ((type !== 'test:pass' && type !== 'test:fail') || !endsTest(event)) continue;
    const skipped = data.skip !== undefined && data.skip !== false;
    /** @type {TestResult} */
    const result = {
      ...describeTest(names.slice(0, data.nesting), data.name, data.file ?? data.name),
      outcome: type === 'test:fail' ? 'failed' : skipped ? 'skipped' : 'passed',
      ...(typeof data.skip === 'string' && { reason: data.skip }),
    };
    yield `${JSON.stringify(result)}\n`;
  }
}
