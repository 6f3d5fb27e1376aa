import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { changed, type Rule } from '../test/mutation/rule.ts';
import { run } from './run-steps.ts';
import { nodeTests, type TestResult } from './test-results.ts';

/** What came of a suite: at least one test failed, all passed, or it proves nothing. */
export type Verdict = 'red' | 'green' | 'broken';

export interface SuiteResult {
  readonly verdict: Verdict;
  /** The first test that failed, or what was printed where the suite proves nothing. */
  readonly detail: string;
}

/** Ends a browser suite at its first failure: one is enough, and others may wait for what cannot come. */
const bailing = `import config from './web-test-runner.config.mjs';
const { testFramework } = config;
export default { ...config, testFramework: { config: { ...testFramework.config, bail: true } } };
`;

const browserTests = [
  'node',
  '--import',
  'tsx',
  'node_modules/@web/test-runner/dist/bin.js',
  '--config',
  'bailing.config.mjs',
  '--preserve-symlinks',
];

/** Whether a result is that of a file which could not be loaded, or broke off, and of no test in it. */
const isWholeFile = ({ name, file }: TestResult): boolean =>
  name.startsWith('the file as a whole') || path.resolve(name) === path.resolve(file);

/** A copy of the project in which one file may be changed. The packages are those of the project itself. */
export class Mutant {
  readonly #root = mkdtempSync(path.join(tmpdir(), 'flinks-link-mutant-'));

  constructor() {
    const left = new Set(['node_modules', 'dist', '.git', 'coverage']);
    cpSync('.', this.#root, { recursive: true, filter: source => !left.has(path.basename(source)) });
    symlinkSync(path.resolve('node_modules'), path.join(this.#root, 'node_modules'), 'junction');
    mkdirSync(path.join(this.#root, 'dist'));
    // One form of React is made of the build. The callback page is made of the copy, before each run.
    for (const name of readdirSync('dist').filter(name => !name.startsWith('callback.')))
      symlinkSync(path.resolve('dist', name), path.join(this.#root, 'dist', name));
    writeFileSync(path.join(this.#root, 'bailing.config.mjs'), bailing);
  }

  /**
   * Runs a suite, with the changes made for as long as it runs. Of several, one that finds its text changed by another is
   * left out.
   */
  async test(
    { suite, engine }: Pick<Rule, 'suite' | 'engine'>,
    rules: readonly Rule[] = [],
  ): Promise<SuiteResult> {
    const sources = new Map(
      rules.map(({ file }) => [file, readFileSync(path.join(this.#root, file), 'utf8')]),
    );
    const mutated = new Map(sources);
    for (const rule of rules) {
      const source = mutated.get(rule.file) ?? '';
      if (rules.length === 1 || source.includes(rule.from)) mutated.set(rule.file, changed(rule, source));
    }
    try {
      this.#write(mutated);
      return await (suite.endsWith('.node.ts')
        ? this.#runInNode(suite)
        : this.#runIn(engine ?? 'chromium', suite));
    } finally {
      this.#write(sources);
    }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #write(sources: ReadonlyMap<string, string>): void {
    for (const [file, source] of sources) writeFileSync(path.join(this.#root, file), source);
  }

  #runInNode(suite: string): Promise<SuiteResult> {
    return this.#run([...nodeTests, suite]);
  }

  async #runIn(engine: string, suite: string): Promise<SuiteResult> {
    // The tests load it from where the build leaves it.
    await build({
      absWorkingDir: this.#root,
      entryPoints: ['src/callback.ts'],
      outfile: 'dist/callback.js',
      bundle: true,
      format: 'iife',
      target: 'es2022',
      define: { __DEV__: 'false', __VERSION__: '""' },
      logLevel: 'error',
    });
    return this.#run(browserTests, { FILES: suite, BROWSERS: engine });
  }

  async #run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<SuiteResult> {
    const { ok, output, tests } = await run(command, { env, cwd: this.#root, limit: 8 });
    const ran = tests.filter(test => test.outcome !== 'skipped' && !isWholeFile(test));
    const failed = ran.find(({ outcome }) => outcome === 'failed');
    if (failed) return { verdict: 'red', detail: failed.name };
    if (ok && ran.length) return { verdict: 'green', detail: `${ran.length} tests passed` };
    return { verdict: 'broken', detail: `No test failed, and the suite did not pass.\n${output}` };
  }
}
