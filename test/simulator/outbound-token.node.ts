import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import * as oauth from 'openid-client';
import { BankVisitor } from './bank-visitor.ts';
import { plainRedirectUri, redirectUri, startOutbound, type TokenBody } from './outbound-server.ts';
import { call, given } from './simulator-server.ts';

const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

describe('POST /api/v1/token', () => {
  it('exchanges a code for tokens as Flinks prints them', async t => {
    const { tokens, clientId } = await startOutbound(t);
    const { access_token: accessToken, refresh_token: refreshToken, ...rest } = await tokens();
    assert.equal(typeof refreshToken, 'string');
    assert.deepEqual([rest.token_type, rest.expires_in], ['Bearer', 299]);
    const claims = claimsOf(accessToken);
    assert.deepEqual([claims.client_id, claims.sub], [clientId, '1000|greatday_nomfa']);
    assert.equal(Number(claims.exp) - Number(claims.iat), 299);
  });

  it('exchanges a code once; a second time ends what the first gave', async t => {
    const { authorizeUrl, exchange, ask, token } = await startOutbound(t);
    const { answer } = await new BankVisitor().go(authorizeUrl({ simulate: 'auto' }));
    const { body } = await exchange(given(answer.code));
    const again = await exchange(given(answer.code));
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
    assert.equal((await ask('/api/fdx/5/accounts', given(body.access_token))).status, 401);
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.equal(refreshed.body.error, 'invalid_grant');
  });

  for (const [name, more, error] of [
    ['another redirect_uri', { redirect_uri: `${redirectUri}/` }, 'invalid_grant'],
    ['no redirect_uri', { redirect_uri: undefined }, 'invalid_request'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['an unknown client', { client_id: 'dc-nobody' }, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a code that is no text', { code: { $ne: '' } }, 'invalid_request'],
    ['a verifier nobody asked for', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
  ] as const)
    it(`refuses ${name} with ${error}`, async t => {
      const { authorizeUrl, exchange } = await startOutbound(t);
      const { answer } = await new BankVisitor().go(authorizeUrl({ simulate: 'auto' }));
      const { status, body } = await exchange(given(answer.code), more);
      assert.ok(status === 400 || status === 401);
      assert.equal(body.error, error);
      assert.equal(typeof body.error_description, 'string');
    });

  it('takes JSON alone', async t => {
    const { origin } = await startOutbound(t);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = await call<TokenBody>(`${origin}/api/v1/token`, { headers });
    const torn = await fetch(`${origin}/api/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"grant_type":',
    });
    assert.deepEqual([form.status, form.body.error], [400, 'invalid_request']);
    assert.deepEqual([torn.status, (await torn.json()).error], [400, 'invalid_request']);
  });

  it('refreshes again and again with the same refresh token', async t => {
    const { tokens, token, ask } = await startOutbound(t);
    const first = await tokens();
    for (let count = 0; count < 3; count += 1) {
      const { status, body } = await token({
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token,
      });
      assert.deepEqual([status, body.expires_in, 'refresh_token' in body], [200, 299, false]);
      assert.notEqual(body.access_token, first.access_token);
      assert.equal((await ask('/api/fdx/5/accounts', given(body.access_token))).status, 200);
    }
  });

  it('ends an access token after its time', async t => {
    const { tokens, ask } = await startOutbound(t, { accessTokenSeconds: 1 });
    const { access_token: accessToken, expires_in: seconds } = await tokens();
    assert.equal(seconds, 1);
    await after(1100);
    assert.equal((await ask('/api/fdx/5/accounts', accessToken)).status, 401);
  });

  for (const pkce of [false, true])
    it(`serves a client library ${pkce ? 'with' : 'without'} PKCE`, async t => {
      const { origin, clientId, clientSecret, authorizeUrl } = await startOutbound(t);
      const endpoints = {
        issuer: origin,
        authorization_endpoint: `${origin}/api/v1/authorize`,
        token_endpoint: `${origin}/api/v1/token`,
      };
      const auth = oauth.ClientSecretPost(clientSecret);
      const config = new oauth.Configuration(endpoints, clientId, undefined, auth);
      oauth.allowInsecureRequests(config);
      config[oauth.customFetch] = (url, { body, ...options }) => {
        assert.ok(body instanceof URLSearchParams);
        return fetch(url, {
          ...options,
          headers: { ...options.headers, 'content-type': 'application/json' },
          body: JSON.stringify(Object.fromEntries(body)),
        });
      };
      const verifier = oauth.randomPKCECodeVerifier();
      const state = oauth.randomState();
      const challenge = {
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      const { url } = await new BankVisitor().decide(
        authorizeUrl({ state, redirect_uri: plainRedirectUri, ...(pkce && challenge) }),
      );
      const checks = { expectedState: state, ...(pkce && { pkceCodeVerifier: verifier }) };
      const exchange = () => oauth.authorizationCodeGrant(config, url, checks);
      const tokens = await exchange();
      assert.equal(tokens.token_type, 'bearer');
      const refreshed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '');
      assert.ok(refreshed.access_token);
      await assert.rejects(exchange, { error: 'invalid_grant' });
    });

  it('refuses a code that was asked for with a challenge and comes without the verifier', async t => {
    const { authorizeUrl, exchange } = await startOutbound(t);
    const code_challenge = await oauth.calculatePKCECodeChallenge(oauth.randomPKCECodeVerifier());
    const parameters = { code_challenge, code_challenge_method: 'S256', simulate: 'auto' };
    const { answer } = await new BankVisitor().go(authorizeUrl(parameters));
    for (const more of [{}, { code_verifier: oauth.randomPKCECodeVerifier() }]) {
      const { body } = await exchange(given(answer.code), more);
      assert.equal(body.error, 'invalid_grant');
    }
  });
});

describe('DELETE /api/v1/revoke', () => {
  it('ends the connection, and that one alone', async t => {
    const { tokens, token, ask } = await startOutbound(t);
    const [gone, other] = [await tokens(), await tokens()];
    const revoked = await ask('/api/v1/revoke', gone.access_token, 'DELETE');
    assert.deepEqual([revoked.status, revoked.body], [204, '']);
    assert.equal((await ask('/api/fdx/5/accounts', gone.access_token)).status, 401);
    assert.equal((await ask('/api/v1/revoke', gone.access_token, 'DELETE')).status, 401);
    const { body } = await token({ grant_type: 'refresh_token', refresh_token: gone.refresh_token });
    assert.equal(body.error, 'invalid_grant');
    assert.equal((await ask('/api/fdx/5/accounts', other.access_token)).status, 200);
  });

  it('is not for a recipient that has only its own token', async t => {
    const { clientToken, ask } = await startOutbound(t);
    assert.equal((await ask('/api/v1/revoke', await clientToken(), 'DELETE')).status, 401);
  });
});
