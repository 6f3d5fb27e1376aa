// Puts the version and the integrity of the built one-file script into the manual. With --check it only looks.
import { readFileSync, writeFileSync } from 'node:fs';
import { sha384 } from './integrity.ts';

const { version }: { version?: unknown } = JSON.parse(readFileSync('package.json', 'utf8'));
if (typeof version !== 'string') throw new Error('package.json has no version.');
const integrity = sha384(readFileSync('dist/cdn/flinks-link.js'));
const tag = /(flinks-link@)[^/"]+(\/dist\/cdn\/flinks-link\.js"\s+integrity=")[^"]*(")/g;

const page = 'docs/start/install.md';
const text = readFileSync(page, 'utf8');
if (text.match(tag)?.length !== 1) throw new Error(`${page} must have one script tag with an integrity.`);
const updated = text.replace(tag, `$1${version}$2${integrity}$3`);

if (process.argv.includes('--check')) {
  if (updated !== text)
    throw new Error(`${page} names another build: run "npm run release" (${version}, ${integrity}).`);
} else {
  writeFileSync(page, updated);
  console.log(`${page}: ${version}, ${integrity}`);
}
