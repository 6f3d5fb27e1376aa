// The tests of a change before it lands, and with `--full` every test there is. With the names of steps, such as
// `npm test -- lint package`, only those and the build that they need.
import { ensureBrowsers, mustHaveAll } from './ensure-browsers.ts';
import { run, runSteps, type StepResult } from './run-steps.ts';
import { shellLine, type TestResult } from './test-results.ts';
import { stepsOf } from './test-steps.ts';

const words = process.argv.slice(2);
const isFull = words.includes('--full');
const names = words.filter(word => word !== '--full');
const all = stepsOf(isFull ? 'full' : 'quick');
const unknown = names.filter(name => !all.some(step => step.name === name));
if (unknown.length) {
  console.error(`No step ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
const wanted = all.filter(({ name }) => !names.length || names.includes(name));
const needsBuild = wanted.some(step => step.needsBuild);
const steps = all.filter(step => wanted.includes(step) || (needsBuild && step.name === 'build'));

const found = ensureBrowsers();
console.log(`Browsers: ${found.map(({ engine, path }) => `${engine} (${path})`).join(', ')}`);
if (!mustHaveAll())
  console.log('An engine that is missing here is not run; with CI set it would be an error.');

// Ends what runs as well: it is in process groups of its own.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

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

const command = isFull ? 'npm run test:full' : 'npm test';
for (const { step, outcome, tests } of results.filter(({ outcome }) => outcome !== 'passed')) {
  console.log(`\n${step.name}: ${outcome}\n  ${command} -- ${step.name}`);
  for (const { name, alone } of counted(tests, 'failed'))
    console.log(`Failed: ${name}\n  ${shellLine({ ...alone, env: { ...step.aloneEnv, ...alone.env } })}`);
}

/** Many failures have one cause, and no need to be told apart from a flaky test. */
const mostReruns = 5;

/** A test that passes when it runs alone is flaky: a defect of its own, and no less a failure. */
async function judge({ step, tests }: StepResult): Promise<void> {
  const failed = counted(tests, 'failed');
  if (!step.rerun || failed.length > mostReruns) return;
  for (const { name, alone } of failed) {
    const again = await run(alone.command, { env: { ...step.env, ...alone.env }, limit: 5 });
    const isFlaky = again.ok && again.tests.some(test => test.name === name && test.outcome === 'passed');
    console.log(`${isFlaky ? 'Flaky, it passed when it ran again' : 'Failed again'}: ${name}`);
  }
}
for (const result of results) await judge(result);

const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map(
  outcome => counted(tests, outcome).length,
);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = results.every(({ outcome }) => outcome === 'passed') ? 0 : 1;
