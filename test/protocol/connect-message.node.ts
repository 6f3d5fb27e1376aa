import { describe, it } from 'node:test';
import { expect } from 'chai';
import { parseConnectMessage } from '../../src/protocol/connect-message.ts';
import corpus from '../corpus/connect-messages.json' with { type: 'json' };

const login = (payload: unknown) => {
  const message = parseConnectMessage(payload);
  return message?.type === 'login' ? message.login : undefined;
};

describe('parseConnectMessage', () => {
  describe('messages seen in the wild', () => {
    corpus.forEach(({ kind, payload, expect: expected }, index) => {
      // What another window says never gets as far as the parser.
      if (expected.from !== 'frame') return;
      it(`${index} ${kind} is ${expected.result}`, () => {
        const message = parseConnectMessage(payload);
        if (expected.result === 'ignored') {
          expect(message).to.equal(undefined);
          return;
        }
        if (expected.result === 'login') {
          expect(login(payload)?.loginId).to.equal(expected.loginId);
          return;
        }
        expect(message?.type).to.be.oneOf(['step', 'accounts']);
        if ('step' in expected) expect(message?.step.step).to.equal(expected.step);
        if ('flinksCode' in expected) expect(message?.step.flinksCode).to.equal(expected.flinksCode);
      });
    });
  });

  describe('where the loginId stands', () => {
    const url = 'https://host.example/thanks?a=1&loginId=from-url&b=2';
    const cases: [string, object, string | undefined][] = [
      ['at the top', { loginId: 'top' }, 'top'],
      ['only in the url, first', { url: 'https://h.example/?loginId=x&institution=B' }, 'x'],
      ['only in the url, in the middle', { url }, 'from-url'],
      ['only in the url, last', { url: 'https://h.example/?a=1&loginId=x' }, 'x'],
      ['in both: the field wins', { loginId: 'top', url }, 'top'],
      ['in a relative url', { url: '/done?loginId=x' }, 'x'],
      ["in an app's own scheme", { url: 'myapp://callback?loginId=x' }, 'x'],
      ["in an app's scheme that ends as data does", { url: 'mydata://callback?loginId=x' }, 'x'],
      ['percent-encoded', { url: 'https://h.example/?loginId=a%2Bb' }, 'a+b'],
      ['unusable at the top, in the url', { loginId: { a: 1 }, url }, 'from-url'],
      ['twice in the url: ambiguous', { url: 'https://h.example/?loginId=a&loginId=b' }, undefined],
      ['nowhere', { url: 'https://h.example/' }, undefined],
      ['empty', { loginId: '', url: 'https://h.example/?loginId=' }, undefined],
      ['in another case', { url: 'https://h.example/?LoginId=x', LoginId: 'x' }, undefined],
      ['behind the fragment', { url: 'https://h.example/#loginId=x' }, undefined],
      ['a number', { loginId: 42 }, '42'],
      ['a number that is no whole one', { loginId: 4.2 }, undefined],
      [
        'with a plus that was not encoded, in the url',
        { url: 'https://h.example/?loginId=a+b/c=' },
        'a+b/c=',
      ],
      ['with a blank, in the url', { url: 'https://h.example/?loginId=a%20b' }, undefined],
      ['with a line break', { loginId: 'a\nb' }, undefined],
      ['with a blank', { loginId: 'a b' }, undefined],
      ['as long as it may be', { loginId: 'x'.repeat(256) }, 'x'.repeat(256)],
      ['too long', { loginId: 'x'.repeat(257) }, undefined],
      [
        'in a url that is as long as it may be',
        { url: `https://h.example/?loginId=x&p=${'y'.repeat(8_161)}` },
        'x',
      ],
      [
        'in a url that is too long',
        { url: `https://h.example/?loginId=x&p=${'y'.repeat(8_162)}` },
        undefined,
      ],
      ['in a script url', { url: 'javascript:alert(1)?loginId=x' }, undefined],
      ['in a script url with a line break', { url: 'java\nscript:alert(1)?loginId=x' }, undefined],
      ['in a data url', { url: 'data:text/html,x?loginId=x' }, undefined],
    ];
    for (const [name, fields, expected] of cases) {
      it(name, () => {
        const payload = { step: 'REDIRECT', ...fields };
        expect(login(payload)?.loginId).to.equal(expected);
        expect(login(JSON.stringify(payload))?.loginId, 'as JSON text').to.equal(expected);
        // Without a loginId a REDIRECT is news, and no success.
        if (expected === undefined) expect(parseConnectMessage(payload)?.type).to.equal('step');
      });
    }
  });

  it('never shows a loginId, an account id or a url in the step of a login', () => {
    const message = parseConnectMessage({
      step: 'REDIRECT',
      loginId: 'secret-login',
      accountId: 'secret-account',
      url: 'https://h.example/?loginId=secret-login',
      token: 'secret-token',
    });
    expect(JSON.stringify(message?.step)).to.not.contain('secret');
    expect(message?.step).to.deep.equal({ step: 'REDIRECT' });
  });

  describe('accounts', () => {
    const some = (length: number) => Array.from({ length }, (_, index) => `account-${index}`);
    const cases: [string, object, string[]][] = [
      ['one id', { accountId: 'a' }, ['a']],
      ['a comma list', { accountId: 'a, b,c' }, ['a', 'b', 'c']],
      ['an array', { accountId: ['a', 'b'] }, ['a', 'b']],
      ['an array in the plural', { accountIds: ['a', 'b'] }, ['a', 'b']],
      ['in the url', { url: 'https://h.example/?accountId=a,b' }, ['a', 'b']],
      ['repeated in the url', { url: 'https://h.example/?accountId=a&accountId=b' }, ['a', 'b']],
      ['in the plural in the url', { url: 'https://h.example/?accountIds=a,b' }, ['a', 'b']],
      ['with brackets in the url', { url: 'https://h.example/?accountId[]=a&accountId%5B%5D=b' }, ['a', 'b']],
      ['in the plural with brackets in the url', { url: 'https://h.example/?accountIds[]=a' }, ['a']],
      ['with a plus that was not encoded', { url: 'https://h.example/?accountId=a+1,b' }, ['a+1', 'b']],
      ['with blanks as a form writes them', { url: 'https://h.example/?accountId=a1%2C+b2' }, ['a1', 'b2']],
      ['JSON text with such blanks', { url: 'https://h.example/?accountId=["1",+"2"]' }, ['1', '2']],
      ['JSON text', { accountId: '["1","2"]' }, ['1', '2']],
      ['JSON text in the url', { url: 'https://h.example/?accountId=["1","2"]' }, ['1', '2']],
      [
        'JSON text with several such blanks',
        { url: 'https://h.example/?accountId=[++"1",++"2"]' },
        ['1', '2'],
      ],
      ['a list with several such blanks', { url: 'https://h.example/?accountId=a1,++b2' }, ['a1', 'b2']],
      ['JSON text after blanks', { accountId: '  ["1"]' }, ['1']],
      ['one id as JSON text is no list', { accountId: '"1"' }, []],
      ['ids with brackets and quotes in them', { accountId: 'a[1],b"2"' }, ['a[1]', 'b"2"']],
      ['JSON text of numbers', { accountIds: '[1, 2]' }, ['1', '2']],
      ['a number', { accountId: 7 }, ['7']],
      ['numbers', { accountIds: [7, 8] }, ['7', '8']],
      ['what only looks like JSON', { accountId: '["1",' }, []],
      ['an object as JSON text', { accountId: '{"id":"1"}' }, []],
      ['repeated ids once', { accountId: ['a', 'a'] }, ['a']],
      ['the field before the url', { accountId: 'a', url: 'https://h.example/?accountId=b' }, ['a']],
      ['nothing', {}, []],
      ['what is no id is left out', { accountId: ['a', 1.5, null, {}, 'b c', '', true] }, ['a']],
      ['as many as there may be', { accountIds: some(200) }, some(200)],
      ['more than there may be', { accountIds: some(201) }, []],
      [
        'what stands after 65,536 characters of a list is not read',
        { accountId: `a,${' '.repeat(65_536)}b` },
        ['a'],
      ],
    ];
    for (const [name, fields, expected] of cases) {
      it(name, () => {
        expect(login({ step: 'REDIRECT', loginId: 'l', ...fields })?.accountIds).to.deep.equal(expected);
      });
    }

    it('come with ACCOUNT_SELECTED too, and not in its step', () => {
      const message = parseConnectMessage({ step: 'ACCOUNT_SELECTED', accountId: 'a,b' });
      expect(message).to.deep.equal({
        type: 'accounts',
        step: { step: 'ACCOUNT_SELECTED' },
        accountIds: ['a', 'b'],
      });
    });
  });

  describe('institution', () => {
    for (const [value, expected] of [
      ['FlinksCapital', 'FlinksCapital'],
      [22, '22'],
      [null, undefined],
      [Number.NaN, undefined],
      [{ name: 'x' }, undefined],
      ['x'.repeat(201), undefined],
      ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ] as const) {
      it(`${JSON.stringify(value)?.slice(0, 30)} is ${expected?.slice(0, 30)}`, () => {
        expect(
          parseConnectMessage({ step: 'INSTITUTION_SELECTED', institution: value })?.step.institution,
        ).to.equal(expected);
      });
    }
  });

  it('takes a loginId of a REDIRECT, and of no other step', () => {
    for (const step of ['SUBMIT_CREDENTIAL', 'ACCOUNT_SELECTED', 'redirect', 'REDIRECT ']) {
      const message = parseConnectMessage({ step, loginId: 'l', url: 'https://h.example/?loginId=l' });
      expect(message?.type, step).to.be.oneOf(['step', 'accounts']);
      expect(JSON.stringify(message)).not.to.contain('loginId');
    }
  });

  it('reads an object that has a length', () => {
    expect(parseConnectMessage({ step: 'APP_MOUNTED', length: 1 })?.step).to.deep.equal({
      step: 'APP_MOUNTED',
    });
  });

  it('fills in what only the url of a REDIRECT says', () => {
    const url = 'https://h.example/?loginId=l&institution=FlinksCapital&requestId=r-1&tag=t&accountId=a';
    expect(login({ step: 'REDIRECT', url })).to.deep.equal({
      loginId: 'l',
      institution: 'FlinksCapital',
      requestId: 'r-1',
      accountIds: ['a'],
      tag: 't',
    });
    const said = { institution: 'Own', requestId: 'r-2', tag: 'own' };
    expect(login({ step: 'REDIRECT', url, ...said })).to.include(said);
  });

  describe('the details of a step', () => {
    const cases: [name: string, fields: object, expected: object][] = [
      [
        'numbers of accounts',
        { totalAccounts: 5, displayedAccounts: 0 },
        { totalAccounts: 5, displayedAccounts: 0 },
      ],
      ['no negative number', { totalAccounts: -1, displayedAccounts: -1 }, {}],
      ['no part of an account', { totalAccounts: 1.5 }, {}],
      ['no number as text', { totalAccounts: '5', displayedAccounts: [5] }, {}],
      ['whether banks came from a cache', { cached: false }, { cached: false }],
      ['no cache as text', { cached: 'true' }, {}],
      [
        'the kinds of questions',
        { mfaTypes: ['QuestionAndAnswer', 'SMS'] },
        { mfaTypes: ['QuestionAndAnswer', 'SMS'] },
      ],
      [
        'only kinds that are text',
        { mfaTypes: ['SMS', 7, null, '', 'x'.repeat(101)] },
        { mfaTypes: ['SMS'] },
      ],
      ['at most 20 kinds', { mfaTypes: Array(21).fill('SMS') }, { mfaTypes: Array(20).fill('SMS') }],
      ['no kind that is no list', { mfaTypes: 'SMS' }, {}],
      ['a request', { requestId: 'r-1' }, { requestId: 'r-1' }],
      ['no request with a blank', { requestId: 'r 1' }, {}],
    ];
    for (const [name, fields, expected] of cases)
      it(name, () => {
        const step = parseConnectMessage({ step: 'COMPONENT_LOAD_MFA', ...fields })?.step;
        expect(step).to.deep.equal({ step: 'COMPONENT_LOAD_MFA', ...expected });
        if (step?.mfaTypes) expect(step.mfaTypes).to.be.frozen;
      });
  });

  describe('codes', () => {
    it('come without a step', () => {
      expect(parseConnectMessage({ flinksCode: 'INVALID_LOGIN', requestId: 'r' })?.step).to.deep.equal({
        flinksCode: 'INVALID_LOGIN',
        requestId: 'r',
      });
    });
    it('come as the step', () => {
      expect(parseConnectMessage({ step: 'INVALID_LOGIN' })?.step.flinksCode).to.equal('INVALID_LOGIN');
    });
    it('that nobody has heard of are passed on as unknown', () => {
      expect(parseConnectMessage({ flinksCode: 'NEW_ONE' })?.step).to.deep.equal({
        flinksCode: 'NEW_ONE',
      });
    });
  });

  it('names no more than 20 kinds of questions, however many a message has', () => {
    const mfaTypes = Array.from({ length: 1_000 }, (_, index) => `kind-${index}`);
    const { step } = parseConnectMessage({ step: 'COMPONENT_LOAD_MFA', mfaTypes }) ?? {};
    expect(step?.mfaTypes).to.deep.equal(mfaTypes.slice(0, 20));
  });

  it('passes on steps that nobody has heard of', () => {
    expect(parseConnectMessage({ step: 'BRAND_NEW', other: 1 })).to.deep.equal({
      type: 'step',
      step: { step: 'BRAND_NEW' },
    });
  });

  it('freezes what it hands on', () => {
    const message = parseConnectMessage({ step: 'REDIRECT', loginId: 'l', accountId: 'a' });
    if (message?.type !== 'login') throw new Error('not a login');
    for (const part of [message.step, message.login, message.login.accountIds]) expect(part).to.be.frozen;
  });

  describe('hostile payloads', () => {
    const cyclic: Record<string, unknown> = { step: 'X' };
    cyclic.self = cyclic;
    const throwing = {
      get step(): string {
        throw new Error('no');
      },
    };
    const values: unknown[] = [
      undefined,
      null,
      true,
      0,
      1n,
      NaN,
      '',
      'REDIRECT',
      '{',
      '{"step":',
      '[]',
      '[{"step":"REDIRECT"}]',
      [],
      [[]],
      ['REDIRECT'],
      new Date(),
      new Map([['step', 'REDIRECT']]),
      /x/,
      new Error('x'),
      new ArrayBuffer(8),
      throwing,
      Symbol('step'),
      () => 'REDIRECT',
      Object.create({ step: 'REDIRECT', loginId: 'inherited' }),
      Object.assign([], { step: 'REDIRECT' }),
      Object.assign(() => {}, { step: 'REDIRECT' }),
      ' {"step":"REDIRECT"}',
      {},
      { step: '' },
      { step: 1 },
      { step: ['REDIRECT'] },
      { step: { toString: () => 'REDIRECT' } },
      { step: 'x'.repeat(101) },
      { flinksCode: 'x'.repeat(101) },
      { step: 'a\u0000b' },
      `{"step":"${'x'.repeat(70_000)}"}`,
    ];
    values.forEach((value, index) => {
      it(`ignores number ${index}, ${typeof value}`, () => {
        expect(parseConnectMessage(value)).to.equal(undefined);
      });
    });

    it('reads a cyclic object without following it', () => {
      expect(parseConnectMessage(cyclic)?.step.step).to.equal('X');
    });

    it('is not polluted by __proto__, and pollutes nothing', () => {
      const payload =
        '{"step":"X","__proto__":{"institution":"evil","polluted":1},"constructor":{"prototype":{"polluted":1}}}';
      expect(parseConnectMessage(payload)?.step).to.deep.equal({ step: 'X' });
      expect(Reflect.get({}, 'polluted')).to.equal(undefined);
    });
  });

  it('reads JSON text of up to 65,536 characters, and none that is longer', () => {
    const json = (length: number) => `{"step":"X","more":"${'x'.repeat(length - 22)}"}`;
    expect(json(65_536)).to.have.lengthOf(65_536);
    expect(parseConnectMessage(json(65_536))?.step.step).to.equal('X');
    expect(parseConnectMessage(json(65_537))).to.equal(undefined);
  });
});
