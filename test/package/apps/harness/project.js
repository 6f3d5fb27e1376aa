import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack, quiet, run } from './npm.js';

const apps = fileURLToPath(new URL('../', import.meta.url));

/** Nothing of the run around it: neither its mode, nor its npm settings, nor the channel of the test runner. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|NODE_TEST_CONTEXT|npm_\w+)$/.test(name)),
  );

/** A copy of one of the apps in a folder of its own, which depends on the packed tarball. */
export class Project {
  /** Seconds that each part took. @type {Record<string, number>} */
  times = {};
  folder = mkdtempSync(path.join(os.tmpdir(), 'flinks-link-app-'));
  #env;

  /**
   * @param {string[]} folders - in `test/package/apps`; what is in a later one replaces what is in those before
   * @param {Record<string, string>} [env] - more variables for all that it runs
   */
  constructor(folders, env = {}) {
    this.#env = env;
    for (const folder of folders) cpSync(path.join(apps, folder), this.folder, { recursive: true });
    if (existsSync(this.path('src')))
      cpSync(path.join(apps, 'common'), this.path('src'), { recursive: true });
  }

  /** The file or folder of this path in the project. */
  path(...names) {
    return path.join(this.folder, ...names);
  }

  /** Puts a file into the project. @param {string} name @param {string} text */
  write(name, text) {
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

  /** Runs one of the package's scripts. @param {string} name @param {string[]} [args] */
  script(name, args = [], { env = {}, label = name } = {}) {
    this.#timed(label, () => this.#run('npm', ['run', '--silent', name, '--', ...args], env));
  }

  environment(env = {}) {
    return { ...ownEnvironment(), ...this.#env, ...env };
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The lock file repeats what the package depends on, and npm would believe it. */
  #checkLock() {
    const read = file => JSON.parse(readFileSync(file, 'utf8'));
    const locked = read(this.path('package-lock.json')).packages['node_modules/flinks-link'];
    const own = read(path.join(apps, '../../../package.json'));
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
      assert.deepEqual(
        locked[kind],
        own[kind],
        `${kind} have changed: run node test/package/apps/harness/lock.js`,
      );
  }

  #run(command, args, env) {
    run(command, args, { cwd: this.folder, env: this.environment(env) });
  }

  #timed(name, act) {
    const started = performance.now();
    act();
    this.times[name] = (performance.now() - started) / 1000;
  }
}
