import { en } from './en.js';
import { fr } from './fr.js';

/** @param {string | undefined} language @returns {import('./en.js').Messages} */
export const messagesIn = language => (language === 'fr' ? fr : en);
