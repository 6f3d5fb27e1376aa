import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BankVisitor } from './bank-visitor.ts';
import { allScopes, inner, redirectUri, startOutbound } from './outbound-server.ts';
import { call, given } from './simulator-server.ts';

describe('GET /api/v1/authorize', () => {
  it('leads over the bank to a code, with the state, at the exact redirect_uri', async t => {
    const { authorizeUrl, origin } = await startOutbound(t);
    const { url, answer } = await new BankVisitor().decide(
      authorizeUrl({ state: 's', correlation_id: 'fce84d61-dfa8-4e2b-bd94-f1ec6a445841', unheard_of: '1' }),
    );
    assert.equal(`${url.origin}${url.pathname}`, 'https://app.example/callback');
    const { code, ...rest } = answer;
    assert.match(code ?? '', /^[\w-]{20,}$/);
    assert.deepEqual(rest, { env: 'test', state: 's', iss: origin });
  });

  it('says that the person refused, before and after signing in', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const after = await new BankVisitor().decide(authorizeUrl({ state: 's' }), 'refuse');
    const login = await new BankVisitor().go(authorizeUrl({ state: 's' }));
    const before = await login.submit('/sign-in', { username: 'nobody', password: '' });
    const refused = await before.submit('/sign-in', { username: 'Greatday', password: 'Everyday' });
    for (const { answer } of [after, await refused.submit('/decision', { decision: 'refuse' })]) {
      assert.deepEqual([answer.error, answer.state, answer.code], ['access_denied', 's', undefined]);
      assert.equal(answer.error_description, 'The user denied the access');
    }
  });

  it('asks again at every visit of the same browser, two at a time too', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const visitor = new BankVisitor();
    await visitor.decide(authorizeUrl());
    const [one, two] = [await visitor.go(authorizeUrl()), await visitor.go(authorizeUrl({ state: '2' }))];
    for (const page of [two, one]) {
      const consent = await page.submit('/sign-in', { username: 'greatday_nomfa', password: 'Everyday' });
      const { answer } = await consent.submit('/decision', {
        decision: 'approve',
        account: consent.accounts,
      });
      assert.ok(answer.code, JSON.stringify(answer));
    }
  });

  it('lets a person choose accounts, but not none', async t => {
    const { authorizeUrl, exchange, ask } = await startOutbound(t);
    const login = await new BankVisitor().go(authorizeUrl());
    const consent = await login.submit('/sign-in', { username: 'Greatday', password: 'Everyday' });
    const again = await consent.submit('/decision', { decision: 'approve' });
    assert.equal(again.status, 422);
    assert.match(again.text, /role="alert">Choose at least one account/);
    const [, chosen = ''] = again.accounts;
    const { answer } = await again.submit('/decision', {
      decision: 'approve',
      account: [chosen, 'not-mine'],
    });
    const { body } = await exchange(answer.code ?? '');
    const { body: listed } = await ask('/api/fdx/5/accounts', given(body.access_token));
    assert.deepEqual(
      listed.accounts?.map(each => inner(each).accountId),
      [chosen],
    );
  });

  it('keeps the pages strict, and in the language asked for', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const english = await new BankVisitor('en-CA').go(authorizeUrl());
    const french = await new BankVisitor('fr-CA').go(authorizeUrl());
    const asked = await new BankVisitor('en').go(authorizeUrl({ ui_locales: 'fr-CA en' }));
    assert.match(english.text, /<html lang="en">[^]*Sign in to Flinks Capital/);
    for (const { text } of [french, asked])
      assert.match(text, /<html lang="fr">[^]*Connexion à Flinks Capital/);
    const policy = english.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /form-action 'self' https:\/\/app\.example;.*frame-ancestors 'none'$/);
    assert.equal(english.headers.get('cache-control'), 'no-store');
    assert.equal(english.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(english.headers.get('cross-origin-opener-policy'), null);
  });

  it('shows what was typed as text', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const login = await new BankVisitor().go(authorizeUrl());
    const again = await login.submit('/sign-in', { username: '"><script>alert(1)</script>', password: 'x' });
    assert.match(again.text, /role="alert">The user name or the password is not right/);
    assert.ok(!again.text.includes('<script>alert'));
  });

  for (const [name, parameters] of Object.entries({
    'an unknown client': { client_id: 'dc-nobody' },
    'no redirect_uri': { redirect_uri: undefined },
    'a redirect_uri that is not registered': { redirect_uri: 'https://evil.example/' },
    'a redirect_uri with one character more': { redirect_uri: `${redirectUri}/` },
  }))
    it(`sends nobody anywhere for ${name}`, async t => {
      const { authorizeUrl } = await startOutbound(t);
      const { status, url, text } = await new BankVisitor().go(authorizeUrl(parameters));
      assert.equal(status, 400);
      assert.equal(url.hostname, '127.0.0.1');
      assert.match(text, /This page cannot be shown/);
    });

  for (const [name, parameters, error] of [
    ['an unknown provider', { provider_id: '31' }, 'invalid_request'],
    ['a suspended provider', { provider_id: '6000' }, 'temporarily_unavailable'],
    ['a provider that is not activated', { provider_id: '4000' }, 'unauthorized_client'],
    ['a provider that is out of reach', { provider_id: '8110' }, 'temporarily_unavailable'],
    ['a provider that fails', { provider_id: '8120' }, 'server_error'],
    ['a provider that was deactivated since', { provider_id: '8130' }, 'unauthorized_client'],
    ['no scope', { scope: undefined, simulate: 'auto' }, 'invalid_scope'],
    ['scopes of no meaning', { scope: 'EVERYTHING', simulate: 'auto' }, 'invalid_scope'],
    [
      'scopes the bank has not',
      { provider_id: '3000', scope: 'STATEMENTS', simulate: 'auto' },
      'invalid_scope',
    ],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['deny', { simulate: 'deny' }, 'access_denied'],
    ['error:server_error', { simulate: 'error:server_error' }, 'server_error'],
    [
      'error:temporarily_unavailable',
      { simulate: 'error:temporarily_unavailable' },
      'temporarily_unavailable',
    ],
    ['error:made_up', { simulate: 'error:made_up' }, 'made_up'],
  ] as const)
    it(`answers ${name} with ${error} and the state`, async t => {
      const { authorizeUrl } = await startOutbound(t);
      const { url, answer } = await new BankVisitor().go(authorizeUrl({ state: 's', ...parameters }));
      // An answer for the implicit flow would stand in the fragment.
      const given = url.hash ? Object.fromEntries(new URLSearchParams(url.hash.slice(1))) : answer;
      assert.deepEqual([given.error, given.state, given.code], [error, 's', undefined]);
    });

  it('approves by itself with auto, and counts what it did for a state', async t => {
    const { authorizeUrl, exchange, origin } = await startOutbound(t);
    const { answer } = await new BankVisitor().go(authorizeUrl({ state: 'abc', simulate: 'auto' }));
    const count = async () =>
      (await call(`${origin}/simulator/authorizations?state=abc`, { method: 'GET' })).body;
    assert.deepEqual(await count(), { issued: 1, exchanged: 0, refused: [] });
    await exchange(answer.code ?? '');
    assert.deepEqual(await count(), { issued: 1, exchanged: 1, refused: [] });
  });

  for (const [decision, key] of [
    ['auto', 'code'],
    ['deny', 'error'],
    ['error:server_error', 'error'],
  ] as const)
    it(`loads a document before ${decision} where an opener policy is asked for, and sets it everywhere`, async t => {
      const { authorizeUrl } = await startOutbound(t);
      const visitor = new BankVisitor();
      const page = await visitor.go(authorizeUrl({ simulate: `${decision},coop:same-origin` }));
      assert.match(page.text, /<script src="\/bank-assets\/continue\.js" defer>/);
      const { answer } = await page.submit('/continue');
      assert.ok(answer[key], JSON.stringify(answer));
      assert.ok(visitor.trail.length >= 4);
      for (const { url, headers } of visitor.trail)
        assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', url.pathname);
    });

  it('sets no opener policy that a browser does not know', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const visitor = new BankVisitor();
    await visitor.go(authorizeUrl({ simulate: 'coop:nonsense' }));
    assert.equal(
      visitor.trail.some(({ headers }) => headers.has('cross-origin-opener-policy')),
      false,
    );
  });

  it('takes long with slow', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const started = performance.now();
    await new BankVisitor().go(authorizeUrl({ simulate: 'slow:300' }));
    assert.ok(performance.now() - started >= 290);
  });

  it('shows a page for a visit that has ended, or is of another browser', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const { url } = await new BankVisitor().go(authorizeUrl());
    const { status, text } = await new BankVisitor().go(url.href);
    assert.equal(status, 404);
    assert.match(text, /This page cannot be shown/);
  });

  it('names what is shared, in words', async t => {
    const { authorizeUrl } = await startOutbound(t);
    const login = await new BankVisitor().go(authorizeUrl({ scope: allScopes, provider_id: '3000' }));
    const { text } = await login.submit('/sign-in', { username: 'Greatday', password: 'Everyday' });
    assert.deepEqual(
      [...text.matchAll(/<li>([^<]+)<\/li>/g)].map(([, item]) => item),
      ['Names and types of the accounts', 'Balances and details of the accounts', 'Transactions'],
    );
  });
});
