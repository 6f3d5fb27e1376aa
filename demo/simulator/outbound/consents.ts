import type { Simulation } from '../simulation.ts';

export interface Consent {
  grantId: string;
  state: unknown;
  clientId: string;
  providerId: number;
  username: string;
  accountIds: string[];
  scopes: string[];
  simulation: Simulation;
}

interface Authorization {
  state: string;
  issued: number;
  exchanged: number;
  refused: string[];
}

/**
 * What a user allowed a recipient to see, by the id of the OAuth server's grant. Each approval is one of its own, so
 * that several browsers can use the same few test users at once.
 */
export class Consents {
  /** By grant. */
  #consents = new Map<string, Consent>();
  /** By access token id. */
  #tokens = new Map<string, { grantId: string; good: boolean }>();
  /** By state: what tests ask about. */
  #authorizations = new Map<string, Authorization>();

  add(consent: Consent) {
    this.#consents.set(consent.grantId, consent);
  }

  get(grantId: string | undefined) {
    return this.#consents.get(grantId ?? '');
  }

  grantsOf(state: unknown): string[] {
    return [...this.#consents.values()].filter(each => each.state === state).map(({ grantId }) => grantId);
  }

  end(grantId: string) {
    this.#consents.delete(grantId);
  }

  noteToken(tokenId: string, grantId: string) {
    this.#tokens.set(tokenId, { grantId, good: true });
  }

  ofToken(tokenId: string): { consent: Consent | undefined; good: boolean } {
    const { grantId, good = false } = this.#tokens.get(tokenId) ?? {};
    return { consent: this.get(grantId), good };
  }

  /** As if their 299 seconds were over. */
  expireAccessTokens() {
    for (const token of this.#tokens.values()) token.good = false;
  }

  /** How often a code was issued, exchanged or refused for a state. */
  authorization(state: unknown) {
    const key = String(state ?? '');
    const known = this.#authorizations.get(key) ?? { state: key, issued: 0, exchanged: 0, refused: [] };
    this.#authorizations.set(key, known);
    return known;
  }
}
