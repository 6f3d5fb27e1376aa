/**
 * The identity check, as far as a site without a network can make one: every answer has the form of one, and the person is
 * of age (assumption: what Express asks and how it decides is undocumented). It returns what is wrong, by field, and keeps
 * nothing.
 *
 * @param {Record<string, unknown>} body
 * @param {number} now
 * @returns {Record<string, string>} codes by field, empty when all is well
 */
export function checkIdentity({ name, birthDate, email }, now) {
  return {
    ...(!matchesText(name, /^\s*\S+(?:\s+\S+)+\s*$/u) && { name: 'name' }),
    ...ofAge(birthDate, now),
    ...(!matchesText(email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/) && { email: 'email' }),
  };
}

/** @param {unknown} value @param {RegExp} pattern */
function matchesText(value, pattern) {
  return typeof value === 'string' && value.length <= 200 && pattern.test(value);
}

/** @param {unknown} value @param {number} now @returns {Record<string, string>} */
function ofAge(value, now) {
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time) || time > now || time < Date.UTC(1900)) return { birthDate: 'birthDate' };
  const birthday = new Date(time);
  birthday.setUTCFullYear(birthday.getUTCFullYear() + 18);
  return birthday.getTime() > now ? { birthDate: 'minor' } : {};
}
