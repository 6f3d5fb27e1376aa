import { readFile } from 'node:fs/promises';

import { en } from '../pages/text/en.js';
import { fr } from '../pages/text/fr.js';

/** @typedef {'en' | 'fr'} Language */

const folder = new URL('../pages/', import.meta.url);

/**
 * The language of a page travels in its address; the first page asks the browser.
 *
 * @param {import('koa').Context} ctx
 * @returns {Language}
 */
export function languageOf(ctx) {
  const asked = ctx.query.lang;
  if (asked === 'en' || asked === 'fr') return asked;
  return ctx.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
}

/**
 * Fills in a page of `demo/pages`: `{{name}}` is a value or, with dots in it, a term of the page's language; `{{> name}}`
 * is another file. Everything filled in is text: it is escaped for element content and quoted attributes alike.
 *
 * @param {string} name file name without its ending
 * @param {Language} language
 * @param {Record<string, string>} values
 * @returns {Promise<string>}
 */
export async function renderPage(name, language, values) {
  const page = await readPart(name);
  const parts = new Map();
  for (const [, part] of page.matchAll(/\{\{> ([a-z-]+)\}\}/g)) parts.set(part, await readPart(String(part)));
  const whole = page.replace(/\{\{> ([a-z-]+)\}\}/g, (_, part) => parts.get(part));
  return whole.replace(/\{\{([\w.-]+)\}\}/g, (_, key) => escape(values[key] ?? term(language, key)));
}

/** @param {string} name */
function readPart(name) {
  return readFile(new URL(`${name}.html`, folder), 'utf8');
}

/**
 * @param {Language} language
 * @param {string} key
 */
function term(language, key) {
  /** @type {unknown} */
  let found = language === 'fr' ? fr : en;
  for (const step of key.split('.')) found = Object(found)[step];
  if (typeof found !== 'string') throw new Error(`The page names a term that no dictionary holds: ${key}.`);
  return found;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
