import { readdirSync, readFileSync } from 'node:fs';

/** One part of `npm test` or `npm run test:full`. */
export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it reads what the build writes. */
  readonly needsBuild?: true;
  /** Whether it keeps every core busy by itself; other steps run two at a time. */
  readonly alone?: true;
  /** Whether a test that failed runs once more, to tell a flaky test from a broken one. Both are failures. */
  readonly rerun?: true;
}

/** What runs before a change lands, or everything. */
export type Scope = 'quick' | 'full';

/** The variable by which suites know that only what `npm test` promises is to run. */
const quickVariable = { QUICK: '1' };

const apps = 'test/package/apps';

/** Node's own tests below a folder; those of the apps have a step of their own. */
const nodeTests = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(file => `${folder}/${file}`)
    .filter(file => /\.node\.[jt]s$/.test(file) && (folder === apps || !file.startsWith(apps)));

/** Two files at a time: they wait for servers, browsers and installations, and Node's own choice on two cores is one. */
const node = (files: readonly string[]): Step['command'] => [
  'node',
  '--import',
  'tsx',
  '--test',
  '--test-concurrency=2',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./scripts/node-reporter.js',
  // The runner puts the file's name in its place.
  '--test-reporter-destination={results}',
  ...files,
];

const npx = (...args: string[]): Step['command'] => ['npx', '--no-install', ...args];

const hasEssentials = (file: string): boolean => /\bessential\(/.test(readFileSync(file, 'utf8'));

/** The steps of a scope, what takes longest and what others wait for first. */
export function stepsOf(scope: Scope): readonly Step[] {
  const full = scope === 'full';
  const env = full ? {} : quickVariable;
  const documents = nodeTests('test/docs').filter(file => full || !file.includes('/backend.'));
  const packages = nodeTests('test/package').filter(file => full || !file.includes('/bundlers.'));
  const journeys = nodeTests('test/journeys').filter(file => full || hasEssentials(file));
  const everyMessage: Step['env'] = full ? { FUZZ_RUNS: '1000000' } : {};
  return [
    { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
    { name: 'lint', command: npx('eslint', '.') },
    { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
    { name: 'format', command: npx('prettier', '--check', '--log-level=warn', '.') },
    { name: 'protocol', command: node(nodeTests('test/protocol')), env: everyMessage },
    { name: 'package', command: node(packages), needsBuild: true },
    { name: 'documents', command: node(documents), needsBuild: true },
    { name: 'demo', command: node(nodeTests('test/demo')), needsBuild: true },
    ...(full
      ? ([
          { name: 'simulator', command: node(nodeTests('test/simulator')), needsBuild: true },
          { name: 'frameworks', command: node(nodeTests(apps)), needsBuild: true, alone: true },
        ] as const)
      : []),
    { name: 'browsers', command: npx('wtr'), env, needsBuild: true, alone: true },
    { name: 'journeys', command: node(journeys), env, needsBuild: true, alone: true, rerun: true },
  ];
}
