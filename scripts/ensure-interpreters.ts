// Finds, and on a machine of its own installs, what runs the manual's backends in other languages than Node.
//   npx tsx scripts/ensure-interpreters.ts    prints what it found
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages, mustHaveAll } from './ensure-browsers.ts';

type Language = 'python' | 'php';

const interpreters = {
  python: {
    commands: ['python3', 'python'],
    packages: ['python3'],
    probe: 'import sys; sys.exit(sys.version_info < (3, 9))',
  },
  php: { commands: ['php'], packages: ['php-cli'], probe: 'exit(PHP_VERSION_ID < 80100 ? 1 : 0);' },
};
const option = { python: '-c', php: '-r' };

/** @returns a command that runs it in a version that is new enough */
const find = (language: Language): string | undefined =>
  interpreters[language].commands.find(
    command => spawnSync(command, [option[language], interpreters[language].probe]).status === 0,
  );

/**
 * The command that runs a language. Where everything must run (as root on Linux, or with CI set), one that is missing is
 * installed from Debian's packages, and an error if that fails. Elsewhere it is told, and undefined.
 */
export function ensureInterpreter(language: Language): string | undefined {
  const { packages } = interpreters[language];
  if (!find(language) && mustHaveAll()) installPackages(packages);
  const command = find(language);
  if (command) return command;
  if (mustHaveAll()) throw new Error(`${language} could not be installed: ${packages.join(', ')}`);
  console.warn(`Not run, as it is not on this machine: ${language}`);
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log({ python: ensureInterpreter('python'), php: ensureInterpreter('php') });
