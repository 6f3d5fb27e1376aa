/**
 * Where Flinks is, who we are there, and how this demo listens.
 *
 * @typedef {object} Config
 * @property {string} apiUrl base URL of the API, without a slash at its end
 * @property {string} connectUrl base URL of Flinks Connect
 * @property {string} [instance] the instance, when it was given by name
 * @property {string} customerId
 * @property {string} secretKey makes authorize tokens; never leaves this process but to Flinks
 * @property {string} apiKey reads data; never leaves this process but to Flinks
 * @property {number} pollSeconds how long to wait between two questions for the same data
 * @property {number} port
 * @property {boolean} demo whether Connect offers Flinks Capital, the test bank
 */

/** What is wrong with the environment, in one sentence for the person who starts the demo. */
export class ConfigError extends Error {
  /** @override */
  name = 'ConfigError';
}

/**
 * @param {Record<string, string | undefined>} env
 * @returns {Config}
 * @throws {ConfigError} for the first variable that is missing or wrong
 */
export function readConfig(env) {
  return {
    ...readHosts(env),
    customerId: readCustomerId(env),
    secretKey: readKey(env, 'FLINKS_SECRET_KEY', 'it makes the authorize tokens'),
    apiKey: readKey(env, 'FLINKS_API_KEY', 'it is sent as x-api-key to read accounts'),
    pollSeconds: readNumber(
      env,
      'FLINKS_POLL_SECONDS',
      10,
      'a number of seconds above 0 and up to 600',
      n => n > 0 && n <= 600,
    ),
    port: readPort(env),
    demo: readFlag(env, 'FLINKS_DEMO'),
  };
}

/**
 * @param {Record<string, string | undefined>} env
 * @returns {number}
 */
export function readPort(env) {
  // One below the highest: without an environment of its own the demo puts the simulator on the port above it.
  const valid = (/** @type {number} */ n) => Number.isInteger(n) && n >= 1 && n <= 65534;
  return readNumber(env, 'PORT', 3000, 'a whole number from 1 to 65534', valid);
}

/** @param {Record<string, string | undefined>} env */
function readHosts(env) {
  const instance = env.FLINKS_INSTANCE?.trim();
  const urls = ['FLINKS_API_URL', 'FLINKS_CONNECT_URL'].filter(name => env[name]?.trim());
  if (instance && urls.length > 0)
    throw new ConfigError(
      `FLINKS_INSTANCE and ${urls.join(' and ')} are both set: keep the instance, or the two URLs.`,
    );
  if (!instance)
    return {
      apiUrl: readUrl(env, 'FLINKS_API_URL').replace(/\/+$/, ''),
      connectUrl: readUrl(env, 'FLINKS_CONNECT_URL'),
    };
  if (!/^[a-z0-9](?:[a-z0-9-]{0,50}[a-z0-9])?$/i.test(instance))
    throw new ConfigError(
      'FLINKS_INSTANCE must be the name of the instance alone, for example toolbox, not an address.',
    );
  return {
    instance,
    apiUrl: `https://${instance}-api.private.fin.ag`,
    connectUrl: `https://${instance}-iframe.private.fin.ag/v2/`,
  };
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 */
function readUrl(env, name) {
  const value = env[name]?.trim();
  if (!value)
    throw new ConfigError(
      `${name} is not set: set FLINKS_INSTANCE, or both FLINKS_API_URL and FLINKS_CONNECT_URL.`,
    );
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !safe || url.username || url.password || url.search || url.hash)
    throw new ConfigError(
      `${name} must be an https address (http on this machine) without a user, a query or a fragment.`,
    );
  return url.href;
}

/** @param {Record<string, string | undefined>} env */
function readCustomerId(env) {
  const value = env.FLINKS_CUSTOMER_ID?.trim();
  if (!value)
    throw new ConfigError('FLINKS_CUSTOMER_ID is not set: copy the customer id from the Flinks dashboard.');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw new ConfigError(
      'FLINKS_CUSTOMER_ID must be the GUID of your customer account, for example 01234567-89ab-cdef-0123-456789abcdef.',
    );
  return value;
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {string} purpose
 */
function readKey(env, name, purpose) {
  const value = env[name]?.trim();
  if (!value) throw new ConfigError(`${name} is not set: copy it from the Flinks dashboard, ${purpose}.`);
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
function readNumber(env, name, fallback, expected, valid) {
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
function readFlag(env, name) {
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
