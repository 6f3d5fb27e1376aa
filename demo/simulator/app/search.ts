/** Without accents, case and punctuation, as users type. */
export function plain(text: string) {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether every word that was typed stands in one of the names.
 *
 * @param names - of one thing
 */
export function matches(text: string, names: readonly string[]) {
  const wanted = plain(text).split(' ');
  return names.map(plain).some(name => wanted.every(word => name.includes(word)));
}
