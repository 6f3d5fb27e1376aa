// A reporter of Node's test runner: a line of JSON for each test, as `TestResult` describes it. Loaded by
// `--test-reporter`, which writes what it yields to the file named beside it.
import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import type { TestResult } from './test-results.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function resultOf(suites: readonly string[], name: string, file: string): Omit<TestResult, 'outcome'> {
  const relative = path.relative(process.cwd(), file);
  const engine = suites.map(suite => /, in (chromium|firefox|webkit)$/.exec(suite)?.[1]).find(Boolean);
  // A file that could not be loaded is reported as a test by its own path.
  const pattern = path.isAbsolute(name) ? [] : [`--test-name-pattern=^${escape(name)}$`];
  return {
    name: [...suites, path.isAbsolute(name) ? relative : name].join(' › '),
    file: relative,
    alone: {
      env: engine ? { BROWSERS: engine } : {},
      command: ['node', '--import', 'tsx', '--test', ...pattern, relative],
    },
  };
}

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names: string[] = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail';
    const error: unknown = failed ? data.details.error : undefined;
    const ofItsTests =
      typeof error === 'object' && error && 'failureType' in error && error.failureType === 'subtestsFailed';
    // A suite counts only where it failed by itself, in a hook for instance.
    if (ofItsTests || (data.details.type === 'suite' && !failed)) continue;
    const { skip } = data;
    const result: TestResult = {
      ...resultOf(names.slice(0, data.nesting), data.name, data.file ?? data.name),
      outcome: failed ? 'failed' : skip !== undefined && skip !== false ? 'skipped' : 'passed',
      ...(typeof skip === 'string' ? { reason: skip } : {}),
    };
    yield `${JSON.stringify(result)}\n`;
  }
}
