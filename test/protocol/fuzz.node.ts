import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Attempt,
  connectUrl,
  type ConnectUrlOptions,
  FlinksLinkError,
  isAnswer,
  parseConnectMessage,
  readReturn,
  withoutAnswer,
} from '../../src/protocol/index.ts';

const all = Number(process.env.FUZZ_RUNS ?? 100_000);
const returns = all / 5;
const runs = all - returns;

const names = [
  'step',
  'flinksCode',
  'loginId',
  'url',
  'accountId',
  'accountIds',
  'institution',
  'requestId',
  'tag',
  'mfaTypes',
  'totalAccounts',
  'cached',
  '__proto__',
  'constructor',
  'toString',
];
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'REDIRECT',
      'ACCOUNT_SELECTED',
      'APP_MOUNTED',
      'TOKEN_INVALID',
      'id-1',
      'a,b',
      'https://h.example/?loginId=id-2&accountId=x',
      '?loginId=id-3',
      'javascript:0?loginId=id-4',
      '\u0000',
      '',
      ' ',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, 1n, Symbol.iterator),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(text, scalar, { maxKeys: 2 }) },
);
const entries = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), text), value), { maxLength: 6 });
/** Messages that are nearly right, with anything at all beside or instead of the right fields. */
const nearly = fc
  .tuple(
    fc.constantFrom('REDIRECT', 'REDIRECT', 'REDIRECT', 'ACCOUNT_SELECTED', 'APP_MOUNTED'),
    fc.record({ loginId: value, url: value, accountId: value }, { requiredKeys: [] }),
    entries,
  )
  .map(([step, fields, more]) => ({ ...fields, step, ...Object.fromEntries(more) }));
const anything = entries.map(pairs => Object.fromEntries(pairs));
const asText = (message: object) =>
  JSON.stringify(message, (_, field) => (typeof field === 'bigint' ? 0 : field));
const payload = fc.oneof(
  { weight: 5, arbitrary: nearly },
  { weight: 3, arbitrary: nearly.map(asText) },
  { weight: 2, arbitrary: anything },
  { weight: 1, arbitrary: anything.map(asText) },
  { weight: 1, arbitrary: value },
);

/** What a REDIRECT may rightly name, found by another way than the parser's. */
function mayBeLogin(data: unknown, loginId: string): boolean {
  const fields: unknown = typeof data === 'string' ? JSON.parse(data) : data;
  if (typeof fields !== 'object' || !fields || !('step' in fields) || fields.step !== 'REDIRECT')
    return false;
  if (/\s/.test(loginId) || loginId.length > 256) return false;
  return (
    ('loginId' in fields &&
      (fields.loginId === loginId ||
        (Number.isSafeInteger(fields.loginId) && String(fields.loginId) === loginId))) ||
    ('url' in fields && typeof fields.url === 'string' && decodeURIComponent(fields.url).includes(loginId))
  );
}

describe(`${runs.toLocaleString('en')} generated messages`, () => {
  it('never make the parser throw, accept what is not there, or hand on a field of the wrong kind', () => {
    const count = { login: 0, accounts: 0, step: 0, ignored: 0 };
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    fc.assert(
      fc.property(payload, data => {
        const message = parseConnectMessage(data);
        count[message?.type ?? 'ignored']++;
        if (!message) return;
        const { step, flinksCode, institution, requestId, totalAccounts } = message.step;
        for (const field of [step, flinksCode, institution, requestId]) {
          assert.ok(field === undefined || (typeof field === 'string' && field.length <= 256));
        }
        assert.ok(totalAccounts === undefined || Number.isSafeInteger(totalAccounts));
        assert.ok(!('loginId' in message.step) && !('url' in message.step) && !('accountId' in message.step));
        if (message.type === 'login') assert.ok(mayBeLogin(data, message.login.loginId));
        const accounts =
          message.type === 'login'
            ? message.login.accountIds
            : 'accountIds' in message
              ? message.accountIds
              : [];
        for (const id of accounts) assert.ok(typeof id === 'string' && id !== '' && !/\s/.test(id));
      }),
      { numRuns: runs },
    );
    assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before, 'nothing is polluted');
    assert.ok(
      Object.values(count).every(number => number > runs / 100),
      `every kind was generated: ${JSON.stringify(count)}`,
    );
  });
});

