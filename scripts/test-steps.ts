import { readdirSync, readFileSync } from 'node:fs';
import { nodeTests } from './test-results.ts';

/** One part of `npm test` or `npm run test:full`. */
export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** What one of its tests needs of that to fail again when it runs alone. */
  readonly aloneEnv?: Readonly<Record<string, string>>;
  /** Whether it runs tests, at least one of which must pass. */
  readonly hasTests?: true;
  /** Files of which each must report a test of its own: one whose tests were all left out proves nothing. */
  readonly files?: readonly string[];
  /** Whether it reads what the build writes. */
  readonly needsBuild?: true;
  /** Whether it keeps every core busy by itself; other steps run two at a time. */
  readonly exclusive?: true;
  /** Whether a test that failed runs once more, to tell a flaky test from a broken one. Both are failures. */
  readonly rerun?: true;
}

/** What runs before a change lands, or everything. */
export type Scope = 'quick' | 'full';

/** Tells suites that only what `npm test` promises is to run. */
const quickVariable = { QUICK: '1' };

/** Variables that narrow or widen a run, which is the same whatever the shell has set. */
export const suiteVariables: readonly string[] = [
  'QUICK',
  'FILES',
  'BROWSERS',
  'FUZZ_RUNS',
  'SEQUENCE_RUNS',
  'TEST_RESULTS',
];

const apps = 'test/package/apps';

/** Node's own tests below a folder; those of the apps have a step of their own. */
const testFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(file => `${folder}/${file}`)
    .filter(file => /\.node\.ts$/.test(file) && (folder === apps || !file.startsWith(apps)));

const node = (files: readonly string[]): Pick<Step, 'command' | 'hasTests'> => ({
  command: [...nodeTests, ...files],
  hasTests: true,
});

const npx = (...args: string[]): Step['command'] => ['npx', '--no-install', ...args];

const hasEssentials = (file: string): boolean => /\bessential\b/.test(readFileSync(file, 'utf8'));

/** The steps of a scope: what others wait for first, and what needs the machine for itself last. */
export function stepsOf(scope: Scope): readonly Step[] {
  const full = scope === 'full';
  const env = full ? {} : quickVariable;
  const documents = testFiles('test/docs').filter(file => full || !file.includes('/backend.'));
  const packages = testFiles('test/package').filter(file => full || !file.includes('/bundlers.'));
  const journeys = testFiles('test/journeys').filter(file => full || hasEssentials(file));
  const logic = ['protocol', 'session', 'returns', 'frame', 'element', 'mutation', 'sequences'].flatMap(
    folder => testFiles(`test/${folder}`),
  );
  const generated: Record<string, string> = full ? { FUZZ_RUNS: '1000000', SEQUENCE_RUNS: '10400' } : {};
  return [
    { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
    { name: 'lint', command: npx('eslint', '.') },
    { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
    { name: 'format', command: npx('prettier', '--check', '--log-level=warn', '.') },
    { name: 'logic', ...node(logic), env: generated, aloneEnv: generated },
    { name: 'package', ...node([...packages, ...testFiles('test/environments')]), needsBuild: true },
    { name: 'documents', ...node(documents), needsBuild: true },
    { name: 'demo', ...node(testFiles('test/demo')), needsBuild: true },
    ...(full
      ? ([
          { name: 'simulator', ...node(testFiles('test/simulator')), needsBuild: true },
          { name: 'frameworks', ...node(testFiles(apps)), needsBuild: true, exclusive: true },
        ] as const)
      : []),
    {
      name: 'browsers',
      command: ['npm', 'run', '--silent', 'test:browsers'],
      env,
      hasTests: true,
      needsBuild: true,
      exclusive: true,
    },
    {
      name: 'journeys',
      ...node(journeys),
      files: journeys,
      env,
      needsBuild: true,
      exclusive: true,
      rerun: true,
    },
  ];
}
