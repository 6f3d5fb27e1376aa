/** @typedef {ReturnType<import('../../server/link.js').Link['view']> | { state: 'none' }} LinkView */

/** @typedef {{ instance?: string, connectUrl?: string, demo: boolean, custom: boolean, outbound: boolean, express: boolean }} HostConfig */

/** The host's backend turned a request down, or did not answer. */
export class HostError extends Error {
  /** @override */
  name = 'HostError';

  /** @param {string} code the code of the answer, `unreachable` without one */
  constructor(code) {
    super(`The host's backend answered ${code}.`);
    this.code = code;
  }
}

/** The backend of this page. */
export const host = {
  /** @returns {Promise<HostConfig>} */
  config: () => ask('GET', '/api/config'),

  /** @returns {Promise<string>} */
  token: async () => (await ask('POST', '/api/flinks/token')).token,

  /**
   * `keepalive`: the loginId arrives even when the user leaves the page in this moment.
   *
   * @param {object} detail of a `flinks-login` event
   * @returns {Promise<void>}
   */
  login: detail => ask('POST', '/api/flinks/login', { keepalive: true, body: JSON.stringify(detail) }),

  /**
   * The address that leads to the bank in a Custom integration, as the element's `authorizeUrl` asks for it.
   *
   * @param {{ institution: string, language: string, signal: AbortSignal }} wanted
   * @returns {Promise<{ url: string, state: string }>}
   */
  startCustom: ({ signal, ...wanted }) =>
    ask('POST', '/api/custom/start', { signal, body: JSON.stringify(wanted) }),

  /** @returns {Promise<LinkView>} */
  link: () => ask('GET', '/api/link'),

  /** @returns {Promise<LinkView>} */
  refresh: () => ask('POST', '/api/link/refresh'),

  /** @returns {Promise<void>} */
  unlink: () => ask('DELETE', '/api/link'),
};

/**
 * Asks the backend of this page.
 *
 * @param {string} method
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>} the answer's JSON, nothing where it is empty
 * @throws {HostError}
 */
export async function ask(method, path, init = {}) {
  const response = await fetch(path, { ...init, method }).catch(() => undefined);
  if (!response) throw new HostError('unreachable');
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new HostError(answer?.error?.code ?? String(response.status));
  return answer;
}

/**
 * What to tell the user about a request that failed.
 *
 * @param {unknown} error
 * @param {typeof import('../text/en.js').en} text
 * @param {(code: string) => string} [other] says the rest
 */
export function explain(error, text, other = text.errors.other) {
  const code = error instanceof HostError ? error.code : 'unexpected';
  /** @type {Record<string, string>} */
  const known = {
    relink: text.openBanking.relink,
    CARD_IN_USE: text.errors.cardInUse,
    busy: text.errors.busy,
    'no-session': text.errors.session,
    'not-linked': text.errors.session,
    'login-taken': text.errors.taken,
    unreachable: text.errors.unreachable,
    UNREACHABLE: text.status.noAnswer,
    TIMEOUT: text.status.noAnswer,
    UNEXPECTED_ANSWER: text.status.unclear,
  };
  return known[code] ?? other(code);
}
