// Writes what the package is made of, in CycloneDX: the dependencies that it is installed with, and that its files for a
// script tag contain, in the versions of the lock file.
//   node --import tsx scripts/sbom.ts <file>
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file to write.');

// Neither what development needs, nor what the host may have of its own.
const leftOut = ['devDependencies', 'peerDependencies', 'peerDependenciesMeta'];
const manifest = JSON.parse(readFileSync('package.json', 'utf8'), (name, value: unknown) =>
  leftOut.includes(name) ? undefined : value,
);
const folder = mkdtempSync(path.join(os.tmpdir(), 'sbom-'));
try {
  // npm names the package by its folder.
  const cwd = path.join(folder, manifest.name);
  mkdirSync(cwd);
  const npm = (...args: string[]) =>
    execFileSync('npm', [...args, '--package-lock-only'], {
      cwd,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
  cpSync('package-lock.json', path.join(cwd, 'package-lock.json'));
  writeFileSync(path.join(cwd, 'package.json'), JSON.stringify(manifest));
  // `npm sbom --omit dev` would leave out lit as well, which development also needs. Offline, no version can be another than
  // that of the lock file.
  npm('install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund');
  writeFileSync(file, npm('sbom', '--sbom-format=cyclonedx', '--sbom-type=library'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
