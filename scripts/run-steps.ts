import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readResults, resultsVariable, type TestResult } from './test-results.ts';
import { type Step, suiteVariables } from './test-steps.ts';

/** What came of one step. */
export interface StepResult {
  readonly step: Step;
  /** `not run`: what it needs has failed. */
  readonly outcome: 'passed' | 'failed' | 'not run';
  readonly tests: readonly TestResult[];
  readonly seconds: number;
}

/** What came of one command. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
  readonly tests: readonly TestResult[];
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Folder that it runs in; the root of the project if it is left out. */
  readonly cwd?: string;
  /** Prints what the command says as it says it, instead of keeping it. */
  readonly live?: boolean;
  /** Minutes until it has failed. */
  readonly limit?: number;
}

/** Kills a command with all that it has started; those have the command's process group where there are groups. */
function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}

/** How a command ended: its exit code, or what ended it. */
const endOf = (child: ChildProcess, limit: number): Promise<number | string> =>
  new Promise(resolve => {
    const stop = (how: number | string) => {
      killAll(child);
      resolve(how);
    };
    const timer = setTimeout(stop, limit * 60_000, `was stopped after ${limit} minutes`);
    child.on('error', error => {
      clearTimeout(timer);
      resolve(`could not be started: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      const how = code ?? `was ended by ${signal}`;
      child.on('close', () => resolve(how));
      // What it has left running keeps its output open.
      setTimeout(stop, 2_000, how).unref();
    });
  });

/** Runs a command to its end. It has failed unless it exits with 0 and no test of it failed. */
export async function run(
  command: readonly string[],
  { env = {}, cwd = '.', live = false, limit = 40 }: RunOptions = {},
): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'flinks-link-test-'));
  const results = path.join(folder, 'results.jsonl');
  const [program = '', ...args] = command;
  const inherited = Object.entries(process.env).filter(([name]) => !suiteVariables.includes(name));
  const child = spawn(program, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), [resultsVariable]: results, ...env },
    shell: process.platform === 'win32',
    detached: process.platform !== 'win32',
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  const interrupt = () => killAll(child);
  process.once('exit', interrupt);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => output.push(String(text)));
  const how = await endOf(child, limit);
  process.off('exit', interrupt);
  const { tests, broken } = readResults(results);
  rmSync(folder, { recursive: true });
  if (typeof how === 'string') output.push(`\n${program} ${how}.\n`);
  if (broken) output.push('\nThe results of the tests were not written to their end.\n');
  const ok = how === 0 && !broken && !tests.some(({ outcome }) => outcome === 'failed');
  return { ok, output: output.join(''), tests };
}

/** What says that a step proves nothing, or less than it should; undefined if all is well. */
function emptinessOf({ hasTests, files = [] }: Step, tests: readonly TestResult[]): string | undefined {
  if (hasTests && !tests.some(({ outcome }) => outcome === 'passed')) return 'No test has passed.';
  const silent = files.filter(name => !tests.some(({ file }) => path.resolve(file) === path.resolve(name)));
  return silent.length ? `No test has run in ${silent.join(', ')}.` : undefined;
}

/**
 * Runs every step, side by side where they leave each other room. A step that fails stops only those that need it.
 *
 * @param onEnd - hears of each step as it ends, with what it has printed
 */
export async function runSteps(
  steps: readonly Step[],
  onEnd: (result: StepResult, output: string) => void,
): Promise<readonly StepResult[]> {
  const waiting = new Set(steps);
  const running = new Map<Step, Promise<void>>();
  const results: StepResult[] = [];
  const live = steps.length === 1;

  const finish = (result: StepResult, output = ''): void => {
    results.push(result);
    onEnd(result, output);
  };
  const start = async (step: Step): Promise<void> => {
    const started = performance.now();
    const { ok, output, tests } = await run(step.command, { env: step.env, live });
    const seconds = (performance.now() - started) / 1_000;
    const empty = emptinessOf(step, tests);
    const more = empty ? `\n${empty}\n` : '';
    finish({ step, outcome: ok && !empty ? 'passed' : 'failed', tests, seconds }, output + more);
    running.delete(step);
  };
  const outcomeOf = (name: string) => results.find(({ step }) => step.name === name)?.outcome;
  const hasRoom = ({ exclusive }: Step): boolean =>
    exclusive ? !running.size : running.size < 2 && ![...running.keys()].some(other => other.exclusive);

  while (waiting.size || running.size) {
    for (const step of waiting) {
      if (step.needsBuild && outcomeOf('build') === 'failed') {
        waiting.delete(step);
        finish({ step, outcome: 'not run', tests: [], seconds: 0 });
      } else if ((!step.needsBuild || outcomeOf('build') === 'passed') && hasRoom(step)) {
        waiting.delete(step);
        running.set(step, start(step));
      }
    }
    if (running.size) await Promise.race(running.values());
  }
  return results.sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}
