import { randomUUID } from 'node:crypto';

/**
 * Authorize tokens: single use, expiring (Flinks: authentication-reference). Loading Connect with one spends it
 * (assumption: undocumented, and the stricter reading), and so does /Authorize.
 *
 * @typedef {{ lifetimeMs: number, mintedAt: number, spent: boolean, loads: number, authorizes: number,
 *   simulate: string, expectReuse: boolean }} Token
 * @typedef {'fresh' | 'missing' | 'unknown' | 'spent' | 'expired'} TokenState
 */
export class Tokens {
  #now;
  #lifetimeMs;
  /** @type {Map<string, Token>} */
  #tokens = new Map();
  /** @type {Map<string, number>} loads of every value seen, minted here or not */
  #loads = new Map();

  /** @param {{ now: () => number, lifetimeMs: number }} options */
  constructor({ now, lifetimeMs }) {
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
  }

  /** @param {{ simulate?: string, lifetimeMs?: number, expectReuse?: boolean }} [options] */
  mint({ simulate = '', lifetimeMs = this.#lifetimeMs, expectReuse = false } = {}) {
    const value = randomUUID();
    const mintedAt = this.#now();
    this.#tokens.set(value, {
      lifetimeMs,
      mintedAt,
      spent: false,
      loads: 0,
      authorizes: 0,
      simulate,
      expectReuse,
    });
    return value;
  }

  /** @param {string | undefined} value */
  get(value) {
    return value === undefined ? undefined : this.#tokens.get(value);
  }

  /** @param {string | undefined} value @returns {TokenState} what the token was before it was spent here */
  spendOnLoad(value) {
    if (value) this.#loads.set(value, (this.#loads.get(value) ?? 0) + 1);
    const token = this.get(value);
    if (token) token.loads += 1;
    return this.#spend(value);
  }

  /** @param {string | undefined} value @returns {TokenState} what the token was before it was spent here */
  spendOnAuthorize(value) {
    const token = this.get(value);
    if (token) token.authorizes += 1;
    return this.#spend(value);
  }

  /** Tokens that Connect was loaded with more than once, shortened: a whole one is never shown. */
  seenTwice() {
    return [...this.#loads]
      .filter(([value, loads]) => loads > 1 && !this.get(value)?.expectReuse)
      .map(([value, loads]) => ({ token: value.slice(0, 8), loads }));
  }

  /** @param {string | undefined} value @returns {TokenState} */
  #spend(value) {
    if (!value) return 'missing';
    const token = this.get(value);
    if (!token) return 'unknown';
    if (token.spent) return 'spent';
    token.spent = true;
    return this.#now() - token.mintedAt > token.lifetimeMs ? 'expired' : 'fresh';
  }
}
