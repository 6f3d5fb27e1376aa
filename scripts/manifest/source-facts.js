// What the sources really have, to hold the class docs against.
import { readdirSync, readFileSync } from 'node:fs';

const read = file => readFileSync(`src/${file}`, 'utf8');
const all = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(read)
    .join('\n');
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))];

/**
 * Names by the list of the manifest that must have them.
 *
 * @returns {Record<'events' | 'cssStates' | 'slots' | 'cssParts' | 'cssProperties', string[]>}
 */
export function sourceFacts() {
  // Code only: the docs are what is held against it.
  const code = all().replace(/\/\*[^]*?\*\//g, '');
  const [, statuses] = /export const statuses = \[([^\]]*)\]/.exec(read('types.ts'));
  return {
    events: found(read('events.ts'), /^ {2}'(flinks-[a-z-]+)': /gm),
    cssStates: found(statuses, /'([a-z]+)'/g),
    slots: ['', ...found(code, /<slot name="?([a-z]+)/g)],
    cssParts: found(code, /\bpart(?:="|', ')([a-z]+)/g),
    cssProperties: found(code, /var\((--flinks-link-[a-z]+)/g),
  };
}
