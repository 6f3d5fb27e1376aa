/** @typedef {import('./rogue-bank.js').Asked} Asked */

/**
 * One return that somebody has tampered with.
 *
 * @typedef {object} Tampered
 * @property {(asked: Asked) => string} answer - what stands behind the redirect URI
 * @property {string} says - the error that the element names; {@linkcode stray}: nobody knows whose the answer is
 * @property {'custom'} [flow] - `outbound` by default
 * @property {number} [later] - milliseconds that the clock is ahead as the answer comes
 * @property {boolean} [foreign] - has parameters of other names: those of a page with an element of its own stay
 * @property {boolean} [again] - another answer was taken before
 */

/** The answer has no state that anybody waits for. */
export const stray = 'stray';

const query = pairs => `?${new URLSearchParams(pairs)}`;

/** What an honest bank says. @param {Asked} asked */
export const honest = ({ code, state, iss }) => query({ code, state, iss });
/** @param {Asked} asked */
export const honestCustom = ({ loginId, state }) => query({ loginId, state });

const minutes = 60_000;
const unknown = 'dW5rbm93bi1zdGF0ZS1vZi1zb21lYm9keS1lbHNl';
const elsewhere = 'https://other-bank.example';

/** An honest answer with other parameters in the place of its own; undefined leaves one out. */
const instead = change => asked => {
  const { code, state, iss } = asked;
  const pairs = Object.entries({ code, state, iss, ...change(asked) });
  return query(pairs.filter(([, value]) => value !== undefined));
};
/** An honest answer with something behind it. */
const plus = more => asked => honest(asked) + more(asked);
/** An answer without a code. */
const failed =
  (parameters, behind = '') =>
  asked =>
    instead(() => ({ code: undefined, ...parameters }))(asked) + behind;

/** @type {Record<string, Pick<Tampered, 'answer' | 'foreign'>>} */
const strays = {
  'no state': { answer: instead(() => ({ state: undefined })) },
  'an empty state': { answer: instead(() => ({ state: '' })) },
  'a state that nobody knows': { answer: instead(() => ({ state: unknown })) },
  'a refusal with a state that nobody knows': {
    answer: () => query({ error: 'access_denied', state: unknown }),
  },
  'an error with a state that nobody knows': {
    answer: () => query({ error: 'server_error', state: unknown }),
  },
  'a hint of the backend with a state that nobody knows': {
    answer: () => query({ status: 'linked', state: unknown }),
  },
  'a refusal without a state': { answer: () => query({ error: 'access_denied' }) },
  'the state in other letters': {
    answer: instead(({ state }) => ({
      state: state.replace(/[a-z]/gi, x => (x === x.toLowerCase() ? x.toUpperCase() : x.toLowerCase())),
    })),
  },
  'the state without its last character': { answer: instead(({ state }) => ({ state: state.slice(0, -1) })) },
  'the state with a character more': { answer: instead(({ state }) => ({ state: `${state}A` })) },
  'the state with a blank behind it': { answer: instead(({ state }) => ({ state: `${state} ` })) },
  'the state with a line break behind it': { answer: instead(({ state }) => ({ state: `${state}\n` })) },
  'a state too long to be one': { answer: instead(({ state }) => ({ state: state.repeat(40) })) },
  'the state twice': { answer: plus(({ state }) => `&state=${state}`) },
  'the state, then another': { answer: plus(() => `&state=${unknown}`) },
  'another state, then the state': { answer: asked => `?state=${unknown}&${honest(asked).slice(1)}` },
  'a State in the place of the state': {
    foreign: true,
    answer: instead(({ state }) => ({ state: undefined, State: state })),
  },
  'a list of states': {
    foreign: true,
    answer: instead(({ state }) => ({ state: undefined, 'state[]': state })),
  },
  'the state inside the code': {
    answer: instead(({ code, state }) => ({ code: `${code}&state=${state}`, state: undefined })),
  },
  'the whole answer behind the hash': { answer: asked => honest(asked).replace('?', '#') },
  'semicolons between the parameters': { answer: asked => honest(asked).replaceAll('&', ';') },
  'the flinks_state of another attempt': { answer: plus(() => `&flinks_state=${unknown}`) },
  'a loginId of Connect with a flinks_state that nobody knows': {
    answer: ({ loginId }) => query({ loginId, flinks_state: unknown }),
  },
};

/** @type {Record<string, Omit<Tampered, 'says'>>} */
const reused = {
  'the answer of the attempt before, word for word': {
    again: true,
    answer: ({ before }) => honest(/** @type {Asked} */ (before)),
  },
  'a fresh code with the state of the attempt before': {
    again: true,
    answer: instead(({ before }) => ({ state: before?.state })),
  },
  'a refusal with the state of the attempt before': {
    again: true,
    answer: ({ before }) => query({ error: 'access_denied', state: before?.state ?? '' }),
  },
};

