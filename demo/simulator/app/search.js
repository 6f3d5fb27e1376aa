/** Without accents, case and punctuation, as people type. @param {string} text */
export function plain(text) {
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
 * @param {string} text
 * @param {readonly string[]} names of one thing
 */
export function matches(text, names) {
  const wanted = plain(text).split(' ');
  return names.map(plain).some(name => wanted.every(word => name.includes(word)));
}
