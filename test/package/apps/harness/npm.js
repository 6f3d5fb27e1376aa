import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs a command in a folder and gives what it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @throws {Error} with what it printed, where it fails
 */
export function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

/** Packs the build into a folder, under the name by which the apps depend on it. @param {string} folder */
export function pack(folder) {
  const printed = run(
    'npm',
    ['pack', '--json', '--ignore-scripts', `--pack-destination=${folder}`, ...quiet],
    {
      cwd: root,
    },
  );
  const [{ filename }] = JSON.parse(printed);
  const tarball = path.join(folder, 'flinks-link.tgz');
  renameSync(path.join(folder, filename), tarball);
  return tarball;
}
