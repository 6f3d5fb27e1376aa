import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { nodeTests, type TestResult } from './test-results.ts';

/**
 * Whether an event is about a file as a whole: it could not be loaded, or has no tests. It is named by its path, which
 * Node 20 makes absolute and later versions leave as the pattern found it.
 */
const isWholeFile = (name: string, file: string | undefined) =>
  file ? path.resolve(name) === path.resolve(file) : path.isAbsolute(name);

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** @param name - of a file that could not be loaded: its path */
function describeTest(suites: readonly string[], name: string, file: string): Omit<TestResult, 'outcome'> {
  const relative = path.relative(process.cwd(), file);
  const engine = [...suites, name]
    .map(each => /, in (chromium|firefox|webkit)$/.exec(each)?.[1])
    .find(Boolean);
  const isFile = isWholeFile(name, file);
  const pattern = isFile ? [] : [`--name=^${escape(name)}$`];
  return {
    name: [...suites, isFile ? relative : name].join(' › '),
    file: relative,
    alone: {
      env: engine ? { BROWSERS: engine } : {},
      command: [...nodeTests, ...pattern, relative],
    },
  };
}

/**
 * Whether an event ends a test. A suite counts only where it was skipped, or failed by itself, in a hook for instance; a
 * file that registers no test is reported as one that passed, and proves nothing.
 */
function endsTest({ type, data }: TestEvent): boolean {
  if (type === 'test:pass')
    return (data.details.type !== 'suite' || data.skip !== undefined) && !isWholeFile(data.name, data.file);
  if (type !== 'test:fail') return false;
  const { error } = data.details;
  return !('failureType' in error && error.failureType === 'subtestsFailed');
}

/** A reporter of Node's test runner: a line of JSON for each test. */
export async function* resultLines(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names: string[] = [];
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if ((type !== 'test:pass' && type !== 'test:fail') || !endsTest(event)) continue;
    const skipped = data.skip !== undefined && data.skip !== false;
    const result: TestResult = {
      ...describeTest(names.slice(0, data.nesting), data.name, data.file ?? data.name),
      outcome: type === 'test:fail' ? 'failed' : skipped ? 'skipped' : 'passed',
      ...(typeof data.skip === 'string' && { reason: data.skip }),
    };
    yield `${JSON.stringify(result)}\n`;
  }
}
