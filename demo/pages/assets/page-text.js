import { en } from '../text/en.js';
import { fr } from '../text/fr.js';
import { Formats } from './formats.js';

/** @typedef {{ language: 'en' | 'fr', text: typeof en, formats: Formats }} PageText */

/**
 * The language of this page, as the server wrote it.
 *
 * @returns {PageText}
 */
export function pageText() {
  const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';
  return { language, text: language === 'fr' ? fr : en, formats: new Formats(language) };
}
