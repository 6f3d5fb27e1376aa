import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readResults, resultsVariable, type TestResult } from './test-results.ts';
import type { Step } from './test-steps.ts';

/** What came of one step. */
export interface StepResult {
  readonly step: Step;
  /** `not run`: what it needs has failed. */
  readonly outcome: 'passed' | 'failed' | 'not run';
  readonly tests: readonly TestResult[];
  readonly seconds: number;
}

export interface Ran {
  readonly ok: boolean;
  readonly output: string;
  readonly tests: readonly TestResult[];
}

/**
 * Runs a command to its end.
 *
 * @param live - prints what it says as it says it, instead of keeping it
 */
export async function run(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
  live = false,
): Promise<Ran> {
  const folder = mkdtempSync(path.join(tmpdir(), 'flinks-link-test-'));
  const results = path.join(folder, 'results.jsonl');
  const [program, ...args] = command.map(word => word.replace('{results}', results));
  const child = spawn(program ?? '', args, {
    env: { ...process.env, [resultsVariable]: results, ...env },
    shell: process.platform === 'win32',
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => output.push(String(text)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const tests = readResults(results);
  rmSync(folder, { recursive: true });
  return { ok: code === 0, output: output.join(''), tests };
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
    const { ok, output, tests } = await run(step.command, step.env, live);
    const seconds = (performance.now() - started) / 1_000;
    finish({ step, outcome: ok ? 'passed' : 'failed', tests, seconds }, output);
    running.delete(step);
  };
  const outcomeOf = (name: string) => results.find(({ step }) => step.name === name)?.outcome;
  const isReady = ({ needsBuild }: Step): boolean =>
    !needsBuild || !steps.some(({ name }) => name === 'build') || outcomeOf('build') === 'passed';
  const hasRoom = ({ alone }: Step): boolean =>
    alone ? !running.size : running.size < 2 && ![...running.keys()].some(other => other.alone);

  while (waiting.size || running.size) {
    for (const step of waiting) {
      if (step.needsBuild && outcomeOf('build') === 'failed') {
        waiting.delete(step);
        finish({ step, outcome: 'not run', tests: [], seconds: 0 });
      } else if (isReady(step) && hasRoom(step)) {
        waiting.delete(step);
        running.set(step, start(step));
      }
    }
    if (running.size) await Promise.race(running.values());
  }
  return results.sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}
