import fc from 'fast-check';
import type { Sequences } from './sequences.ts';

/** What makes one sequence again. */
export interface Seed {
  readonly seed: number;
  readonly path?: string;
  readonly replayPath?: string;
}

/** The command line that runs the sequence of a failure again. */
const commandLine = (name: string, { seed, path, replayPath }: Seed): string =>
  [
    `npm run fuzz -- --only ${name} --seed ${seed}`,
    path && `--path ${path}`,
    replayPath && `--replay-path ${replayPath}`,
  ]
    .filter(Boolean)
    .join(' ');

/**
 * Runs generated sequences. Each rejects with what went wrong, and the command line that does it again.
 *
 * @returns how many have run
 */
export async function runSequences(
  { name, property }: Sequences,
  numRuns: number,
  { seed, path, replayPath }: Partial<Seed> = {},
): Promise<number> {
  const details = await fc.check(property(replayPath), {
    numRuns,
    ...(seed !== undefined && { seed }),
    ...(path && { path }),
    endOnFailure: false,
  });
  if (!details.failed) return details.numRuns;
  const { counterexample, counterexamplePath } = details;
  const text = fc.stringify(counterexample);
  const found = /replayPath="([^"]*)"/.exec(text)?.[1];
  const again = {
    seed: details.seed,
    ...(counterexamplePath && { path: counterexamplePath }),
    ...(found && { replayPath: found }),
  };
  const reason = details.errorInstance;
  throw new Error(
    [
      `A sequence of ${name} fails after ${details.numRuns} runs and ${details.numShrinks} shrinks.`,
      text,
      reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
      `Again: ${commandLine(name, again)}`,
      `Seed to keep in test/sequences/seeds.ts: ${JSON.stringify(again)}`,
    ].join('\n'),
  );
}
