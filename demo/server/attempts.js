import { randomBytes } from 'node:crypto';

import { Refusal } from './refusal.js';

/** As long as the element waits for an answer. */
const ATTEMPT_MS = 30 * 60_000;

/** More than one person has open; the oldest makes room. */
const MAX_ATTEMPTS = 20;

/**
 * One way to the bank and back, known by its state.
 *
 * @typedef {object} Attempt
 * @property {'page' | 'backend' | 'custom'} way who takes the answer: the page, this server, or the page for a loginId
 * @property {string} redirectUri
 * @property {string} [providerId]
 * @property {string} [verifier] PKCE's secret (RFC 7636 4.1)
 * @property {import('./page-template.js').Language} [language]
 */

/**
 * The attempts of one session. A state is 256 bits, good once and for 30 minutes, and only in the session that it was
 * made for: an answer to somebody else's request is none (RFC 6749 10.12).
 */
export class Attempts {
  /** @type {Map<string, Attempt & { startedAt: number }>} by state */
  #attempts = new Map();

  /** @param {Attempt} attempt @returns {string} its state */
  start(attempt) {
    const state = randomBytes(32).toString('base64url');
    this.#attempts.set(state, { ...attempt, startedAt: Date.now() });
    for (const oldest of this.#attempts.keys()) {
      if (this.#attempts.size <= MAX_ATTEMPTS) break;
      this.#attempts.delete(oldest);
    }
    return state;
  }

  /**
   * Uses a state up, whatever comes of it.
   *
   * @param {unknown} state
   * @param {Attempt['way']} way
   * @returns {Attempt}
   * @throws {Refusal} for one that is unknown, used, over, or for another way
   */
  take(state, way) {
    const key = typeof state === 'string' ? state : '';
    const attempt = this.#attempts.get(key);
    this.#attempts.delete(key);
    if (!attempt || attempt.way !== way || Date.now() - attempt.startedAt > ATTEMPT_MS)
      throw new Refusal(
        409,
        'invalid-state',
        'This answer belongs to nothing that this session has started.',
      );
    return attempt;
  }
}
