import { createHash } from 'node:crypto';

import { OutboundLink } from './outbound-link.js';

/** @typedef {import('../sessions.js').SessionType} Session */
/** @typedef {import('../attempts.js').Attempt} Attempt */

/** From an attempt to a linked bank, whoever takes the answer. */
export class OutboundLinks {
  #api;
  #log;
  /** @type {WeakMap<OutboundLink, { digest: string, attempt: Attempt }>} what each link was made of */
  #origins = new WeakMap();

  /**
   * @param {import('./outbound-api.js').OutboundApi} api
   * @param {(line: string) => void} log
   */
  constructor(api, log) {
    this.#api = api;
    this.#log = log;
  }

  /**
   * @param {Session} session
   * @param {Attempt} attempt
   */
  async start(session, attempt) {
    const verifier = this.#api.makeVerifier();
    const made = { ...attempt, ...(verifier && { verifier }) };
    const state = session.attempts.start(made);
    return { url: await this.#api.authorizeUrl({ ...made, state }), state };
  }

  /**
   * Takes an answer: a state serves once, and so does its code. One that is delivered again is answered as the first
   * time, without another exchange.
   *
   * @param {Session} session
   * @param {Attempt['way']} way
   * @param {string} state
   * @param {URLSearchParams} answer what came with the redirect
   * @param {(attempt: Attempt) => void} [onKnown] told once the state is known to be this session's
   */
  async take(session, way, state, answer, onKnown) {
    const digest = createHash('sha256').update(answer.toString()).digest('base64url');
    const origin = session.outbound && this.#origins.get(session.outbound);
    const repeated = origin?.digest === digest && origin.attempt.way === way;
    const attempt = repeated ? origin.attempt : session.attempts.take(state, way);
    onKnown?.(attempt);
    if (repeated) return;
    const link = await this.#link(attempt, state, answer);
    this.#origins.set(link, { digest, attempt });
    const replaced = session.outbound;
    session.outbound = link;
    // The person has one bank here: a consent that nobody can see is not left behind.
    await replaced?.revoke().catch((/** @type {Error} */ { message }) => this.#log(message));
  }

  /**
   * @param {Attempt} attempt
   * @param {string} state
   * @param {URLSearchParams} answer
   */
  async #link({ redirectUri, verifier, providerId }, state, answer) {
    const url = new URL(redirectUri);
    url.search = answer.toString();
    const tokens = await this.#api.exchange(url, { state, ...(verifier && { verifier }) });
    return new OutboundLink({ api: this.#api, tokens, ...(providerId && { providerId }) });
  }
}
