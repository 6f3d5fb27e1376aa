import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { objectOf, readJson } from '../../../support/json.ts';
import { pack, quiet, run } from './npm.ts';

const apps = fileURLToPath(new URL('../', import.meta.url));

/** Variables for what a project runs. */
type Environment = Readonly<Record<string, string>>;

/** Nothing of the run around it: neither its mode, nor its npm settings, nor the channel of the test runner. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|NODE_TEST_CONTEXT|npm_\w+)$/.test(name)),
  );

/** A copy of one of the apps in a folder of its own, which depends on the packed tarball. */
export class Project {
  /** Seconds that each part took. */
  times: Record<string, number> = {};
  folder = mkdtempSync(path.join(os.tmpdir(), 'flinks-link-app-'));
  readonly #env: Environment;

  /**
   * @param folders - in `test/package/apps`; what is in a later one replaces what is in those before
   * @param env - more variables for all that it runs
   */
  constructor(folders: string[], env: Environment = {}) {
    this.#env = env;
    for (const folder of folders) cpSync(path.join(apps, folder), this.folder, { recursive: true });
    if (existsSync(this.path('src')))
      cpSync(path.join(apps, 'common'), this.path('src'), { recursive: true });
  }

  /** The file or folder of this path in the project. */
  path(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** Puts a file into the project. */
  write(name: string, text: string) {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Packs the build, and installs it with all else that the lock file names. */
  install() {
    this.#timed('install', () => {
      pack(this.folder);
      this.#checkLock();
      this.#run('npm', ['ci', '--prefer-offline', ...quiet]);
    });
  }

  /** Runs one of the package's scripts. */
  script(
    name: string,
    args: string[] = [],
    { env = {}, label = name }: { env?: Environment; label?: string } = {},
  ) {
    this.#timed(label, () => this.#run('npm', ['run', '--silent', name, '--', ...args], env));
  }

  environment(env: Environment = {}): NodeJS.ProcessEnv {
    return { ...ownEnvironment(), ...this.#env, ...env };
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The lock file repeats what the package depends on, and npm would believe it. */
  #checkLock() {
    const packages = objectOf(readJson(this.path('package-lock.json')).packages, 'the packages');
    const locked = objectOf(packages['node_modules/flinks-link'], 'the package');
    const own = readJson(path.join(apps, '../../../package.json'));
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
      assert.deepEqual(
        locked[kind],
        own[kind],
        `${kind} have changed: run npx tsx test/package/apps/harness/lock.ts`,
      );
  }

  #run(command: string, args: string[], env?: Environment) {
    run(command, args, { cwd: this.folder, env: this.environment(env) });
  }

  #timed(name: string, act: () => void) {
    const started = performance.now();
    act();
    this.times[name] = (performance.now() - started) / 1000;
  }
}
