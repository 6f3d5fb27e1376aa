/** @typedef {import('./rogue-bank.js').Asked} Asked */

/**
 * One return that somebody has tampered with.
 *
 * @typedef {object} Tampered
 * @property {(asked: Asked) => string} answer - what stands behind the redirect URI
 * @property {string} says - the error that the element names; {@linkcode stray}: no request of the page has this state
 * @property {'custom'} [flow] - `outbound` by default
 * @property {number} [later] - milliseconds that the clock is ahead as the answer comes
 * @property {boolean} [again] - another answer was taken before
 */

/** The answer has no state that a page waits for. */
export const stray = 'stray';

const query = pairs => `?${new URLSearchParams(pairs)}`;

/** What an honest bank says. @param {Asked} asked */
export const honest = ({ code, state, iss }) => query({ code, state, iss });
/** @param {Asked} asked */
export const honestCustom = ({ loginId, state }) => query({ loginId, state });

const unknown = 'dW5rbm93bi1zdGF0ZS1vZi1zb21lYm9keS1lbHNl';

/**
 * One return of each kind that a window treats in a way of its own. All the others are in `corpus/tampered-returns.json`,
 * and go through the pure function that judges them.
 *
 * @type {Record<string, Tampered>}
 */
export const tamperedReturns = {
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
    answer: ({ before }) => honest(/** @type {Asked} */ (before)),
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
