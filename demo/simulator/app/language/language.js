/**
 * The language that the address asks for; English for any other (Flinks: parameters).
 *
 * @param {Record<string, string | undefined>} parameters
 * @returns {'en' | 'fr'}
 */
export function languageOf({ language }) {
  return language === 'fr' ? 'fr' : 'en';
}
