// What the sources really have, to hold the class docs against.
import { readdirSync, readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(`src/${file}`, 'utf8');
const all = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(read)
    .join('\n');
const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

/** The lists of the manifest that the sources tell the names of. */
export const factLists = ['events', 'cssStates', 'slots', 'cssParts', 'cssProperties'] as const;

/** Names by the list that must have them. */
export type SourceFacts = Record<(typeof factLists)[number], string[]>;

export function sourceFacts(): SourceFacts {
  // Code only: the docs are what is held against it.
  const code = all().replace(/\/\*[^]*?\*\//g, '');
  const [, statuses] = /export const statuses = \[([^\]]*)\]/.exec(read('types.ts')) ?? [];
  if (statuses === undefined) throw new Error('src/types.ts has no list of statuses.');
  return {
    events: found(read('element/events.ts'), /^ {2}'(flinks-[a-z-]+)': /gm),
    cssStates: found(statuses, /'([a-z]+)'/g),
    slots: ['', ...found(code, /<slot name="?([a-z]+)/g)],
    cssParts: found(code, /\bpart(?:="|', ')([a-z]+)/g),
    cssProperties: found(code, /var\((--flinks-link-[a-z]+)/g),
  };
}
