/**
 * What a person allowed a recipient to see, by the id of the OAuth server's grant. Each approval is one of its own, so
 * that several browsers can use the same few test users at once.
 *
 * @typedef {{ grantId: string, state: unknown, clientId: string, providerId: number, username: string, accountIds: string[],
 *   scopes: string[], simulation: import('../simulation.js').Simulation }} Consent
 * @typedef {{ state: string, issued: number, exchanged: number, refused: string[] }} Authorization
 */
export class Consents {
  /** @type {Map<string, Consent>} by grant */
  #consents = new Map();
  /** @type {Map<string, { grantId: string, good: boolean }>} by access token id */
  #tokens = new Map();
  /** @type {Map<string, Authorization>} by state: what tests ask about */
  #authorizations = new Map();

  /** @param {Consent} consent */
  add(consent) {
    this.#consents.set(consent.grantId, consent);
  }

  /** @param {string | undefined} grantId */
  get(grantId) {
    return this.#consents.get(grantId ?? '');
  }

  /** @param {unknown} state @returns {string[]} */
  grantsOf(state) {
    return [...this.#consents.values()].filter(each => each.state === state).map(({ grantId }) => grantId);
  }

  /** @param {string} grantId */
  end(grantId) {
    this.#consents.delete(grantId);
  }

  /** @param {string} tokenId @param {string} grantId */
  noteToken(tokenId, grantId) {
    this.#tokens.set(tokenId, { grantId, good: true });
  }

  /** @param {string} tokenId @returns {{ consent: Consent | undefined, good: boolean }} */
  ofToken(tokenId) {
    const { grantId, good = false } = this.#tokens.get(tokenId) ?? {};
    return { consent: this.get(grantId), good };
  }

  /** As if their 299 seconds were over. */
  expireAccessTokens() {
    for (const token of this.#tokens.values()) token.good = false;
  }

  /** How often a code was issued, exchanged or refused for a state. @param {unknown} state */
  authorization(state) {
    const key = String(state ?? '');
    const known = this.#authorizations.get(key) ?? { state: key, issued: 0, exchanged: 0, refused: [] };
    this.#authorizations.set(key, known);
    return known;
  }
}
