import { describe, it } from 'node:test';
import { expect } from 'chai';
import { connectUrl, type ConnectUrlOptions } from '../../src/protocol/connect-url.ts';
import { apiBaseUrl, connectBaseUrl } from '../../src/protocol/endpoints.ts';
import { withFlinksState } from '../../src/protocol/redirect-uri.ts';
import { errorOf } from '../support/error-of.ts';

const query = (options: ConnectUrlOptions) =>
  Object.fromEntries(connectUrl({ instance: 'toolbox', ...options }).searchParams);

describe('connectUrl', () => {
  it('of an instance is the current design of Connect', () => {
    expect(connectUrl({ instance: 'toolbox', demo: true, authorizeToken: 'a-b' }).href).to.equal(
      'https://toolbox-iframe.private.fin.ag/v2/?demo=true&authorizeToken=a-b',
    );
  });

  it('of another host keeps its path and query, and wins over instance', () => {
    const url = connectUrl({
      instance: 'toolbox',
      connectUrl: 'https://acme.connect.example/v2/?closeEnable=true',
      language: 'fr',
    });
    expect(url.href).to.equal('https://acme.connect.example/v2/?closeEnable=true&language=fr');
  });

  it('spells every option as Connect does', () => {
    expect(
      query({
        demo: true,
        language: 'fr',
        theme: 'dark',
        customerName: 'Acme & Söhne + 1',
        tag: 'a=b,c=d',
        requestId: 'r-1',
        redirectUri: 'https://host.example/done?x=1&y=2',
        authorizeToken: 't-1',
      }),
    ).to.deep.equal({
      demo: 'true',
      language: 'fr',
      theme: 'dark',
      customerName: 'Acme & Söhne + 1',
      tag: 'a=b,c=d',
      requestId: 'r-1',
      redirectUrl: 'https://host.example/done?x=1&y=2',
      authorizeToken: 't-1',
    });
  });

  it('writes a blank as %20, which every reader understands', () => {
    expect(connectUrl({ instance: 'a', customerName: 'A B+C' }).search).to.equal('?customerName=A%20B%2BC');
  });

  it('sends no token for the empty string, and nothing for false or empty options', () => {
    expect(connectUrl({ instance: 'a', authorizeToken: '', demo: false, tag: '' }).search).to.equal('');
  });

  it('sends nothing for null, which a script without types may set', () => {
    expect(connectUrl({ instance: 'a', theme: null as never, tag: null as never }).search).to.equal('');
  });

  it('opens at an institution by its name or number', () => {
    expect(connectUrl({ instance: 'a', institution: 'Banque & Cie/1' }).pathname).to.equal(
      '/v2/Credential/Banque%20%26%20Cie%2F1',
    );
    expect(connectUrl({ connectUrl: 'https://h.example/v2', institution: '14' }).pathname).to.equal(
      '/v2/Credential/14',
    );
  });

  it('opens at an institution whose name has dots', () => {
    for (const institution of ['B.C. Credit Union', '.bank', 'bank.'])
      expect(connectUrl({ instance: 'a', institution }).pathname).to.equal(
        `/v2/Credential/${encodeURIComponent(institution)}`,
      );
  });

  for (const institution of ['.', '..', '...']) {
    it(`refuses the institution "${institution}", which would name another page of Connect`, () => {
      for (const base of [{ instance: 'a' }, { connectUrl: 'https://h.example/v2/' }]) {
        const error = errorOf(() => connectUrl({ ...base, institution }));
        expect(error.code).to.equal('invalid-configuration');
        expect(error.message).to.contain('institution');
      }
    });
  }

  describe('params', () => {
    it('are written as text, lists joined by commas, nothing left out but null and undefined', () => {
      expect(
        query({
          params: {
            accountSelectorEnable: true,
            backEnable: false,
            maximumRetry: 3,
            resumeSelectedAccounts: ['a', 'b'],
            daysOfTransactions: undefined,
            somethingNew: 'as it is',
            nothing: null,
          },
        }),
      ).to.deep.equal({
        accountSelectorEnable: 'true',
        backEnable: 'false',
        maximumRetry: '3',
        resumeSelectedAccounts: 'a,b',
        somethingNew: 'as it is',
      });
    });

    it('may be a query string, with or without its question mark', () => {
      expect(query({ params: '?closeEnable=true&x=a%20b' })).to.deep.equal({ closeEnable: 'true', x: 'a b' });
    });

    it('yield to options, and win over the query of connect-url', () => {
      const url = connectUrl({
        connectUrl: 'https://h.example/?a=url&b=url&language=url',
        params: 'b=params&language=params',
        language: 'fr',
      });
      expect(Object.fromEntries(url.searchParams)).to.deep.equal({ a: 'url', b: 'params', language: 'fr' });
    });

    for (const [name, remedy] of [
      ['webview', 'native shell'],
      ['stringify', 'remove it'],
      ['authorizeToken', 'authorize-token'],
      ['redirectUrl', 'redirect-uri'],
      ['REDIRECTURL', 'redirect-uri'],
    ] as const) {
      it(`refuse ${name}, saying why`, () => {
        const error = errorOf(() => connectUrl({ instance: 'a', params: { [name]: 'value-of-it' } }));
        expect(error.code).to.equal('invalid-configuration');
        expect(error.message).to.contain(`params must not contain "${name}"`).and.contain(remedy);
        expect(error.message).not.to.contain('value-of-it');
      });
    }

    for (const name of [
      'secretKey',
      'client_secret',
      'x-api-key',
      'apiKey',
      'accessToken',
      'flinks-auth-key',
      'Refresh-Token',
    ]) {
      it(`refuse the credential ${name} by its name, in an object, a query string and connect-url`, () => {
        for (const [setting, options] of [
          ['params', { instance: 'a', params: { [name]: 'value-of-it' } }],
          ['params', { instance: 'a', params: `${name}=value-of-it` }],
          ['connect-url', { connectUrl: `https://h.example/?${name}=value-of-it` }],
        ] as const) {
          const error = errorOf(() => connectUrl(options));
          expect(error.message).to.contain(setting);
          expect(error.code).to.equal('invalid-configuration');
          expect(error.message).to.contain(name).and.contain('server').and.not.contain('value-of-it');
        }
      });
    }

    it('refuse what has no text form', () => {
      // As JavaScript can pass it.
      for (const value of [{ y: 1 }, () => 'y', Symbol('y'), 1n])
        expect(errorOf(() => connectUrl({ instance: 'a', params: { x: value as never } })).message).to.match(
          /params\.x must be a string, number, boolean, or list/,
        );
    });

    it('refuse JSON as text, which would be a parameter of a strange name', () => {
      for (const params of ['{"closeEnable":true}', ' [1]'])
        expect(errorOf(() => connectUrl({ instance: 'a', params })).message).to.contain(
          'params must be a query string',
        );
      const { searchParams } = connectUrl({ instance: 'a', params: 'x={"y":1}' });
      expect(searchParams.get('x')).to.equal('{"y":1}');
    });
  });
});

