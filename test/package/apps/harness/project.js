import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const apps = fileURLToPath(new URL('../', import.meta.url));

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** Nothing of the run around it: neither its mode, nor its npm settings, nor the channel of the test runner. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|NODE_TEST_CONTEXT|npm_)/.test(name)),
  );

/** A copy of one of the apps in a folder of its own, with its dependencies and the packed tarball installed. */
export class Project {
  /** What took how long, in seconds. @type {Record<string, number>} */
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
    if (existsSync(path.join(this.folder, 'src')))
      cpSync(path.join(apps, 'common'), path.join(this.folder, 'src'), { recursive: true });
  }

  /** The file or folder of this path in the project. */
  path(...names) {
    return path.join(this.folder, ...names);
  }

  /** Installs what the lock file names, then the package as npm packs it. */
  install() {
    this.#timed('install', () => {
      if (existsSync(this.path('package-lock.json'))) this.run('npm', ['ci', ...quiet]);
      this.run('npm', ['pack', '--ignore-scripts', `--pack-destination=${this.folder}`, ...quiet], {
        cwd: root,
      });
      const tarball = readdirSync(this.folder).find(name => name.endsWith('.tgz'));
      this.run('npm', ['install', '--no-save', '--no-package-lock', ...quiet, `./${tarball}`]);
    });
  }

  /** Runs one of the package's scripts. @param {string} name @param {string[]} [args] */
  script(name, args = [], { env = {}, label = name } = {}) {
    this.#timed(label, () =>
      this.run('npm', ['run', '--silent', name, '--', ...args], { env }),
    );
  }

  /** Runs a command and gives its output. @throws {Error} with that output where it fails */
  run(command, args, { cwd = this.folder, env = {} } = {}) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd,
      env: this.environment(env),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
    return stdout + stderr;
  }

  environment(env = {}) {
    return { ...ownEnvironment(), ...this.#env, ...env };
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #timed(name, act) {
    const started = performance.now();
    act();
    this.times[name] = (performance.now() - started) / 1000;
  }
}
