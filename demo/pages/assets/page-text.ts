import { en } from '../text/en.js';
import { fr } from '../text/fr.js';
import { Formats } from './formats.js';

export interface PageText {
  language: 'en' | 'fr';
  text: typeof en;
  formats: Formats;
}

/** The language of this page, as the server wrote it. */
export function pageText(): PageText {
  const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';
  return { language, text: language === 'fr' ? fr : en, formats: new Formats(language) };
}
