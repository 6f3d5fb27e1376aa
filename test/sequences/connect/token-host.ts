import type { AuthorizeTokenFunction } from '../../../src/session/host-functions.ts';
import type { Later } from '../platform/channels.ts';
import type { Setup, TokenPlan } from './setup.ts';

interface Call {
  readonly signal: AbortSignal;
  isSettled: boolean;
}

/** The host's token function, which may be late, fail or forget to return. */
export class TokenHost {
  /** Those of the session of now. */
  calls: Call[] = [];
  readonly #plans: TokenPlan[];
  readonly #later: Later;
  #minted = 0;

  constructor({ calls }: Setup, later: Later) {
    this.#plans = [...calls];
    this.#later = later;
  }

  /** A token that was never given before. */
  mint(): string {
    return `secret-token-${++this.#minted}`;
  }

  readonly ask: AuthorizeTokenFunction = ({ signal }) => {
    const call: Call = { signal, isSettled: false };
    this.calls.push(call);
    const plan = this.#plans.shift() ?? 'fresh';
    if (plan === 'throws') {
      call.isSettled = true;
      throw new TypeError('the backend is down');
    }
    return new Promise((resolve, reject) => {
      if (plan === 'pending') return;
      this.#later(`token ${plan}`, () => {
        call.isSettled = true;
        if (plan === 'rejects') reject(new TypeError('the backend is down'));
        else resolve(plan === 'empty' ? '' : plan === 'spent' ? 'secret-token-1' : this.mint());
      });
    });
  };

  /** Calls whose tokens are not wanted any more, and that were not told. */
  get untold(): number {
    return this.calls.filter(({ signal, isSettled }) => !isSettled && !signal.aborted).length;
  }
}
