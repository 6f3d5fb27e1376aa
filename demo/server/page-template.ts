import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { en } from '../pages/text/en.ts';
import { fr } from '../pages/text/fr.ts';
import { record } from './loose-json.ts';

export type Language = 'en' | 'fr';

const folder = new URL('../pages/', import.meta.url);

/** The language of a page travels in its address; the first page asks the browser. */
export function languageOf(ctx: Context): Language {
  const asked = ctx.query.lang;
  if (asked === 'en' || asked === 'fr') return asked;
  return ctx.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
}

/**
 * Fills in a page of `demo/pages`: `{{name}}` is a value or, with dots in it, a term of the page's language; `{{> name}}`
 * is another file. Everything filled in is text: it is escaped for element content and quoted attributes alike.
 *
 * @param name - file name without its ending
 */
export async function renderPage(
  name: string,
  language: Language,
  values: Record<string, string>,
): Promise<string> {
  const page = await readPart(name);
  const parts = new Map<string, string>();
  for (const [, part = ''] of page.matchAll(/\{\{> ([a-z-]+)\}\}/g)) parts.set(part, await readPart(part));
  const whole = page.replace(/\{\{> ([a-z-]+)\}\}/g, (_, part: string) => parts.get(part) ?? '');
  return whole.replace(/\{\{([\w.-]+)\}\}/g, (_, key: string) => escape(values[key] ?? term(language, key)));
}

function readPart(name: string) {
  return readFile(new URL(`${name}.html`, folder), 'utf8');
}

function term(language: Language, key: string) {
  let found: unknown = language === 'fr' ? fr : en;
  for (const step of key.split('.')) found = record(found)[step];
  if (typeof found !== 'string') throw new Error(`The page names a term that no dictionary holds: ${key}.`);
  return found;
}

function escape(text: string) {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
