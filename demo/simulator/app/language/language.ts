/** The language that the address asks for; English for any other (Flinks: parameters). */
export function languageOf({ language }: Record<string, string | undefined>): 'en' | 'fr' {
  return language === 'fr' ? 'fr' : 'en';
}
