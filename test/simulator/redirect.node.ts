import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { append, isNavigable, redirectMessage, redirectUrl } from '../../demo/simulator/app/redirect.ts';
import { parseSimulation } from '../../demo/simulator/simulation.ts';

const ending = (parameters: Record<string, string>, simulate = '', accountIds: string[] = []) => ({
  parameters,
  simulation: parseSimulation(simulate),
  origin: 'https://connect.example',
  signedIn: { loginId: 'L', requestId: 'R' },
  institution: { name: 'FlinksCapital', id: 14 },
  accountIds,
});

describe('the address of REDIRECT', () => {
  it('is the built-in result page without a redirectUrl', () => {
    assert.equal(
      redirectUrl(ending({ demo: 'true' })),
      'https://connect.example/v2/Result/FlinksCapital?thank-you=true&demo=true&loginId=L&institution=FlinksCapital',
    );
  });

  for (const [redirect, expected] of [
    ['https://a.example', 'https://a.example?loginId=L&institution=FlinksCapital'],
    ['https://a.example/x?lead=6', 'https://a.example/x?lead=6&loginId=L&institution=FlinksCapital'],
    [
      'https://a.example/x?flinks_state=abc',
      'https://a.example/x?flinks_state=abc&loginId=L&institution=FlinksCapital',
    ],
    ['https://a.example/x?', 'https://a.example/x?loginId=L&institution=FlinksCapital'],
    ['https://a.example/x?q=1#top', 'https://a.example/x?q=1&loginId=L&institution=FlinksCapital#top'],
    ['myapp://callback', 'myapp://callback?loginId=L&institution=FlinksCapital'],
  ] as const) {
    it(`keeps ${redirect} as it is`, () => {
      assert.equal(redirectUrl(ending({ redirectUrl: redirect })), expected);
    });
  }

  for (const [order, expected] of [
    ['', 'demo,loginId,tag,accountId,institution'],
    ['order:first', 'loginId,demo,tag,accountId,institution'],
    ['order:middle', 'demo,tag,accountId,loginId,institution'],
    ['order:last', 'demo,tag,accountId,institution,loginId'],
    ['redirectWithoutLogin', 'demo,tag,accountId,institution'],
  ] as const) {
    it(`puts loginId where "${order}" says`, () => {
      const url = redirectUrl(
        ending({ redirectUrl: 'https://a.example/', demo: 'true', tag: 'a b&c' }, order, ['1', '2']),
      );
      const query = new URL(url).searchParams;
      assert.equal([...query.keys()].join(','), expected);
      assert.deepEqual([query.get('tag'), query.get('accountId')], ['a b&c', '1,2']);
    });
  }

  it('is no script', () => {
    assert.deepEqual(
      ['javascript:alert(1)', 'data:text/html,x', 'nothing', 'myapp://x', 'https://a'].map(isNavigable),
      [false, false, false, true, true],
    );
    assert.equal(append('https://a/?', []), 'https://a/?');
  });
});

describe('the message of REDIRECT', () => {
  it('carries both forms side by side', () => {
    const { url, ...rest } = redirectMessage(
      ending({ tag: 't', redirectUrl: 'https://a.example/' }, '', ['1']),
    );
    assert.deepEqual(rest, {
      step: 'REDIRECT',
      institution: 'FlinksCapital',
      loginId: 'L',
      requestId: 'R',
      accountId: '1',
      tag: 't',
    });
    assert.equal(new URL(url ?? '').searchParams.get('loginId'), 'L');
  });

  for (const [simulate, expected] of [
    [
      'loginId:top',
      { step: 'REDIRECT', institution: 'FlinksCapital', loginId: 'L', requestId: 'R', accountId: '1,2' },
    ],
    [
      'loginId:top,institution:number,accounts:array',
      { step: 'REDIRECT', institution: 14, loginId: 'L', requestId: 'R', accountId: ['1', '2'] },
    ],
    [
      'loginId:top,institution:null,accounts:one',
      { step: 'REDIRECT', institution: null, loginId: 'L', requestId: 'R', accountId: '1' },
    ],
  ] as const) {
    it(`has the shape of ${simulate}`, () => {
      assert.deepEqual(redirectMessage(ending({}, simulate, ['1', '2'])), expected);
    });
  }

  it('names no login but in the url, or nowhere', () => {
    const inUrl = redirectMessage(ending({}, 'loginId:url'));
    assert.deepEqual(['loginId' in inUrl, inUrl.url?.includes('loginId=L')], [false, true]);
    assert.equal(
      JSON.stringify(redirectMessage(ending({}, 'redirectWithoutLogin'))).includes('loginId'),
      false,
    );
  });
});

describe('simulate', () => {
  it('reads names and values, the later ones win, and ignores what it does not know', () => {
    assert.deepEqual(parseSimulation('slow:5, auto,nonsense,__proto__:1', 'slow:9,,order:last'), {
      slow: '9',
      auto: '',
      order: 'last',
    });
    assert.deepEqual(parseSimulation(undefined), {});
  });
});
