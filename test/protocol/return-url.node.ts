import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  isAuthorizationFailure,
  isResponse,
  readReturn,
  responseState,
  withoutResponse,
} from '../../src/protocol/return-url.ts';
import type { Transaction } from '../../src/protocol/transaction.ts';
import tampered from '../corpus/tampered-returns.json' with { type: 'json' };
import { errorOf } from '../support/error-of.ts';

const now = Date.UTC(2026, 8, 1);
const state = 'state-7f3a';
const page = 'https://h.example/back';
const attemptOf = (changes: Partial<Transaction> = {}): Transaction => ({
  state,
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://h.example/link',
  createdAt: now - 60_000,
  redirectUri: page,
  attemptId: 'a-1',
  ...changes,
});
const read = (query: string, changes?: Partial<Transaction>) =>
  readReturn(new URL(query, page), attemptOf(changes), now);

/** An entry of the corpus as a query. */
const fill = ({ query, long = 0 }: { query: string; long?: number }) =>
  `?${query
    .replaceAll('{state}', state)
    .replaceAll('{STATE}', state.toUpperCase())
    .replaceAll('{code}', 'code-91bc')
    .replaceAll('{loginId}', 'login-55de')
    .replaceAll('{long}', 'x'.repeat(long))}`;

describe('readReturn', () => {
  describe('of Outbound', () => {
    it('hands on the code with what the attempt knows', () => {
      expect(
        read(`?code=c%20%7E&state=${state}&iss=https%3A%2F%2Fissuer.example`, {
          issuer: 'https://issuer.example',
          providerId: '1000',
          correlationId: 'c-1',
          sentRedirectUri: 'HTTPS://h.example/sent',
          tag: 't',
        }),
      ).to.deep.equal({
        type: 'code',
        code: 'c ~',
        state,
        iss: 'https://issuer.example',
        providerId: '1000',
        correlationId: 'c-1',
        redirectUri: 'HTTPS://h.example/sent',
      });
    });

    it('hands on an iss that nobody asked for', () => {
      expect(read(`?code=c&state=${state}&iss=i`)).to.deep.equal({
        type: 'code',
        code: 'c',
        state,
        iss: 'i',
      });
    });

    it('takes the longest code and the longest state', () => {
      const code = 'x'.repeat(4_096);
      const long = 'y'.repeat(1_024);
      expect(read(`?code=${code}&state=${long}`, { state: long })).to.deep.equal({
        type: 'code',
        code,
        state: long,
      });
    });

    it('ignores what is unknown or empty, in any order, and the hash', () => {
      const query = `?x=1&state=${state}&error=&iss=&status=&loginId=&x=2&__proto__=1&code=c#error=x`;
      expect(read(query)).to.deep.equal({ type: 'code', code: 'c', state });
    });
  });

  describe('of a redirect that the backend took', () => {
    it('is a hint, of Outbound and Custom', () => {
      for (const flow of ['outbound', 'custom'] as const) {
        expect(read(`?state=${state}&status=linked`, { flow })).to.deep.equal({ type: 'linked', state });
      }
    });

    it('needs no iss, which the backend has compared', () => {
      expect(read(`?state=${state}&status=linked`, { issuer: 'i' }).type).to.equal('linked');
    });
  });

  describe('of Custom', () => {
    it('hands on the login with its state and the tag of the attempt', () => {
      expect(
        read(`?loginId=l-1.22&institution=Banque%20%C3%89&state=${state}`, { flow: 'custom', tag: 't' }),
      ).to.deep.equal({
        type: 'login',
        flow: 'custom',
        loginId: 'l-1.22',
        institution: 'Banque É',
        accountIds: [],
        tag: 't',
        state,
      });
    });

    it('knows no issuer', () => {
      const changes = { flow: 'custom', issuer: 'https://issuer.example' } as const;
      expect(read(`?loginId=l&state=${state}`, changes).type).to.equal('login');
    });
  });

  describe('of Connect', () => {
    const connect = (query: string, changes?: Partial<Transaction>) =>
      read(`?flinks_state=${state}&${query}`, { flow: 'connect', ...changes });

    it('hands on what a message would have, and keeps its own state to itself', () => {
      expect(
        connect('demo=true&loginId=l-1&accountId=a,b&requestId=r&institution=FlinksCapital&tag=t'),
      ).to.deep.equal({
        type: 'login',
        flow: 'connect',
        loginId: 'l-1',
        institution: 'FlinksCapital',
        requestId: 'r',
        accountIds: ['a', 'b'],
        tag: 't',
      });
    });

    const cases: [name: string, query: string, expected: Record<string, unknown>][] = [
      ['repeated accounts', 'accountId=a&accountId=b&accountId=a', { accountIds: ['a', 'b'] }],
      ['no account', 'accountId=', { accountIds: [] }],
      ['two banks say nothing', 'institution=A&institution=B', {}],
      ['a bank that is no text', 'institution=a%00b', {}],
      ['a requestId with a blank', 'requestId=a%20b', {}],
      ['a requestId with a plus that was not encoded', 'requestId=a+b', { requestId: 'a+b' }],
      [
        'accounts in the plural, with brackets, or as JSON',
        'accountIds=a&accountId[]=b&accountId=["c"]',
        { accountIds: ['c', 'b', 'a'] },
      ],
      ['a tag that is too long', `tag=${'x'.repeat(1_001)}`, {}],
      ['a state of others', 'state=QC', {}],
    ];
    for (const [name, query, expected] of cases) {
      it(name, () => {
        const result: Record<string, unknown> = { ...connect(`loginId=l&${query}`) };
        const { type, flow, loginId, ...more } = result;
        expect({ type, flow, loginId }).to.deep.equal({ type: 'login', flow: 'connect', loginId: 'l' });
        expect(more).to.deep.equal({ accountIds: [], ...expected });
      });
    }

    it('believes the attempt before the URL about the tag', () => {
      expect(connect('loginId=l&tag=url', { tag: 'attempt' })).to.include({ tag: 'attempt' });
    });
  });

  describe('with a redirect URI that has parameters of an answer itself', () => {
    const own = (query: string, more: string, changes?: Partial<Transaction>) =>
      read(`?${query}&${more}&state=${state}`, { redirectUri: `${page}?${query}`, ...changes });

    it('does not read them', () => {
      expect(own('status=new&error=none', 'code=c')).to.deep.equal({ type: 'code', code: 'c', state });
      expect(own('tag=a%20b', 'tag=a+b&loginId=l', { flow: 'custom' })).to.include({ tag: 'a b' });
    });

    it('does not read them wherever they stand', () => {
      const redirectUri = `${page}?code=own`;
      expect(read(`?code=c&code=own&state=${state}`, { redirectUri })).to.include({ code: 'c' });
    });

    it('reads those of another name with their value', () => {
      const redirectUri = `${page}?shop=c`;
      expect(read(`?code=c&shop=c&state=${state}`, { redirectUri })).to.include({ code: 'c' });
    });

    it('reads those of another value', () => {
      expect(errorOf(() => own('code=own', 'x=1')).code).to.equal('invalid-return');
      expect(own('code=own', 'code=c')).to.include({ code: 'c' });
      expect(errorOf(() => own('code=own', 'code=c&code=own')).code).to.equal('invalid-return');
    });
  });

  describe('of a refusal', () => {
    for (const flow of ['outbound', 'custom', 'connect'] as const) {
      it(`of the person is a cancel: ${flow}`, () => {
        const name = flow === 'connect' ? 'flinks_state' : 'state';
        expect(
          read(`?error=access_denied&error_description=The+user+denied&${name}=${state}`, { flow }),
        ).to.deep.equal({ type: 'cancel', reason: 'access-denied' });
      });
    }

    for (const [error, retryable] of [
      ['server_error', true],
      ['temporarily_unavailable', true],
      ['invalid_request', false],
      ['invalid_scope', false],
      ['unauthorized_client', false],
      ['unsupported_response_type', false],
      ['server_error ', false],
      ['internal_server_error', false],
      ['a brand new one', false],
    ] as const) {
      it(`${error} is an error, ${retryable ? '' : 'not '}to be tried again`, () => {
        const failure = errorOf(() => read(`?error=${encodeURIComponent(error)}&state=${state}`));
        expect(failure.code).to.equal('authorization-failed');
        expect(failure.retryable).to.equal(retryable);
        expect(failure.message).to.contain(`"${error}"`);
        expect(failure.cause).to.deep.equal({ error });
        expect(failure.cause).to.be.frozen;
      });
    }

    it('is told from the errors of a host, by the file of the package that has read it or another', () => {
      const { cause } = errorOf(() => read(`?error=invalid_scope&state=${state}`));
      expect(isAuthorizationFailure(cause)).to.equal(true);
      expect(isAuthorizationFailure({ error: 'x', name: 'FlinksAuthorizationFailure' })).to.equal(true);
      for (const other of [undefined, null, 'x', { error: 'invalid_scope' }, new Error('x')])
        expect(isAuthorizationFailure(other)).to.equal(false);
    });

    it('is quoted only in the characters of RFC 6749', () => {
      for (const error of ['a"b', 'a\\b', '"']) {
        const failure = errorOf(() => read(`?error=${encodeURIComponent(error)}&state=${state}`));
        expect(failure.message).not.to.contain(error);
        expect(failure.message).to.contain('the error. See cause');
        expect(failure.cause).to.deep.equal({ error });
      }
    });

    it('is told without the state, if it repeats it', () => {
      const failure = errorOf(() => read(`?error=bad+${state}&state=${state}`));
      expect(failure.cause).to.deep.equal({ error: 'bad *' });
      expect(failure.message).to.contain('"bad *"');
    });

    const descriptions: [name: string, given: string, expected: string | undefined][] = [
      ['as text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
      ['without control characters', 'a\u0000b\r\n\u001b[31mc\u0085d\u007f', 'ab[31mcd'],
      ['in any language', 'Accès refusé 🏦', 'Accès refusé 🏦'],
      ['of 512 characters at most', 'x'.repeat(600), 'x'.repeat(512)],
      ['not cut in half a character', `${'x'.repeat(511)}🏦`, 'x'.repeat(511)],
      ['without the state', `bad state ${state}!`, 'bad state *!'],
      ['without a state in pieces', `${state.slice(0, 3)}\n${state.slice(3)}`, '*'],
      ['or not at all', '\n', undefined],
      ['or empty', '', undefined],
    ];
    for (const [name, given, expected] of descriptions) {
      it(`has a description ${name}, and not in its message`, () => {
        const failure = errorOf(() =>
          read(`?error=invalid_scope&error_description=${encodeURIComponent(given)}&state=${state}`),
        );
        const description = expected === undefined ? {} : { errorDescription: expected };
        expect(failure.cause).to.deep.equal({ error: 'invalid_scope', ...description });
        if (expected) expect(failure.message).not.to.contain(expected);
      });
    }
  });

  describe('in time', () => {
    const minute = 60_000;
    for (const [name, age, alive] of [
      ['30 minutes', 30 * minute, true],
      ['a millisecond more', 30 * minute + 1, false],
      ['a clock set back', -minute, true],
      ['a clock set back by two days', -2 * 24 * 60 * minute, false],
    ] as const) {
      it(name, () => {
        const call = () => read(`?code=c&state=${state}`, { createdAt: now - age });
        if (alive) expect(call().type).to.equal('code');
        else expect(errorOf(call).code).to.equal('attempt-expired');
      });
    }
  });

  describe('looks at the state first, then at the age, then at the rest', () => {
    const cases: [name: string, query: string, changes: Partial<Transaction>, expected: string][] = [
      ['all three are wrong', '?code=c&code=d&state=x', { createdAt: 0 }, 'state-mismatch'],
      [
        'a forged refusal of an old attempt',
        '?error=access_denied&state=x',
        { createdAt: 0 },
        'state-mismatch',
      ],
      ['old and doubled', `?code=c&code=d&state=${state}`, { createdAt: 0 }, 'attempt-expired'],
      ['old and refused', `?error=access_denied&state=${state}`, { createdAt: 0 }, 'attempt-expired'],
      [
        'of another issuer and refused',
        `?error=server_error&state=${state}`,
        { issuer: 'i' },
        'invalid-return',
      ],
      // As an older version may have stored it.
      ['an attempt without a state', '?code=c', { state: undefined as never }, 'state-mismatch'],
      ['an attempt with an empty state', '?code=c&state=', { state: '' }, 'state-mismatch'],
    ];
    for (const [name, query, changes, expected] of cases) {
      it(name, () => {
        expect(errorOf(() => read(query, changes)).code).to.equal(expected);
      });
    }
  });

  describe('of a tampered return', () => {
    it('has nothing to refuse before it is tampered with', () => {
      const issuer = 'https://issuer.example';
      for (const [query, changes] of [
        ['code={code}&state={state}', {}],
        [`code={code}&state={state}&iss=${encodeURIComponent(issuer)}`, { issuer }],
        ['status=linked&state={state}', {}],
        ['error=access_denied&state={state}', {}],
        ['loginId={loginId}&state={state}', { flow: 'custom' }],
        ['loginId={loginId}&flinks_state={state}', { flow: 'connect' }],
      ] as const) {
        expect(() => read(fill({ query }), changes)).not.to.throw();
      }
    });

    for (const entry of tampered) {
      it(`${entry.name}: ${entry.expect}`, () => {
        const { issuer } = entry;
        // JSON has no types: the corpus names nothing but flows.
        const flow = entry.flow as Transaction['flow'];
        const query = fill(entry);
        const error = errorOf(() => read(query, { flow, ...(issuer !== undefined && { issuer }) }));
        expect(error.code).to.equal(entry.expect);
        const said = `${error.message} ${JSON.stringify(error.cause)}`;
        for (const secret of [state, 'code-91bc', 'login-55de', 'forged', 'evil', 'xxxx']) {
          expect(said).not.to.contain(secret);
        }
      });
    }
  });

  describe('says what is wrong with a response', () => {
    const rows: [query: string, changes: Partial<Transaction>, message: RegExp][] = [
      [`?code=c&code=d&state=${state}`, {}, /more than one code/],
      [`?code=%C3%A9&state=${state}`, {}, /'s code is malformed/],
      [`?loginId=a%20b&state=${state}`, { flow: 'custom' }, /'s loginId is malformed/],
      [`?state=${state}`, {}, /exactly one of code, loginId, error and status/],
      [`?code=c&state=${state}`, { flow: 'custom' }, /not for flow="custom"/],
      [`?loginId=l&state=${state}`, {}, /not for flow="outbound"/],
      [`?status=new&state=${state}`, {}, /'s status is unknown/],
      [`?code=c&iss=other&state=${state}`, { issuer: 'i' }, /'s iss does not match issuer/],
      [`?code=c&state=other`, {}, /'s state does not match/],
      [`?code=c&state=${state}`, { createdAt: 0 }, /more than 30 minutes/],
    ];
    for (const [query, changes, message] of rows)
      it(`and to start again: ${message.source}`, () => {
        const error = errorOf(() => read(query, changes));
        expect(error.message)
          .to.match(message)
          .and.match(/[Ss]tart again/);
      });
  });

  it('freezes what it hands on', () => {
    for (const [query, changes] of [
      [`?code=c&state=${state}`, {}],
      [`?status=linked&state=${state}`, {}],
      [`?error=access_denied&state=${state}`, {}],
      [`?loginId=l&accountId=a&state=${state}`, { flow: 'custom' }],
    ] as const) {
      const result = read(query, changes);
      expect(result).to.be.frozen;
      if (result.type === 'login') expect(result.accountIds).to.be.frozen;
    }
  });
});

describe('responseState', () => {
  const cases: [query: string, expected: string | undefined][] = [
    ['?state=s', 's'],
    ['?code=c&state=a%20b', 'a b'],
    ['?flinks_state=f', 'f'],
    ['?flinks_state=f&state=s', 'f'],
    ['?flinks_state=f&state=s&state=t', 'f'],
    ['?flinks_state=&state=s', undefined],
    ['?flinks_state=f&flinks_state=f&state=s', undefined],
    ['?state=s&state=s', undefined],
    ['?state=', undefined],
    ['?state', undefined],
    ['', undefined],
    ['?code=c', undefined],
    ['#state=s', undefined],
    ['?state=%C3%A9', undefined],
    ['?state=%C3%A9t', undefined],
    ['?state=t%C3%A9', undefined],
    ['?state=a%0A', undefined],
    ['?state=a%7F', undefined],
    [`?state=${'x'.repeat(1_024)}`, 'x'.repeat(1_024)],
    [`?state=${'x'.repeat(1_025)}`, undefined],
  ];
  for (const [query, expected] of cases) {
    it(`of ${query.slice(0, 50) || 'nothing'} is ${expected?.slice(0, 10)}`, () => {
      expect(responseState(new URL(query, page))).to.equal(expected);
    });
  }
});

describe('isResponse', () => {
  for (const query of [
    '?code=c&state=s',
    '?state=s&error=access_denied',
    '?state=s&status=linked',
    '?state=s&loginId=l',
    '?flinks_state=s&loginId=l',
    '?flinks_state=s',
    '?code=c',
    '?error=e',
    '?loginId=l',
    '?code=c&state=s&state=t',
    '?code=&code=c',
    '?%63ode=c',
    '?state=s&iss=i',
    '#code=c&state=s',
    '?x=1#y&error=e',
  ]) {
    it(`yes: ${query}`, () => {
      expect(isResponse(new URL(query, page))).to.equal(true);
    });
  }
  for (const query of [
    '',
    '?state=QC',
    '?status=open',
    '?code=',
    '?Code=c',
    '?x=code',
    '?iss=i',
    '#code',
    '#state=s',
    '#/orders?code=c&state=s',
    '#?code=c',
    '?tag=t',
  ]) {
    it(`no: ${query || 'nothing'}`, () => {
      expect(isResponse(new URL(query, page))).to.equal(false);
    });
  }

  it('sees every tampered return that still has something of ours in its query', () => {
    for (const entry of tampered.filter(({ query }) =>
      /(?:^|&)(?:code|error|loginId|flinks_state)=[^&]/.test(query),
    )) {
      expect(isResponse(new URL(fill(entry), page)), entry.name).to.equal(true);
    }
  });
});

describe('withoutResponse', () => {
  const cases: [name: string, query: string, expected: string, redirectUri?: string][] = [
    ['takes an answer off', '?code=c&state=s', ''],
    [
      'takes every name off',
      '?code=1&state=1&error=1&error_description=1&error_uri=1&iss=1&status=1&loginId=1&institution=1' +
        '&accountId=1&requestId=1&tag=1&demo=1&flinks_state=1',
      '',
    ],
    ['takes off doubled, empty and encoded ones', '?code=c&code=d&state&%63ode=e&error=', ''],
    ['keeps the others in their order', '?b=1&code=c&a=2&state=s&b=3', '?b=1&a=2&b=3'],
    ['keeps them byte for byte', '?a=%7e+%20&&b&=c&code=c&d==&%F0', '?a=%7e+%20&&b&=c&d==&%F0'],
    ['minds the case', '?Code=c&STATE=s&code=c', '?Code=c&STATE=s'],
    ['minds a second question mark', '??code=c&code=d', '??code=c'],
    ['takes an answer off that stands behind the hash', '?x=1#code=c&state=s&iss=i', '?x=1'],
    ['keeps what else stands there, byte for byte', '?code=c#a=%7e+b&code=c&&status', '#a=%7e+b&'],
    ['keeps a hash that is no answer', '?code=c#code', '#code'],
    ['keeps the route of a page', '?code=c&state=s#/orders?code=c&tag=t', '#/orders?code=c&tag=t'],
    ['keeps what is no answer', '?x=1#y', '?x=1#y'],
    [
      'keeps what the redirect URI has',
      '?status=a&code=c&tag=b+c',
      '?status=a&tag=b+c',
      '?tag=b%20c&status=a',
    ],
    ['keeps it as often as it has it there', '?tag=a&tag=a&tag=b', '?tag=a', '?tag=a'],
    ['keeps no flinks_state', '?flinks_state=s&x=1', '?x=1', '?flinks_state=s'],
    ['knows a redirect URI without a query', '?code=c&x=1', '?x=1', ''],
  ];
  for (const [name, query, expected, redirectUri] of cases) {
    it(name, () => {
      const url = new URL(query, page);
      const clean = withoutResponse(url, redirectUri === undefined ? undefined : page + redirectUri);
      expect(clean.href).to.equal(page + expected);
      expect(url.href, 'the one given').to.equal(new URL(query, page).href);
    });
  }
});
