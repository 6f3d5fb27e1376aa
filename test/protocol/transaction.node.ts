import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  isExpired,
  isReturnPage,
  isSamePage,
  parseTransaction,
  serializeTransaction,
  type StoredTransaction,
  type Transaction,
  transactionLifetime,
} from '../../src/protocol/transaction.ts';

const now = Date.UTC(2026, 8, 1);
const least: Transaction = {
  state: 's-1',
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://h.example/link?step=2#form',
  createdAt: now,
  redirectUri: 'https://h.example/back',
  attemptId: 'a-1',
};
const most: StoredTransaction = {
  ...least,
  providerId: '1000',
  correlationId: 'c-1',
  issuer: 'https://issuer.example',
  tag: 'line 1\nline 2',
  sentRedirectUri: 'HTTPS://H.example/back',
  answer: 'https://h.example/back?code=c&state=s-1',
};
const stored = (changes: Record<string, unknown>) =>
  parseTransaction(JSON.stringify({ ...most, ...changes }));

describe('isExpired', () => {
  const minute = 60_000;
  const hour = 60 * minute;
  for (const [name, age, expected] of [
    ['just made', 0, false],
    ['29 minutes old', 29 * minute, false],
    ['exactly 30 minutes old', 30 * minute, false],
    ['a millisecond older', 30 * minute + 1, true],
    ['a day old', 24 * hour, true],
    ['of a clock that was set back a minute', -minute, false],
    ['of a clock that was set back an hour', -hour, false],
    ['from 24 hours ahead', -24 * hour, false],
    ['from more than 24 hours ahead', -24 * hour - 1, true],
    ['of no time', Number.NaN, true],
    ['of an infinite time', -Infinity, true],
  ] as const) {
    it(`${name}: ${expected ? 'expired' : 'alive'}`, () => {
      expect(isExpired({ ...least, createdAt: now - age }, now)).to.equal(expected);
    });
  }

  it('speaks of 30 minutes', () => {
    expect(transactionLifetime).to.equal(30 * minute);
  });
});

describe('parseTransaction', () => {
  it('reads back what serializeTransaction wrote, with and without what is optional', () => {
    for (const attempt of [least, most]) {
      expect(parseTransaction(serializeTransaction(attempt))).to.deep.equal(attempt);
    }
  });

  it('reads back every flow and mode', () => {
    for (const flow of ['connect', 'outbound', 'custom'] as const)
      for (const mode of ['popup', 'page', 'done'] as const)
        expect(stored({ flow, mode })).to.include({ flow, mode });
  });

  it('reads back texts of 65,536 characters', () => {
    const tag = 'x'.repeat(65_536);
    expect(stored({ tag })).to.include({ tag });
  });

  it('freezes the attempt', () => {
    expect(parseTransaction(serializeTransaction(least))).to.be.frozen;
  });

  it('leaves behind what it does not know, and borrows nothing from a prototype', () => {
    const text = serializeTransaction(least).replace(
      '{',
      '{"accessToken":"x","__proto__":{"tag":"evil","polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const attempt = parseTransaction(text);
    expect(attempt).to.deep.equal(least);
    expect(attempt?.tag).to.equal(undefined);
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
  });

  it('takes required fields from nobody else', () => {
    const { state, ...rest } = least;
    const text = JSON.stringify(rest).replace('{', `{"__proto__":{"state":"${state}"},`);
    expect(parseTransaction(text)).to.equal(undefined);
  });

  describe('gives nothing for', () => {
    for (const [index, text] of [
      null,
      '',
      ' ',
      'null',
      'undefined',
      'true',
      '1',
      '"text"',
      '[]',
      '{}',
      '{',
      '[{"state":"s"}]',
      JSON.stringify([least]),
      JSON.stringify(JSON.stringify(least)),
      serializeTransaction(least).slice(0, -1),
    ].entries()) {
      it(`number ${index}: ${text?.slice(0, 20)}`, () => {
        expect(parseTransaction(text)).to.equal(undefined);
      });
    }

    for (const name of Object.keys(least)) {
      it(`an attempt without ${name}`, () => {
        expect(stored({ [name]: undefined })).to.equal(undefined);
      });
    }

    for (const [name, given] of Object.entries(most)) {
      it(`${name} of another type`, () => {
        for (const value of [null, true, {}, [], [given]]) {
          expect(stored({ [name]: value }), JSON.stringify(value)).to.equal(undefined);
        }
        expect(stored({ [name]: name === 'createdAt' ? `${now}` : 1 })).to.equal(undefined);
      });
      if (name === 'createdAt') continue;
      it(`${name} that is too long`, () => {
        const address = /^(?:returnTo|redirectUri|answer)$/.test(name) ? 'https://h.example/' : '';
        expect(stored({ [name]: address + 'x'.repeat(65_537) })).to.equal(undefined);
      });
    }

    for (const [name, value] of [
      ['state', ''],
      ['state', 'é'],
      ['state', 'a\nb'],
      ['state', 'x'.repeat(1_025)],
      ['flow', 'express'],
      ['flow', 'toString'],
      ['flow', ''],
      ['mode', 'tab'],
      ['returnTo', ''],
      ['returnTo', '/link'],
      ['redirectUri', 'back'],
      ['redirectUri', 'https://'],
      ['answer', '?code=c&state=s'],
      ['answer', ''],
    ] as const) {
      it(`the ${name} ${JSON.stringify(value).slice(0, 20)}`, () => {
        expect(stored({ [name]: value })).to.equal(undefined);
      });
    }
  });
});

describe('isSamePage', () => {
  const url = new URL('https://h.example/back?code=c');
  for (const [page, expected] of [
    ['https://h.example/back', true],
    ['https://h.example/other', false],
    ['/back', false],
    ['', false],
    [undefined, false],
  ] as const)
    it(`${page}: ${expected}`, () => {
      expect(isSamePage(page, url)).to.equal(expected);
    });
});

describe('isReturnPage', () => {
  for (const [address, expected] of [
    ['https://h.example/back', true],
    ['https://h.example:443/back', true],
    ['https://h.example/back?code=c&state=s#hash', true],
    ['https://h.example/link', true],
    ['https://h.example/link?other=1', true],
    ['https://h.example/', false],
    ['https://h.example/back/', false],
    ['https://h.example/Back', false],
    ['https://h.example/back/more', false],
    ['https://h.example/bac', false],
    ['http://h.example/back', false],
    ['https://h.example:444/back', false],
    ['https://h.example.evil.example/back', false],
    ['https://evil.example/back', false],
    ['https://evil.example/?https://h.example/back', false],
    ['myapp://h.example/back', false],
  ] as const) {
    it(`${address}: ${expected}`, () => {
      expect(isReturnPage(least, new URL(address))).to.equal(expected);
    });
  }

  it('tells app schemes apart, whose origins are all "null"', () => {
    const attempt = { ...least, redirectUri: 'myapp://callback', returnTo: 'capacitor://localhost/' };
    expect(isReturnPage(attempt, new URL('myapp://callback?code=c'))).to.equal(true);
    expect(isReturnPage(attempt, new URL('evil://callback?code=c'))).to.equal(false);
    expect(isReturnPage(attempt, new URL('myapp://other?code=c'))).to.equal(false);
  });
});
