// Runs generated sequences with fresh seeds for some minutes, or one sequence again.
//   npm run fuzz -- [--minutes <number>] [--only <name>] [--seed <number> [--path <path>] [--replay-path <path>]]
import { parseArgs } from 'node:util';
import { all } from './all.ts';
import { runSequences, type Seed } from './run.ts';
import { seeds } from './seeds.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    only: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
    'replay-path': { type: 'string' },
  },
});

const minutes = Number(values.minutes);
const first = values.seed === undefined ? undefined : Number(values.seed);
if (!(minutes > 0) || Number.isNaN(first)) throw new Error('--minutes and --seed are numbers.');
const chosen = all.filter(({ sequences: { name } }) => !values.only || name === values.only);
if (!chosen.length) throw new Error(`There are: ${all.map(({ sequences }) => sequences.name).join()}.`);

/** Sequences of one seed. */
const batch = 250;

/** Runs it until the time is over, one seed after another. */
async function fuzz(): Promise<void> {
  for (const { sequences } of chosen)
    for (const seed of seeds[sequences.name] ?? []) await runSequences(sequences, 1, seed);
  const started = performance.now();
  const end = started + minutes * 60_000;
  let [count, seed] = [0, first ?? Math.trunc(Math.random() * 2 ** 31)];
  for (; performance.now() < end; seed++)
    for (const { sequences, share } of chosen)
      count += await runSequences(sequences, Math.ceil(batch * share), { seed });
  const rate = count / ((performance.now() - started) / 60_000);
  console.log(`${count} sequences, ${Math.round(rate)} a minute; the last seed was ${seed - 1}.`);
  for (const { sequences } of chosen) console.log(`${sequences.name}: ${sequences.ends}`);
}

/** One sequence again, or those of one seed. */
async function again({ seed, path, replayPath }: Seed): Promise<void> {
  const [only] = chosen;
  if (!only || chosen.length > 1) throw new Error('Name the sequences with --only.');
  const runs = path ? 1 : batch;
  await runSequences(only.sequences, runs, {
    seed,
    ...(path && { path }),
    ...(replayPath && { replayPath }),
  });
  console.log('It passes.');
}

const { path, 'replay-path': replayPath } = values;
try {
  if (first !== undefined && path)
    await again({ seed: first, path, ...(replayPath !== undefined && { replayPath }) });
  else await fuzz();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