describe('endpoints', () => {
  for (const instance of [
    'evil.example/',
    'a.b',
    '-a',
    'a-',
    'a@b',
    'a/b',
    'a?b',
    'a#b',
    'a:1',
    ' a',
    'ä',
    'a'.repeat(57),
    '\u0000',
  ]) {
    it(`refuse the instance ${JSON.stringify(instance).slice(0, 20)}`, () => {
      const error = errorOf(() => connectBaseUrl({ instance }));
      expect(error.code).to.equal('invalid-configuration');
      expect(error.message).to.contain('instance');
    });
  }

  it('take the longest name of an instance', () => {
    const instance = 'a'.repeat(56);
    expect(connectBaseUrl({ instance }).hostname).to.equal(`${instance}-iframe.private.fin.ag`);
    expect(connectBaseUrl({ instance: 'Tool-Box2' }).hostname).to.equal('tool-box2-iframe.private.fin.ag');
  });

  it('name connect-url to those who set instance to a URL', () => {
    const error = errorOf(() => connectBaseUrl({ instance: 'https://toolbox.example/' }));
    expect(error.message).to.match(/instance must be the name.*connect-url/);
  });

  for (const [connectUrlValue, hint] of [
    ['/v2/', 'absolute'],
    ['h.example/v2/', 'absolute'],
    ['http://h.example/', 'https'],
    ['http://localhost.evil.example/', 'https'],
    ['http://evillocalhost/', 'https'],
    ['http://evil.localhost.example/', 'https'],
    ['http://[::2]/', 'https'],
    ['http://127.0.0.1.evil.example/', 'https'],
    ['ftp://h.example/', 'https'],
    ['ftp://localhost/', 'https'],
    ['javascript://localhost/%0aalert(1)', 'https'],
    ['javascript:alert(1)', 'https'],
    [' java\nscript:alert(1)', 'https'],
    ['data:text/html,x', 'https'],
    ['https://user@h.example/', 'user name'],
    ['https://:secret@h.example/', 'user name'],
    ['https://h.example/#x', 'fragment'],
  ] as const) {
    it(`refuse the connect-url ${JSON.stringify(connectUrlValue)}`, () => {
      const error = errorOf(() => connectBaseUrl({ connectUrl: connectUrlValue }));
      expect(error.code).to.equal('invalid-configuration');
      expect(error.message).to.contain('connect-url').and.contain(hint);
    });
  }

  for (const loopback of [
    'http://localhost:3001/',
    'http://127.0.0.1:3001/',
    'http://127.10.20.30/',
    'http://[::1]:3001/',
    'http://flinks.localhost/',
  ]) {
    it(`accept http on loopback: ${loopback}`, () => {
      expect(connectBaseUrl({ connectUrl: loopback }).href).to.equal(loopback);
    });
  }

  it('say what to set when nothing is set', () => {
    const error = errorOf(() => connectBaseUrl({}));
    expect(error.message).to.contain('instance').and.contain('connect-url');
    expect(error.help).to.match(/\/docs\/errors\/invalid-configuration\.md$/);
  });

  it('name the API of an instance', () => {
    expect(apiBaseUrl('toolbox').href).to.equal('https://toolbox-api.private.fin.ag/');
  });
});

