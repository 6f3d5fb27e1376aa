import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { listOf, objectOf, stringOf } from '../support/json.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A tarball of the build, as it would be published. */
export interface Packed {
  /** In the folder that it was asked for in. */
  filename: string;
  /** Paths of all that is in it. */
  files: string[];
}

/** Packs the build into a folder. */
export function npmPack(folder: string): Packed {
  const printed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', `--pack-destination=${folder}`, '--loglevel=error'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const [first] = listOf(JSON.parse(printed), 'what npm says');
  const { filename, files } = objectOf(first, 'the package');
  return {
    filename: stringOf(filename, 'the name of the tarball'),
    files: listOf(files, 'its files').map(file => stringOf(objectOf(file, 'a file').path, 'a path')),
  };
}
