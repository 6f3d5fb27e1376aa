// Everything that must hold before a change lands, the quick and general first. Stops at the first failure. With the
// first words of steps, such as `npm test -- build package`, only those.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { ensureBrowsers, mustHaveAll } from './ensure-browsers.js';

const apps = 'test/package/apps';

/** Node's own tests below a folder; those of the apps have a step of their own. */
const nodeTests = folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(file => `${folder}/${file}`)
    .filter(file => file.endsWith('.node.js') && (folder === apps || !file.startsWith(apps)));

/** Two files at a time: they wait for servers, browsers and installations, and Node's own choice on two cores is one. */
const node = (...folders) => [
  'node',
  ['--test', '--test-reporter=spec', '--test-concurrency=2', ...folders.flatMap(nodeTests)],
];
const npx = (...args) => ['npx', ['--no-install', ...args]];

/** @type {[name: string, command: [string, string[]]][]} */
const steps = [
  ['format', npx('prettier', '--check', '--log-level=warn', '.')],
  ['lint', npx('eslint', '.')],
  ['types', ['npm', ['run', '--silent', 'types']]],
  ['build', ['npm', ['run', '--silent', 'build']]],
  ['package', node('test/package')],
  ['documentation', node('test/docs')],
  ['protocol in Node', node('test/protocol')],
  ['simulator and demo', node('test/simulator', 'test/demo')],
  ['frameworks', node(apps)],
  ['browsers', npx('wtr', '--config', 'web-test-runner.config.js')],
  ['journeys', node('test/journeys')],
];

const wanted = process.argv.slice(2);
const nameOf = ([name]) => name.split(' ')[0];
const unknown = wanted.filter(name => !steps.some(step => nameOf(step) === name));
if (unknown.length) {
  console.error(`No step ${unknown.join(', ')}. There are: ${steps.map(nameOf).join(', ')}.`);
  process.exit(1);
}

const found = ensureBrowsers();
console.log(`Browsers: ${found.map(({ engine, path }) => `${engine} (${path})`).join(', ')}`);
if (!mustHaveAll())
  console.log('An engine that is missing here is not run; with CI set it would be an error.');

for (const [name, [command, args]] of steps.filter(step => !wanted.length || wanted.includes(nameOf(step)))) {
  const started = performance.now();
  console.log(`\n--- ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (status !== 0) {
    console.error(`\n${name} failed after ${seconds} s.`);
    process.exit(1);
  }
  console.log(`--- ${name}: ${seconds} s`);
}
