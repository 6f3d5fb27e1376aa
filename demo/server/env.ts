// Reading the environment, one variable at a time.

/** Variables by name, as `process.env` has them. */
export type Environment = Record<string, string | undefined>;

/** What is wrong with the environment, in one sentence for the developer who starts the demo. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** @param remedy - what to do when it is missing */
export function readUrl(env: Environment, name: string, remedy: string) {
  const value = env[name]?.trim();
  if (!value) throw new ConfigError(`${name} is not set: ${remedy}.`);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !safe || url.username || url.password || url.search || url.hash)
    throw new ConfigError(
      `${name} must be an https address (http on this machine) without a user, a query or a fragment.`,
    );
  return url.href;
}

/** @param source - where it comes from */
export function readKey(
  env: Environment,
  name: string,
  purpose: string,
  source = 'copy it from the Flinks dashboard',
) {
  const value = env[name]?.trim();
  if (!value) throw new ConfigError(`${name} is not set: ${source}, ${purpose}.`);
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new ConfigError(`${name} holds a space or a character that no HTTP header takes: copy it again.`);
  return value;
}

export function readNumber(
  env: Environment,
  name: string,
  fallback: number,
  expected: string,
  valid: (value: number) => boolean,
) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (!valid(value)) throw new ConfigError(`${name} must be ${expected}, not "${text}".`);
  return value;
}

export function readFlag(env: Environment, name: string) {
  const text = (env[name] ?? '').trim().toLowerCase();
  if (['', '0', 'false', 'no'].includes(text)) return false;
  if (['1', 'true', 'yes'].includes(text)) return true;
  throw new ConfigError(`${name} must be true or false, not "${text}".`);
}

/** Browsers treat these as trustworthy over plain http (W3C Secure Contexts 3.1). */
export function isLoopback(hostname: string) {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
