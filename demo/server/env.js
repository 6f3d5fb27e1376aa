/** Reading the environment, one variable at a time. */

/** What is wrong with the environment, in one sentence for the person who starts the demo. */
export class ConfigError extends Error {
  /** @override */
  name = 'ConfigError';
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {string} remedy what to do when it is missing
 */
export function readUrl(env, name, remedy) {
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

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {string} purpose
 * @param {string} [source] where it comes from
 */
export function readKey(env, name, purpose, source = 'copy it from the Flinks dashboard') {
  const value = env[name]?.trim();
  if (!value) throw new ConfigError(`${name} is not set: ${source}, ${purpose}.`);
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new ConfigError(`${name} holds a space or a character that no HTTP header takes: copy it again.`);
  return value;
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {number} fallback
 * @param {string} expected
 * @param {(value: number) => boolean} valid
 */
export function readNumber(env, name, fallback, expected, valid) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (!valid(value)) throw new ConfigError(`${name} must be ${expected}, not "${text}".`);
  return value;
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 */
export function readFlag(env, name) {
  const text = (env[name] ?? '').trim().toLowerCase();
  if (['', '0', 'false', 'no'].includes(text)) return false;
  if (['1', 'true', 'yes'].includes(text)) return true;
  throw new ConfigError(`${name} must be true or false, not "${text}".`);
}

/**
 * Browsers treat these as trustworthy over plain http (W3C Secure Contexts 3.1).
 *
 * @param {string} hostname
 */
export function isLoopback(hostname) {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
