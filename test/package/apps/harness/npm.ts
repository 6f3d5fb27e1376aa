import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { npmPack } from '../../npm-pack.ts';

export const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs a command in a folder and gives what it printed.
 *
 * @throws Error with what it printed, where it fails
 */
export function run(
  command: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

/** Packs the build into a folder, under the name by which the apps depend on it. */
export function pack(folder: string): string {
  const tarball = path.join(folder, 'flinks-link.tgz');
  renameSync(path.join(folder, npmPack(folder).filename), tarball);
  return tarball;
}
