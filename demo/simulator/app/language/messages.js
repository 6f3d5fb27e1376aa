import { en } from './en.js';
import { fr } from './fr.js';
import { languageOf } from './language.js';

/** @typedef {import('./en.js').Messages} Messages */

/** @param {Record<string, string | undefined>} parameters @returns {Messages} */
export const messagesFor = parameters => ({ en, fr })[languageOf(parameters)];

/** @param {Messages} messages @param {string} code a FlinksCode, or OFFLINE for no answer at all */
export function explain({ refusals, refused, offline }, code) {
  return code === 'OFFLINE' ? offline : (refusals[code] ?? refused);
}
