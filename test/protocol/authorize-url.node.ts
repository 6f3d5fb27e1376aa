import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  type CustomOptions,
  customUrl,
  type OutboundOptions,
  outboundUrl,
  readAuthorize,
} from '../../src/protocol/authorize-url.ts';
import { errorOf } from '../support/error-of.ts';

const ready = 'https://ob.example/api/v1/authorize?response_type=code&client_id=dc-1&state=s-1';
const long = 'x'.repeat(1_024);

describe('readAuthorize', () => {
  describe('reads', () => {
    const cases: [name: string, value: unknown, state: string, href?: string][] = [
      ['text', ready, 's-1'],
      ['a URL', new URL(ready), 's-1'],
      ['text beside its state', { url: 'https://h.example/start', state: 's-2' }, 's-2'],
      ['a URL beside its state', { url: new URL('https://h.example/start'), state: 's-2' }, 's-2'],
      ['text and no state beside it', { url: ready }, 's-1'],
      ['text and an undefined state beside it', { url: ready, state: undefined }, 's-1'],
      ['the JSON of a backend that says null', { url: ready, state: null }, 's-1'],
      ['the same state twice, inside and beside', { url: ready, state: 's-1' }, 's-1'],
      [
        'a pushed request',
        { url: 'https://ob.example/authorize?client_id=dc-1&request_uri=urn:x:1', state: 's-3' },
        's-3',
      ],
      ['http on loopback', 'http://localhost:4000/start?state=s', 's'],
      ['an encoded state', 'https://h.example/?state=a%20b%2Bc%7E', 'a b+c~'],
      ['a state as long as it may be', `https://h.example/?state=${long}`, long],
      ['a state beside an empty one', { url: 'https://h.example/?state=', state: 's-4' }, 's-4'],
    ];
    for (const [name, value, state] of cases) {
      it(name, () => {
        const beside = typeof value === 'object' && value && 'url' in value ? value.url : undefined;
        const read = readAuthorize(value);
        expect(read.state).to.equal(state);
        expect(read.url.href).to.equal(new URL(String(beside ?? value)).href);
      });
    }
  });

  it('changes nothing about the URL, and not the one it was given', () => {
    const url = new URL('https://h.example/a%2Fb?b=1&a=%7e+%20&&state=s&redirect_uri=https://H.example');
    const { href } = url;
    const read = readAuthorize(url);
    expect(read.url.href).to.equal(href);
    expect(read.url).not.to.equal(url);
    expect(url.href).to.equal(href);
  });

  it('reads redirect_uri byte for byte, where there is one', () => {
    const at = (redirectUri: string) =>
      readAuthorize(`${ready}&redirect_uri=${encodeURIComponent(redirectUri)}`).redirectUri;
    for (const redirectUri of ['https://H.example:443', 'https://h.example/a?b=c d+e', 'myapp:/x']) {
      expect(at(redirectUri)).to.equal(redirectUri);
    }
    expect('redirectUri' in readAuthorize(ready)).to.equal(false);
    expect('redirectUri' in readAuthorize(`${ready}&redirect_uri=`)).to.equal(false);
  });

  describe('refuses', () => {
    const cases: [name: string, value: unknown, hint: string][] = [
      ['nothing', undefined, '{ url, state }'],
      ['null', null, '{ url, state }'],
      ['a number', 1, '{ url, state }'],
      ['a boolean', true, '{ url, state }'],
      ['an empty object', {}, '{ url, state }'],
      ['a function', () => ready, '{ url, state }'],
      ['a list', [ready], '{ url, state }'],
      ['a URL that is a number', { url: 5, state: 's' }, '{ url, state }'],
      ['an object in its place', { url: { url: ready }, state: 's' }, '{ url, state }'],
      ['a state and no URL', { state: 's' }, '{ url, state }'],
      ['empty text', '', 'absolute'],
      ['an empty url', { url: '', state: 's' }, 'absolute'],
      ['a path', '/start?state=s', 'absolute'],
      ['http', 'http://h.example/?state=s', 'https'],
      ['a script', 'javascript:alert(1)//?state=s', 'https'],
      ['an app', 'myapp://x?state=s', 'https'],
      ['data', 'data:text/html,x?state=s', 'https'],
      ['user info', 'https://u:p@h.example/?state=s', 'user name'],
      ['a fragment', 'https://h.example/?state=s#f', 'fragment'],
      ['an empty fragment', 'https://h.example/?state=s#', 'fragment'],
      ['a credential', `${ready}&client_secret=value-of-it`, 'client_secret'],
      ['no state', 'https://h.example/', 'has no state'],
      ['an empty state', 'https://h.example/?state=', 'has no state'],
      ['a state in capitals', 'https://h.example/?State=s', 'has no state'],
      ['two states', `${ready}&state=s-2`, 'more than one state'],
      ['the same state twice', `${ready}&state=s-1`, 'more than one state'],
      ['two states, one of them beside', { url: ready, state: 's-2' }, 'more than one state'],
      ['two states and one of them beside', { url: `${ready}&state=s-2`, state: 's-1' }, 'more than one'],
      ['an empty state beside one', { url: ready, state: '' }, 'more than one state'],
      ['an empty state beside none', { url: 'https://h.example/', state: '' }, '1 to 1,024'],
      ['a number as the state', { url: 'https://h.example/', state: 7 }, '1 to 1,024'],
      ['a list as the state', { url: ready, state: ['s-1'] }, 'more than one state'],
      ['a list as the only state', { url: 'https://h.example/', state: ['s-1'] }, '1 to 1,024'],
      ['a state that is too long', `https://h.example/?state=${long}x`, '1 to 1,024'],
      ['a state that is not ASCII', 'https://h.example/?state=%C3%A9', '1 to 1,024'],
      ['a state with a line break', 'https://h.example/?state=a%0Ab', '1 to 1,024'],
      ['a state with a line break, beside', { url: 'https://h.example/', state: 'a\n' }, '1 to 1,024'],
    ];
    for (const [name, value, hint] of cases) {
      it(name, () => {
        const error = errorOf(() => readAuthorize(value));
        expect(error.code).to.equal('invalid-configuration');
        expect(error.message).to.contain('authorize-url').and.contain(hint);
        expect(error.message).not.to.match(/s-[12]|value-of-it|xxx/);
      });
    }
  });
});

