// Finds, and on a machine of its own installs, the browsers of the tests.
//   npx tsx scripts/ensure-browsers.ts    prints what it found
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as PlaywrightCore from 'playwright-core';

const require = createRequire(import.meta.url);
const { platform } = process;

export type Engine = 'chromium' | 'firefox' | 'webkit';

export interface Browser {
  engine: Engine;
  path: string;
  via: 'system' | 'playwright';
}

export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

/** The engines that `BROWSERS=chromium,firefox` names; all of them without it. */
export function wantedEngines(): readonly Engine[] {
  if (!process.env.BROWSERS) return engines;
  const names = process.env.BROWSERS.split(',');
  const unknown = names.filter(name => !engines.some(engine => engine === name));
  if (unknown.length)
    throw new Error(`BROWSERS: no engine ${unknown.join(', ')}. There are: ${engines.join(', ')}.`);
  return engines.filter(engine => names.includes(engine));
}

/** Set this variable to use a browser of your own. */
const variables = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH', webkit: 'WEBKIT_MINIBROWSER' };

const debianPackages = {
  chromium: ['chromium-headless-shell'],
  'full chromium': ['chromium'],
  firefox: ['firefox-esr'],
  // Xvfb gives WebKitGTK a screen; xsettingsd lets tests switch its colour scheme.
  webkit: ['webkit2gtk-driver', 'xvfb', 'xsettingsd'],
};

const firstOf = (files: (string | undefined)[]) => files.find(file => file && existsSync(file));
const onPath = (names: string[]) =>
  firstOf(
    names.flatMap(name =>
      (process.env.PATH ?? '')
        .split(path.delimiter)
        .map(folder => path.join(folder, platform === 'win32' ? `${name}.exe` : name)),
    ),
  );
const inPrograms = (tail: string) =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .flatMap(name => process.env[name] ?? [])
    .map(folder => path.join(folder, tail));
const inApplications = (app: string) => [
  `/Applications/${app}`,
  path.join(os.homedir(), 'Applications', app),
];

const fullChromium = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

const installed = {
  chromium() {
    if (platform === 'darwin')
      return firstOf(inApplications('Google Chrome.app/Contents/MacOS/Google Chrome'));
    if (platform === 'win32') return firstOf(inPrograms('Google/Chrome/Application/chrome.exe'));
    return onPath(['chromium-headless-shell', ...fullChromium]);
  },
  firefox() {
    if (platform === 'darwin') return firstOf(inApplications('Firefox.app/Contents/MacOS/firefox'));
    if (platform === 'win32') return firstOf(inPrograms('Mozilla Firefox/firefox.exe'));
    return onPath(['firefox-esr', 'firefox']);
  },
  webkit() {
    if (platform !== 'linux' || !onPath(['WebKitWebDriver'])) return undefined;
    if (!process.env.DISPLAY && !onPath(['Xvfb'])) return undefined;
    const folders = [
      '/usr/lib/x86_64-linux-gnu',
      '/usr/lib/aarch64-linux-gnu',
      '/usr/libexec',
      '/usr/lib64',
      '/usr/lib',
    ];
    const versions = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
    return firstOf(folders.flatMap(folder => versions.map(version => `${folder}/${version}/MiniBrowser`)));
  },
};

function playwrightBuild(engine: Engine): string | undefined {
  // Only here: where another browser is found, it need not be installed.
  const playwright: typeof PlaywrightCore = require('playwright-core');
  const file = playwright[engine].executablePath();
  return existsSync(file) ? file : undefined;
}

const run = (command: string, args: string[]) =>
  spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const isDebian = () =>
  existsSync('/etc/os-release') &&
  /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));

/**
 * Installs packages of Debian, where this runs as root on one; does nothing elsewhere.
 *
 * @returns whether they are there now
 */
export function installPackages(packages: string[]): boolean {
  if (!isDebian() || process.getuid?.() !== 0) return false;
  run('apt-get', ['-qq', 'update']);
  return run('apt-get', ['-qq', '-y', 'install', '--no-install-recommends', ...packages]);
}

/** From Debian's packages, elsewhere by Playwright's own installer. */
function install(engine: Engine | 'full chromium') {
  if (installPackages(debianPackages[engine])) return;
  if (engine === 'full chromium') return;
  const cli = path.join(path.dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', engine]);
}

function find(engine: Engine): Browser | undefined {
  const own = process.env[variables[engine]] ?? installed[engine]();
  if (own) return { engine, path: own, via: 'system' };
  const build = playwrightBuild(engine);
  return build ? { engine, path: build, via: 'playwright' } : undefined;
}

/**
 * A Chromium that blocks popups and has a back/forward cache: the headless shell does neither. Installed on Debian only,
 * elsewhere Chrome or Playwright's build is one already.
 */
export function ensureFullChromium(): Browser {
  const findFull = () => process.env[variables.chromium] ?? onPath(fullChromium);
  if (platform === 'linux' && !findFull() && mustHaveAll() && isDebian()) install('full chromium');
  const path = findFull();
  if (path) return { engine: 'chromium', path, via: 'system' };
  const [browser] = ensureBrowsers(['chromium']);
  if (!browser) throw new Error('No Chromium found. Install Chrome, or set CHROME_PATH.');
  return browser;
}

/** Whether this machine is ours to install on, and whether a missing engine is an error. */
export const mustHaveAll = () => !!process.env.CI || (platform === 'linux' && process.getuid?.() === 0);

/** The browsers that the tests run in. */
export function ensureBrowsers(wanted: readonly Engine[] = engines): Browser[] {
  const found = wanted.flatMap(engine => {
    if (!find(engine) && mustHaveAll()) install(engine);
    return find(engine) ?? [];
  });
  const missing = wanted.filter(engine => !found.some(browser => browser.engine === engine));
  if (missing.length && mustHaveAll())
    throw new Error(`These engines could not be installed: ${missing.join(', ')}`);
  if (missing.length) console.warn(`Not run, as it is not on this machine: ${missing.join(', ')}`);
  if (!found.length) throw new Error('No browser found. Install Chrome or Firefox, or set CHROME_PATH.');
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(ensureBrowsers(), ensureFullChromium());
