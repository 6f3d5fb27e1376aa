/**
 * The identity check, as far as a site without a network can make one: every answer has the form of one, and the user is of
 * age (assumption: what Express asks and how it decides is undocumented). It returns what is wrong, by field, and keeps
 * nothing.
 *
 * @returns codes by field, empty when all is well
 */
export function checkIdentity(
  { name, birthDate, email }: Record<string, unknown>,
  now: number,
): Record<string, string> {
  return {
    ...(!matchesText(name, /^\s*\S+(?:\s+\S+)+\s*$/u) && { name: 'name' }),
    ...ofAge(birthDate, now),
    ...(!matchesText(email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/) && { email: 'email' }),
  };
}

function matchesText(value: unknown, pattern: RegExp) {
  return typeof value === 'string' && value.length <= 200 && pattern.test(value);
}

function ofAge(value: unknown, now: number): Record<string, string> {
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time) || time > now || time < Date.UTC(1900)) return { birthDate: 'birthDate' };
  const birthday = new Date(time);
  birthday.setUTCFullYear(birthday.getUTCFullYear() + 18);
  return birthday.getTime() > now ? { birthDate: 'minor' } : {};
}
