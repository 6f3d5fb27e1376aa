import { randomBytes } from 'node:crypto';
import type { Language } from './page-template.ts';
import { Refusal } from './refusal.ts';

/** As long as the element waits for an answer. */
const ATTEMPT_MS = 30 * 60_000;

/** More than one user has open; the oldest makes room. */
const MAX_ATTEMPTS = 20;

/** One way to the bank and back, known by its state. */
export interface Attempt {
  /** Who takes the answer: the page, this server, or the page for a loginId. */
  way: 'page' | 'backend' | 'custom';
  redirectUri: string;
  providerId?: string;
  /** PKCE's secret (RFC 7636 4.1). */
  verifier?: string;
  language?: Language;
}

/**
 * The attempts of one session. A state is 256 bits, good once and for 30 minutes, and only in the session that it was
 * made for: a response to another request is refused (RFC 6749 10.12).
 */
export class Attempts {
  /** By state. */
  #attempts = new Map<string, Attempt & { startedAt: number }>();

  /** @returns its state */
  start(attempt: Attempt): string {
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
   * @throws {Refusal} for one that is unknown, used, over, or for another way
   */
  take(state: unknown, way: Attempt['way']): Attempt {
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