const state = 'state-7f3a';
const now = Date.UTC(2026, 8, 1);
/** A parameter of its usual kind, of a strange one, or of another's. */
const part = fc
  .tuple(
    fc.constantFrom(
      ...'code state error error_description iss status loginId accountId tag flinks_state x'.split(' '),
      '__proto__',
      '%63ode',
    ),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(state, 'c-1', 'linked', 'server_error', 'access_denied', 'a,b'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', '%', '%00', '%C3%A9', '+', 'a+b', `${state}x`, 'x'.repeat(1_025)),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    ),
  )
  .map(pair => pair.join('='));
/** Queries that are nearly an answer, most of them with the right state. */
const answer = fc
  .tuple(
    fc.constantFrom(`state=${state}`, `state=${state}`, `flinks_state=${state}`, 'x=1'),
    fc.array(part, { minLength: 1, maxLength: 4 }),
  )
  .map(([first, more]) => [first, ...more].join('&'));

describe(`${returns.toLocaleString('en')} generated returns`, () => {
  it('throw nothing but errors of ours, deliver nothing without the right state, and leave the address bar', () => {
    const count: Record<string, number> = {};
    fc.assert(
      fc.property(answer, fc.constantFrom('outbound', 'custom', 'connect'), (query, flow) => {
        const url = new URL('https://h.example/back');
        url.search = query;
        const attempt: Attempt = {
          state,
          flow,
          mode: 'page',
          owner: 'bank',
          returnTo: 'https://h.example/link',
          createdAt: now,
          redirectUri: 'https://h.example/back?x=1',
          attemptId: 'a-1',
        };
        let outcome;
        try {
          const result = readReturn(url, attempt, now);
          outcome = result.type;
          const name = flow === 'connect' ? 'flinks_state' : 'state';
          assert.deepEqual(url.searchParams.getAll(name), [state]);
          if (result.type === 'code') assert.deepEqual(url.searchParams.getAll('code'), [result.code]);
          // A plus in an id stands for itself.
          const written = new URLSearchParams(url.search.replaceAll('+', '%2B'));
          if (result.type === 'login') assert.deepEqual(written.getAll('loginId'), [result.loginId]);
          assert.ok(result.type !== (flow === 'outbound' ? 'login' : 'code'), 'of its own flow');
        } catch (error) {
          assert.ok(error instanceof FlinksLinkError, String(error));
          assert.ok(!(error.message + JSON.stringify(error.cause)).includes(state), error.message);
          outcome = error.code;
        }
        count[outcome] = (count[outcome] ?? 0) + 1;
        const clean = withoutAnswer(url, attempt.redirectUri);
        assert.ok(!isAnswer(clean), clean.href);
        assert.deepEqual(clean.searchParams.getAll('x'), url.searchParams.getAll('x'));
      }),
      { numRuns: returns },
    );
    for (const kind of [
      'code',
      'login',
      'linked',
      'cancel',
      'state-mismatch',
      'invalid-return',
      'authorization-failed',
    ]) {
      assert.ok((count[kind] ?? 0) > returns / 1_000, `${kind} was generated: ${JSON.stringify(count)}`);
    }
  });
});

describe('generated settings', () => {
  it('give an address of the one right host, or an error of ours', () => {
    const word = fc.oneof(
      text,
      fc.constantFrom('toolbox', 'https://h.example/v2/', 'http://localhost/', 'https://u@h.example/', '..'),
    );
    fc.assert(
      fc.property(
        fc.record(
          {
            instance: word,
            connectUrl: word,
            institution: word,
            tag: word,
            params: fc.oneof(word, fc.dictionary(word, scalar)),
          },
          { requiredKeys: [] },
        ),
        options => {
          try {
            // Parameters of any kind, as JavaScript can pass them.
            const url = connectUrl({ ...options, authorizeToken: 'token' } as ConnectUrlOptions);
            assert.ok(url.protocol === 'https:' || url.hostname === 'localhost');
            assert.deepEqual(url.searchParams.getAll('authorizeToken'), ['token']);
            assert.equal(url.username + url.password + url.hash, '');
          } catch (error) {
            assert.ok(error instanceof FlinksLinkError, String(error));
            assert.equal(error.code, 'invalid-configuration');
          }
        },
      ),
      { numRuns: Math.min(all, 50_000) },
    );
  });
});
