// Puts the version and the integrity of the built scripts into the script tags of the manual that load them from another
// host. With --check it only looks.
import { readFileSync, writeFileSync } from 'node:fs';
import { sha384 } from './integrity.ts';

/** The built script of each page that has such a tag. */
const scripts = {
  'docs/start/install.md': 'dist/cdn/flinks-link.js',
  'docs/guides/return-page.md': 'dist/callback.js',
};

const { version }: { version?: unknown } = JSON.parse(readFileSync('package.json', 'utf8'));
if (typeof version !== 'string') throw new Error('package.json has no version.');

for (const [page, file] of Object.entries(scripts)) {
  const integrity = sha384(readFileSync(file));
  const tag = new RegExp(
    `(flinks-link@)[^/"]+(/${file.replaceAll('.', '\\.')}"\\s+integrity=")[^"]*(")`,
    'g',
  );
  const text = readFileSync(page, 'utf8');
  if (text.match(tag)?.length !== 1)
    throw new Error(`${page} must have one script tag of ${file} with an integrity.`);
  const updated = text.replace(tag, `$1${version}$2${integrity}$3`);
  if (!process.argv.includes('--check')) {
    writeFileSync(page, updated);
    console.log(`${page}: ${version}, ${integrity}`);
  } else if (updated !== text)
    throw new Error(`${page} names another build: run "npm run release" (${version}, ${integrity}).`);
}
