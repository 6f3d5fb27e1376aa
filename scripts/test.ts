// The tests of a change before it lands, and with `--full` every test there is. With the names of steps, such as
// `npm test -- build package`, only those.
import { ensureBrowsers, mustHaveAll } from './ensure-browsers.js';
import { run, runSteps, type StepResult } from './run-steps.ts';
import { shellLine, type TestResult } from './test-results.ts';
import { stepsOf } from './test-steps.ts';

const [names, options] = [true, false].map(plain =>
  process.argv.slice(2).filter(word => !word.startsWith('--') === plain),
) as [string[], string[]];
const all = stepsOf(options.includes('--full') ? 'full' : 'quick');
const unknown = [
  ...names.filter(name => !all.some(step => step.name === name)),
  ...options.filter(option => option !== '--full'),
];
if (unknown.length) {
  console.error(`No step ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
const steps = all.filter(({ name }) => !names.length || names.includes(name));

const found = ensureBrowsers();
console.log(`Browsers: ${found.map(({ engine, path }) => `${engine} (${path})`).join(', ')}`);
if (!mustHaveAll())
  console.log('An engine that is missing here is not run; with CI set it would be an error.');

const results = await runSteps(steps, ({ step, outcome, seconds }, output) => {
  if (outcome === 'failed') console.log(`\n--- what ${step.name} printed\n${output}\n---`);
  console.log(`${step.name}: ${outcome} (${seconds.toFixed(0)} s)`);
});

const counted = (tests: readonly TestResult[], outcome: TestResult['outcome']) =>
  tests.filter(test => test.outcome === outcome);
console.table(
  Object.fromEntries(
    results.map(({ step, outcome, tests, seconds }) => [
      step.name,
      {
        outcome,
        tests: tests.length,
        passed: counted(tests, 'passed').length,
        failed: counted(tests, 'failed').length,
        skipped: counted(tests, 'skipped').length,
        seconds: Math.round(seconds),
      },
    ]),
  ),
);

const tests = results.flatMap(result => result.tests);
for (const { name, reason } of counted(tests, 'skipped'))
  console.log(`Skipped: ${name}${reason ? ` (${reason})` : ''}`);

/** A test that passes when it runs alone is flaky: a defect of its own, and no less a failure. */
async function judgeOf({ step }: StepResult, { alone }: TestResult): Promise<string> {
  if (!step.rerun) return 'Failed';
  const again = await run(alone.command as [string, ...string[]], { ...step.env, ...alone.env });
  return again.ok ? 'Flaky (passed when run again)' : 'Failed twice';
}
for (const result of results) {
  for (const test of counted(result.tests, 'failed'))
    console.log(`${await judgeOf(result, test)}: ${test.name}\n  ${shellLine(test.alone)}`);
  if (result.outcome !== 'passed' && !counted(result.tests, 'failed').length)
    console.log(`${result.step.name}: ${result.outcome}\n  npm run test:full -- ${result.step.name}`);
}

const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map(
  outcome => counted(tests, outcome).length,
);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = results.every(({ outcome }) => outcome === 'passed') ? 0 : 1;
