// Writes the lock files of the apps again, after a change of their dependencies or of the package's own.
//   npm run build && npx tsx test/package/apps/harness/lock.ts [app ...]
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { objectOf, readJson } from '../../../support/json.ts';
import { pack, quiet, run } from './npm.ts';

const apps = fileURLToPath(new URL('../', import.meta.url));
const all = readdirSync(apps, { recursive: true, encoding: 'utf8' })
  .filter(file => /^\w+\/package\.json$/.test(file.replaceAll('\\', '/')))
  .map(file => file.replace(/\W*package\.json$/, ''));
const wanted = process.argv.slice(2);

for (const app of wanted.length ? wanted : all) {
  const folder = `${apps}${app}/`;
  const lock = `${folder}package-lock.json`;
  const tarball = pack(folder);
  rmSync(lock, { force: true });
  run('npm', ['install', '--package-lock-only', '--omit-lockfile-registry-resolved', ...quiet], {
    cwd: folder,
  });
  // The tarball is another one at every build.
  const { packages: locked, ...rest } = readJson(lock);
  const packages = objectOf(locked, 'the packages');
  delete objectOf(packages['node_modules/flinks-link'], 'the package').integrity;
  writeFileSync(lock, `${JSON.stringify({ ...rest, packages }, undefined, 2)}\n`);
  run('npm', ['ci', '--dry-run', ...quiet], { cwd: folder });
  rmSync(tarball);
  console.log(`${app}: ${Object.keys(packages).length} packages`);
}