/** @type {Record<string, Pick<Tampered, 'answer' | 'foreign'>>} */
const invalid = {
  'two codes': { answer: plus(() => '&code=of-somebody-else') },
  'the code twice': { answer: plus(({ code }) => `&code=${code}`) },
  'an empty code': { answer: instead(() => ({ code: '' })) },
  'no code': { answer: instead(() => ({ code: undefined })) },
  'a Code in the place of the code': {
    foreign: true,
    answer: instead(({ code }) => ({ code: undefined, Code: code })),
  },
  'a list of codes': { foreign: true, answer: instead(({ code }) => ({ code: undefined, 'code[]': code })) },
  'the code behind the hash': {
    answer: asked => `${instead(() => ({ code: undefined }))(asked)}#code=${asked.code}`,
  },
  'a code too long to be one': { answer: instead(({ code }) => ({ code: code.repeat(140) })) },
  'a code with a null in it': { answer: instead(({ code }) => ({ code: `${code}\0` })) },
  'a code with a line break in it': { answer: instead(({ code }) => ({ code: `${code}\r\nx: y` })) },
  'a code with a letter that no code has': { answer: instead(({ code }) => ({ code: `${code}é` })) },
  'a code and a loginId': { answer: plus(({ loginId }) => `&loginId=${loginId}`) },
  'a code and an error': { answer: plus(() => '&error=access_denied') },
  "a code and the backend's hint": { answer: plus(() => '&status=linked') },
  'the loginId of another flow': { answer: instead(({ loginId }) => ({ code: undefined, loginId })) },
  'two errors': { answer: failed({ error: 'server_error' }, '&error=access_denied') },
  'an error too long to be one': {
    answer: failed({ error: 'server_error'.repeat(30) }),
  },
  'an error with a line break in it': {
    answer: failed({ error: 'access_denied\n' }),
  },
  'a refusal and a hint that it was linked': {
    answer: failed({ error: 'access_denied', status: 'linked' }),
  },
  'two descriptions of an error': {
    answer: failed({ error: 'server_error', error_description: 'one' }, '&error_description=two'),
  },
  'no iss': { answer: instead(() => ({ iss: undefined })) },
  'an empty iss': { answer: instead(() => ({ iss: '' })) },
  'the iss of another bank': { answer: instead(() => ({ iss: elsewhere })) },
  'the iss twice': { answer: plus(({ iss }) => `&${new URLSearchParams({ iss })}`) },
  'the iss, then that of another bank': { answer: plus(() => `&${new URLSearchParams({ iss: elsewhere })}`) },
  'the iss with a slash behind it': { answer: instead(({ iss }) => ({ iss: `${iss}/` })) },
  'the iss in other letters': { answer: instead(({ iss }) => ({ iss: iss.toUpperCase() })) },
  'a refusal with the iss of another bank': {
    answer: failed({ error: 'access_denied', iss: elsewhere }),
  },
  'an unknown status': { answer: failed({ status: 'ok' }) },
  'a status in other letters': { answer: failed({ status: 'LINKED' }) },
  'the hint twice': { answer: failed({ status: 'linked' }, '&status=linked') },
  'a hint and a loginId': {
    answer: instead(({ loginId }) => ({ code: undefined, status: 'linked', loginId })),
  },
};

/** @type {Record<string, Omit<Tampered, 'says' | 'flow'>>} */
const invalidCustom = {
  'a code in the flow of a loginId': { answer: honest },
  'two loginIds': { answer: asked => `${honestCustom(asked)}&loginId=of-somebody-else` },
  'a loginId with a blank in it': {
    answer: ({ loginId, state }) => query({ loginId: `${loginId} or 1=1`, state }),
  },
  'a loginId too long to be one': {
    answer: ({ loginId, state }) => query({ loginId: loginId.repeat(9), state }),
  },
  'a loginId and an error': { answer: asked => `${honestCustom(asked)}&error=access_denied` },
};

/** @type {Record<string, Pick<Tampered, 'answer' | 'later'>>} */
const expired = {
  'a code after half an hour': { answer: honest, later: 30 * minutes + 1 },
  'a refusal after half an hour': {
    answer: failed({ error: 'access_denied' }),
    later: 31 * minutes,
  },
  'a code before the attempt was begun': { answer: honest, later: -2 * 24 * 60 * minutes },
};

const all = (table, more) => Object.entries(table).map(([name, row]) => [name, { ...row, ...more }]);

/** @type {[string, Tampered][]} what is broken, and how */
export const tamperedReturns = [
  ...all(strays, { says: stray }),
  ...all(reused, { says: stray }),
  ...all(invalid, { says: 'invalid-return' }),
  ...all(invalidCustom, { says: 'invalid-return', flow: 'custom' }),
  ...all(expired, { says: 'attempt-expired' }),
  ...all(
    {
      'the state as a flinks_state': {
        answer: instead(({ state }) => ({ state: undefined, flinks_state: state })),
      },
    },
    { says: 'state-mismatch' },
  ),
];
