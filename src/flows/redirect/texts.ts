import type { Language } from '../../types.js';

/** What the window says until the bank's page comes. */
export const loadingBank: Readonly<Record<Language, string>> = {
  en: 'Connecting to your bank…',
  fr: 'Connexion à votre banque…',
};