describe('outboundUrl', () => {
  const options: OutboundOptions = {
    outboundUrl: 'https://ob.example',
    clientId: 'dc-1',
    redirectUri: 'https://h.example/back',
    scope: 'ACCOUNT_BASIC TRANSACTIONS',
  };

  it('is the documented request, with %20 for a blank', () => {
    expect(outboundUrl(options, 's-1').href).to.equal(
      'https://ob.example/api/v1/authorize?response_type=code&client_id=dc-1' +
        '&redirect_uri=https%3A%2F%2Fh.example%2Fback&scope=ACCOUNT_BASIC%20TRANSACTIONS&state=s-1',
    );
  });

  it('has a provider and a correlation id where they are set', () => {
    const { searchParams } = outboundUrl({ ...options, providerId: '1000', correlationId: 'a b+c' }, 's-1');
    expect(searchParams.get('provider_id')).to.equal('1000');
    expect(searchParams.get('correlation_id')).to.equal('a b+c');
    expect(outboundUrl({ ...options, providerId: '', correlationId: undefined }, 's').search).to.equal(
      outboundUrl(options, 's').search,
    );
  });

  for (const [base, expected] of [
    ['https://ob.example', 'https://ob.example/api/v1/authorize'],
    ['https://ob.example/', 'https://ob.example/api/v1/authorize'],
    ['https://ob.example//', 'https://ob.example/api/v1/authorize'],
    ['https://ob.example:8443', 'https://ob.example:8443/api/v1/authorize'],
    ['https://gate.example/flinks', 'https://gate.example/flinks/api/v1/authorize'],
    ['https://gate.example/flinks/', 'https://gate.example/flinks/api/v1/authorize'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/api/v1/authorize'],
  ] as const) {
    it(`of ${base} has no double slash`, () => {
      const { origin, pathname } = outboundUrl({ ...options, outboundUrl: base }, 's');
      expect(origin + pathname).to.equal(expected);
    });
  }

  it('keeps the query of its base, and lets nothing in there win', () => {
    const url = outboundUrl(
      { ...options, outboundUrl: 'https://ob.example/?env=a+b&state=x&scope=y' },
      's-1',
    );
    expect(url.search).to.match(/^\?env=a%20b&/);
    expect(url.searchParams.getAll('state')).to.deep.equal(['s-1']);
    expect(url.searchParams.getAll('scope')).to.deep.equal([options.scope]);
  });

  for (const [option, attribute] of [
    ['outboundUrl', 'outbound-url'],
    ['clientId', 'client-id'],
    ['scope', 'scope'],
    ['redirectUri', 'redirect-uri'],
  ] as const) {
    it(`needs ${attribute}`, () => {
      for (const value of [undefined, '']) {
        const error = errorOf(() => outboundUrl({ ...options, [option]: value }, 's'));
        expect(error.code).to.equal('invalid-configuration');
        expect(error.message).to.match(new RegExp(`^${attribute} is missing`));
      }
    });
  }

  for (const [changes, attribute] of [
    [{ outboundUrl: 'ob.example' }, 'outbound-url'],
    [{ outboundUrl: 'http://ob.example' }, 'outbound-url'],
    [{ outboundUrl: 'https://u@ob.example' }, 'outbound-url'],
    [{ outboundUrl: 'https://ob.example#' }, 'outbound-url'],
    [{ outboundUrl: 'https://ob.example/?client_secret=x' }, 'outbound-url'],
    [{ redirectUri: '/back' }, 'redirect-uri'],
    [{ redirectUri: 'http://h.example/' }, 'redirect-uri'],
    [{ redirectUri: 'https://h.example/#f' }, 'redirect-uri'],
    [{ redirectUri: 'https://u@h.example/' }, 'redirect-uri'],
    [{ redirectUri: 'javascript:/x' }, 'redirect-uri'],
  ] as const) {
    it(`refuses ${JSON.stringify(changes)}`, () => {
      expect(errorOf(() => outboundUrl({ ...options, ...changes }, 's')).message).to.contain(attribute);
    });
  }
});

describe('customUrl', () => {
  const options: CustomOptions = { instance: 'toolbox', redirectUri: 'https://h.example/back' };

  it('is the documented request, with the names of the API reference', () => {
    const url = customUrl({ ...options, institution: '14', language: 'fr', tag: 'a b' }, 's-1');
    expect(url.href).to.equal(
      'https://toolbox-api.private.fin.ag/v3/oauth/authorize?institution_id=14' +
        '&redirect_uri=https%3A%2F%2Fh.example%2Fback&state=s-1&lang=fr&tag=a%20b',
    );
  });

  it('leaves out what is not set', () => {
    expect(customUrl({ ...options, institution: '' }, 's-1').search).to.equal(
      '?redirect_uri=https%3A%2F%2Fh.example%2Fback&state=s-1',
    );
  });

  it('is read back by readAuthorize', () => {
    const { state, redirectUri } = readAuthorize(customUrl(options, 's-1'));
    expect([state, redirectUri]).to.deep.equal(['s-1', options.redirectUri]);
  });

  for (const [changes, attribute] of [
    [{ instance: undefined }, 'instance'],
    [{ instance: '' }, 'instance'],
    [{ instance: 'evil.example/' }, 'instance'],
    [{ redirectUri: undefined }, 'redirect-uri'],
    [{ redirectUri: 'http://h.example/' }, 'redirect-uri'],
    [{ redirectUri: 'https://h.example/#' }, 'redirect-uri'],
  ] as const) {
    it(`refuses ${JSON.stringify(changes)}: ${attribute}`, () => {
      const error = errorOf(() => customUrl({ ...options, ...changes }, 's'));
      expect(error.code).to.equal('invalid-configuration');
      expect(error.message).to.contain(attribute);
    });
  }
});
