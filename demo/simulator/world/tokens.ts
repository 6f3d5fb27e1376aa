import { randomUUID } from 'node:crypto';

interface Token {
  lifetimeMs: number;
  /** Milliseconds since the epoch. */
  mintedAt: number;
  spent: boolean;
  /** How often Connect was loaded with it. */
  loads: number;
  /** How often /Authorize was called with it. */
  authorizes: number;
  simulate: string;
  /** Whether a second load is meant, and not to be reported. */
  expectReuse: boolean;
}

export type TokenState = 'fresh' | 'missing' | 'unknown' | 'spent' | 'expired';

interface MintOptions {
  simulate?: string;
  lifetimeMs?: number;
  expectReuse?: boolean;
}

/**
 * Authorize tokens: single use, expiring (Flinks: authentication-reference). Loading Connect with one spends it
 * (assumption: undocumented, and the stricter reading), and so does /Authorize.
 */
export class Tokens {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  #tokens = new Map<string, Token>();
  /** Loads of every value seen, minted here or not. */
  #loads = new Map<string, number>();

  constructor({ now, lifetimeMs }: { now: () => number; lifetimeMs: number }) {
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
  }

  mint({ simulate = '', lifetimeMs = this.#lifetimeMs, expectReuse = false }: MintOptions = {}) {
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

  get(value: string | undefined) {
    return value === undefined ? undefined : this.#tokens.get(value);
  }

  /** @returns what the token was before it was spent here */
  spendOnLoad(value: string | undefined): TokenState {
    if (value) this.#loads.set(value, (this.#loads.get(value) ?? 0) + 1);
    const token = this.get(value);
    if (token) token.loads += 1;
    return this.#spend(value);
  }

  /** @returns what the token was before it was spent here */
  spendOnAuthorize(value: string | undefined): TokenState {
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

  #spend(value: string | undefined): TokenState {
    if (!value) return 'missing';
    const token = this.get(value);
    if (!token) return 'unknown';
    if (token.spent) return 'spent';
    token.spent = true;
    return this.#now() - token.mintedAt > token.lifetimeMs ? 'expired' : 'fresh';
  }
}