describe('redirect-uri', () => {
  for (const redirectUri of [
    'https://h.example/a?b=c',
    'http://localhost:3000/back',
    'http://127.0.0.1/back',
    'myapp://callback',
    'com.example.app:/oauth2redirect',
  ]) {
    it(`may be ${redirectUri}`, () => {
      expect(query({ redirectUri }).redirectUrl).to.equal(redirectUri);
    });
  }
  for (const [redirectUri, hint] of [
    ['/back', 'absolute'],
    ['https://', 'absolute'],
    ['http://h.example/', 'https'],
    ['javascript://x/%0aalert(1)', 'https'],
    ['JavaScript:/x', 'https'],
    ['vbscript://x', 'https'],
    ['data://x', 'https'],
    ['file:///x', 'https'],
    ['ws://h.example/', 'https'],
    ['wss://h.example/', 'https'],
    ['ftp://h.example/', 'https'],
    ['blob:https://h.example/1', 'https'],
    ['about:blank', 'https'],
    ['mailto:a@h.example', 'https'],
    ['https://u@h.example/', 'user name'],
    ['https://h.example/#f', 'fragment'],
    ['https://h.example/#', 'fragment'],
    ['myapp://callback#f', 'fragment'],
  ] as const) {
    it(`may not be ${redirectUri}`, () => {
      expect(errorOf(() => query({ redirectUri })).message)
        .to.contain('redirect-uri')
        .and.contain(hint);
    });
  }
});

describe('withFlinksState', () => {
  for (const [redirectUri, expected] of [
    ['https://h.example/back', 'https://h.example/back?flinks_state=s%201'],
    ['https://h.example', 'https://h.example?flinks_state=s%201'],
    ['https://h.example/back?', 'https://h.example/back?flinks_state=s%201'],
    ['https://h.example/?a=b+c&d=%7e&&e', 'https://h.example/?a=b+c&d=%7e&&e&flinks_state=s%201'],
    ['https://h.example/?a=b?c=d', 'https://h.example/?a=b?c=d&flinks_state=s%201'],
    ['https://h.example/?flinks_state=old&a=b', 'https://h.example/?a=b&flinks_state=s%201'],
    ['https://h.example/?flinks%5Fstate=old', 'https://h.example/?flinks_state=s%201'],
    ['HTTPS://H.example/Ä', 'HTTPS://H.example/Ä?flinks_state=s%201'],
    ['myapp://callback', 'myapp://callback?flinks_state=s%201'],
  ] as const) {
    it(`makes ${expected} of ${redirectUri}`, () => {
      expect(withFlinksState(redirectUri, 's 1')).to.equal(expected);
    });
  }

  it('refuses what is no address to come back to', () => {
    expect(errorOf(() => withFlinksState('https://h.example/#f', 's')).message).to.contain('redirect-uri');
  });
});
