import { OutboundLink } from './outbound-link.js';

/** @typedef {import('../sessions.js').SessionType} Session */

/** From an attempt to a linked bank, whoever takes the answer. */
export class OutboundLinks {
  #api;

  /** @param {import('./outbound-api.js').OutboundApi} api */
  constructor(api) {
    this.#api = api;
  }

  /**
   * @param {Session} session
   * @param {import('../attempts.js').Attempt} attempt
   */
  async start(session, attempt) {
    const verifier = this.#api.makeVerifier();
    const made = { ...attempt, ...(verifier && { verifier }) };
    const state = session.attempts.start(made);
    return { url: await this.#api.authorizeUrl({ ...made, state }), state };
  }

  /**
   * Exchanges an answer whose state was taken just now.
   *
   * @param {Session} session
   * @param {import('../attempts.js').Attempt} attempt
   * @param {string} state
   * @param {URLSearchParams} answer what came with the redirect
   */
  async link(session, { redirectUri, verifier, providerId }, state, answer) {
    const url = new URL(redirectUri);
    url.search = answer.toString();
    const tokens = await this.#api.exchange(url, { state, ...(verifier && { verifier }) });
    session.outbound = new OutboundLink({ api: this.#api, tokens, ...(providerId && { providerId }) });
  }
}
