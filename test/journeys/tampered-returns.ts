import type { Asked } from './rogue-bank.ts';

/** One return that was tampered with. */
export interface Tampered {
  /** What stands behind the redirect URI. */
  answer: (asked: Asked) => string;
  /** The error that the element names; {@linkcode stray}: no request of the page has this state. */
  says: string;
  /** `outbound` by default. */
  flow?: 'custom';
  /** Milliseconds that the clock is ahead as the answer comes. */
  later?: number;
  /** Another answer was taken before. */
  again?: boolean;
}

/** The answer has no state that a page waits for. */
export const stray = 'stray';

const query = (pairs: Record<string, string>) => `?${new URLSearchParams(pairs)}`;

/** What an honest bank says. */
export const honest = ({ code, state, iss }: Asked) => query({ code, state, iss });
export const honestCustom = ({ loginId, state }: Asked) => query({ loginId, state });

const unknown = 'dW5rbm93bi1zdGF0ZS1vZi1zb21lYm9keS1lbHNl';

/**
 * One return of each kind that a window treats in a way of its own. All the others are in `corpus/tampered-returns.json`,
 * and go through the pure function that judges them.
 */
export const tamperedReturns: Record<string, Tampered> = {
  'no state': { says: stray, answer: ({ code, iss }) => query({ code, iss }) },
  'a state that nobody knows': {
    says: stray,
    answer: ({ code, iss }) => query({ code, state: unknown, iss }),
  },
  'the state twice': { says: stray, answer: asked => `${honest(asked)}&state=${asked.state}` },
  'the whole answer behind the hash': { says: stray, answer: asked => honest(asked).replace('?', '#') },
  'the answer of the attempt before, word for word': {
    says: stray,
    again: true,
    answer({ before }) {
      if (!before) throw new Error('The bank was not asked before');
      return honest(before);
    },
  },
  'two codes': { says: 'invalid-return', answer: asked => `${honest(asked)}&code=of-somebody-else` },
  'no code': { says: 'invalid-return', answer: ({ state, iss }) => query({ state, iss }) },
  'the code behind the hash': {
    says: 'invalid-return',
    answer: ({ code, state, iss }) => `${query({ state, iss })}#code=${code}`,
  },
  'the iss of another bank': {
    says: 'invalid-return',
    answer: ({ code, state }) => query({ code, state, iss: 'https://other-bank.example' }),
  },
  'two loginIds': {
    says: 'invalid-return',
    flow: 'custom',
    answer: asked => `${honestCustom(asked)}&loginId=of-somebody-else`,
  },
  'a code after half an hour': { says: 'attempt-expired', answer: honest, later: 30 * 60_000 + 1 },
};
