// Writes the lock files of the apps anew, after a change of their dependencies or of the package's own.
//   npm run build && node test/package/apps/harness/lock.js [app ...]
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pack, quiet, run } from './npm.js';

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
  const { packages, ...rest } = JSON.parse(readFileSync(lock, 'utf8'));
  delete packages['node_modules/flinks-link'].integrity;
  writeFileSync(lock, `${JSON.stringify({ ...rest, packages }, undefined, 2)}\n`);
  run('npm', ['ci', '--dry-run', ...quiet], { cwd: folder });
  rmSync(tarball);
  console.log(`${app}: ${Object.keys(packages).length} packages`);
}
