import type { Language } from '../../types.js';

/** What a screen reader calls the frame. */
export const frameTitle: Readonly<Record<Language, string>> = {
  en: 'Secure bank sign-in by Flinks',
  fr: 'Connexion bancaire sécurisée par Flinks',
};
