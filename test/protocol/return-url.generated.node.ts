import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { FlinksLinkError } from '../../src/errors.ts';
import { isResponse, readReturn, responseState, withoutResponse } from '../../src/protocol/return-url.ts';
import type { Transaction } from '../../src/protocol/transaction.ts';

const now = Date.UTC(2026, 8, 1);
const state = 'state-7f3a';
const page = 'https://h.example/back';
const transactionOf = (flow: Transaction['flow']): Transaction => ({
  state,
  flow,
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://h.example/link',
  createdAt: now - 60_000,
  redirectUri: page,
  attemptId: 'a-1',
});

describe('generated returns', () => {
  const names = fc.constantFrom(
    ...'code state error error_description iss status loginId institution accountId tag flinks_state x'.split(
      ' ',
    ),
    '__proto__',
    '?code',
    'STATE',
  );
  const values = fc.oneof(
    fc.constantFrom(
      state,
      state,
      'linked',
      'access_denied',
      'server_error',
      'c',
      '',
      'a b',
      'é',
      '\n',
      `${state}x`,
    ),
    fc.string({ maxLength: 20 }),
  );
  const pairs = fc.array(fc.tuple(names, values), { maxLength: 6 });
  const query = fc.oneof(
    pairs.map(list => `?${new URLSearchParams(list)}`),
    pairs.map(list => `?state=${state}&${new URLSearchParams(list)}`),
    pairs.map(list => `?${list.map(pair => pair.join('=')).join('&')}`),
    fc
      .tuple(
        fc.constantFrom('state', 'flinks_state'),
        fc.constantFrom('code', 'loginId', 'status', 'error'),
        values,
      )
      .map(
        ([first, name, value]) =>
          `?${new URLSearchParams([
            [first, state],
            [name, value],
          ])}`,
      ),
    fc.webQueryParameters().map(text => `?${text}`),
    fc.string({ unit: 'binary' }),
  );
  const flows = fc.constantFrom('outbound', 'custom', 'connect');
  const urls = query.map(text => {
    const url = new URL(page);
    url.search = text;
    return url;
  });

  it('throw nothing but errors of ours, and deliver nothing without the right state', () => {
    let delivered = 0;
    fc.assert(
      fc.property(urls, flows, (url, flow) => {
        try {
          const result = readReturn(url, transactionOf(flow), now);
          delivered++;
          const name = flow === 'connect' ? 'flinks_state' : 'state';
          expect(url.searchParams.getAll(name)).to.deep.equal([state]);
          if (result.type === 'code') expect(url.searchParams.getAll('code')).to.contain(result.code);
          // A plus in an id stands for itself.
          const written = new URLSearchParams(url.search.replaceAll('+', '%2B'));
          if (result.type === 'login') expect(written.getAll('loginId')).to.contain(result.loginId);
          expect(isResponse(url)).to.equal(true);
        } catch (error) {
          if (!(error instanceof FlinksLinkError)) throw error;
          expect(error.message + JSON.stringify(error.cause)).not.to.contain(state);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(delivered).to.be.above(20);
  });

  it('leave an address bar without an answer, once and for all, with everything foreign in it', () => {
    const ours =
      /^(?:code|state|error|error_description|error_uri|iss|status|loginId|institution|accountId|requestId|tag|demo|flinks_state)$/;
    fc.assert(
      fc.property(urls, fc.string(), (url, hash) => {
        url.hash = hash;
        const clean = withoutResponse(url);
        expect(isResponse(clean)).to.equal(false);
        expect(responseState(clean)).to.equal(undefined);
        expect(withoutResponse(clean).href).to.equal(clean.href);
        expect(clean.hash).to.equal(url.hash);
        expect([...clean.searchParams]).to.deep.equal(
          [...url.searchParams].filter(([name]) => !ours.test(name)),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('come back to the redirect URI as it was', () => {
    fc.assert(
      fc.property(pairs, pairs, (own, answer) => {
        const before = new URL(page);
        before.search = new URLSearchParams(own.filter(([name]) => name !== 'flinks_state')).toString();
        const after = new URL(before);
        for (const [name, value] of answer.filter(
          ([word]) => /^[a-z]+$/i.test(word) && !/^(?:x|STATE)$/.test(word),
        )) {
          after.searchParams.append(name, value);
        }
        const clean = withoutResponse(after, before.href);
        expect([...clean.searchParams]).to.deep.equal([...before.searchParams]);
        expect(withoutResponse(clean, before.href).href).to.equal(clean.href);
      }),
      { numRuns: 3_000 },
    );
  });
});
