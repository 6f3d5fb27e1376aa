import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { serve } from '../demo/demo-site.ts';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import { linkedLogin } from '../simulator/simulator-server.ts';
import { objectOf, stringOf } from '../support/json.ts';
import { accountsIn, loginIn, redirectUri, session, setUp, urlIn, webhookSecret } from './backend-set-up.ts';
import { canRun, languages } from './backends.ts';

const loginOf = (loginId: string, accountIds: readonly string[] = [], attemptId = 'attempt-1') => ({
  type: 'login',
  flow: 'connect',
  loginId,
  accountIds,
  attemptId,
});

for (const language of languages) {
  const runs = (name: string, run: (t: TestContext) => Promise<void>) =>
    it(name, { skip: canRun(language) ? false : `${language} is not on this machine` }, run);

  describe(`the backend in ${language}`, () => {
    runs('mints a token for each call, which Connect takes once', async t => {
      const { call: ask, simulator } = await setUp(t, language);
      const answer = async () => objectOf(await ask('answerToken', session), 'the answer');
      const [first, second] = [await answer(), await answer()];
      assert.notEqual(first.token, second.token);
      assert.deepEqual(Object.keys(first), ['token']);
      for (const { token } of [first, second])
        assert.equal(simulator.world.tokens.spendOnLoad(stringOf(token, 'the token')), 'fresh');
    });

    runs('takes a login for a token, one for one, and a repeated delivery like the first', async t => {
      const { call: ask } = await setUp(t, language);
      const detail = loginOf('a-login');
      assert.equal(await ask('acceptLogin', session, detail), 409, 'without a token');
      await ask('answerToken', session);
      assert.equal(await ask('acceptLogin', { session: 'a thief' }, detail), 409);
      assert.equal(await ask('acceptLogin', session, detail), 204);
      assert.equal(await ask('acceptLogin', session, detail), 204, 'again');
      assert.equal(await ask('acceptLogin', session, loginOf('another', [], 'attempt-2')), 409);
      assert.equal(loginIn(await ask('look', session)).loginId, 'a-login');
    });

    runs('takes the login of a form, which has no attempt, and the same form again', async t => {
      const { call: ask } = await setUp(t, language);
      const detail = { type: 'login', loginId: 'a-login', accountIds: ['an-account'] };
      await ask('answerToken', session);
      assert.equal(await ask('acceptLogin', session, detail), 204);
      assert.equal(await ask('acceptLogin', session, detail), 204, 'again');
      assert.equal(await ask('acceptLogin', session, { ...detail, loginId: 'another' }), 409);
      assert.deepEqual(loginIn(await ask('look', session)).accountIds, ['an-account']);
    });

    runs('links a bank by Custom: a login for a state of its own session, once', async t => {
      const { call: ask } = await setUp(t, language);
      const url = urlIn(await ask('startCustom', session, { institution: '14' }));
      assert.equal(new URL(url).searchParams.get('redirect_uri'), redirectUri);
      const { answer } = await new BankVisitor().go(`${url}&simulate=auto`);
      const detail = { type: 'login', flow: 'custom', accountIds: [], attemptId: 'attempt-1', ...answer };
      assert.equal(await ask('acceptCustom', { session: 'a thief' }, detail), 409);
      assert.equal(await ask('acceptCustom', session, detail), 204);
      assert.equal(await ask('acceptCustom', session, detail), 204, 'the same delivery again');
      assert.equal(
        await ask('acceptCustom', session, { ...detail, attemptId: 'attempt-2' }),
        409,
        'the state is used',
      );
      const accounts = accountsIn(await ask('readAccounts', loginIn(await ask('look', session))));
      assert.ok(accounts.length > 1);
    });

    runs('asks the bank itself for the data of a Custom login', async t => {
      const bodies: unknown[] = [];
      const api = await serve(t, async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        if (request.url?.endsWith('/Authorize')) bodies.push(JSON.parse(body));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ Token: 'token-1', RequestId: 'request-1', Accounts: [] }));
      });
      const { call: ask } = await setUp(t, language, { env: { FLINKS_API_URL: api } });
      await ask('readAccounts', { ...loginOf('a-login'), flow: 'custom' });
      await ask('readAccounts', loginOf('a-login'));
      assert.deepEqual(bodies, [
        { LoginId: 'a-login', MostRecentCached: false, Save: true },
        { LoginId: 'a-login', MostRecentCached: true },
      ]);
    });

    runs('takes a Custom state for 30 minutes, and nothing malformed', async t => {
      const { call: ask } = await setUp(t, language);
      const url = urlIn(await ask('startCustom', session, { institution: '14' }));
      const state = new URL(url).searchParams.get('state');
      const detail = { ...loginOf('a-login'), flow: 'custom', state };
      for (const change of [{ flow: 'connect' }, { type: 'code' }, { state: null }, { loginId: '../x' }])
        assert.equal(await ask('acceptCustom', session, { ...detail, ...change }), 400);
      await ask('begunBefore', session, 1_801);
      assert.equal(await ask('acceptCustom', session, detail), 409);
    });

    for (const [name, change] of Object.entries({
      'of another type': { type: 'code' },
      'without a loginId': { loginId: null },
      'with a loginId that climbs': { loginId: '../x' },
      'with a loginId and a line break': { loginId: 'x\n' },
      'with account ids that are no list': { accountIds: 'x' },
      'with an account id that is none': { accountIds: [['x']] },
    }))
      runs(`refuses a login ${name}`, async t => {
        const { call: ask } = await setUp(t, language);
        await ask('answerToken', session);
        assert.equal(await ask('acceptLogin', session, { ...loginOf('a-login'), ...change }), 400);
      });

    runs('reads the accounts that the person chose, once they are there', async t => {
      const { call: ask, simulator } = await setUp(t, language, { pendingMs: 100 });
      const loginId = await linkedLogin(simulator);
      const [first, second] = accountsIn(await ask('readAccounts', loginOf(loginId)));
      assert.ok(first && first.transactions.length > 0);
      assert.ok(second);
      const chosen = accountsIn(await ask('readAccounts', loginOf(loginId, [second.id])));
      assert.deepEqual(
        chosen.map(({ id }) => id),
        [second.id],
      );
    });

    runs('hands on the question of the bank', async t => {
      const { call: ask } = await setUp(t, language, { env: { FLINKS_API_URL: await asksAQuestion(t) } });
      assert.deepEqual(await ask('readAccounts', loginOf('a-login')), { requestId: 'request-1' });
    });

    runs('says what failed, and nothing that is secret', async t => {
      const { call: ask, simulator } = await setUp(t, language);
      const loginId = 'a-login-that-is-unknown';
      await assert.rejects(ask('readAccounts', loginOf(loginId)), error => {
        assert.ok(error instanceof Error);
        const { message } = error;
        assert.match(message, /^Authorize: (401|INVALID_LOGIN)$/);
        for (const secret of [loginId, simulator.secretKey, simulator.customerId])
          assert.ok(!message.includes(secret));
        return true;
      });
    });

    for (const status of [302, 307])
      runs(`carries its keys nowhere else, whatever ${status} says`, async t => {
        const heard: unknown[] = [];
        const elsewhere = await serve(t, (request, response) => {
          heard.push(request.headers);
          response.end('{}');
        });
        const moved = await serve(t, (_, response) =>
          response.writeHead(status, { location: elsewhere }).end(),
        );
        const { call: ask } = await setUp(t, language, { env: { FLINKS_API_URL: moved } });
        await assert.rejects(ask('answerToken', session));
        assert.deepEqual(heard, []);
      });

    runs('exchanges a code of its own state, once', async t => {
      const { call: ask, visit, exchanged } = await setUp(t, language);
      const { url, detail, state } = await visit();
      assert.equal(url.searchParams.get('redirect_uri'), redirectUri);
      assert.equal(url.searchParams.get('provider_id'), '1000');
      assert.match(url.search, /scope=ACCOUNT_BASIC%20TRANSACTIONS/);
      assert.equal(state.length, 43);
      assert.equal(await ask('acceptCode', session, detail), 204);
      assert.equal(await ask('acceptCode', session, detail), 204, 'the same delivery again');
      assert.equal(await exchanged(state), 1);
      assert.equal(
        await ask('acceptCode', session, { ...detail, code: 'another' }),
        409,
        'the state is used',
      );
    });

    runs('takes a state in its own session only, and for 30 minutes', async t => {
      const { call: ask, visit, exchanged } = await setUp(t, language);
      const { detail, state } = await visit();
      await visit({ session: 'a thief' });
      assert.equal(await ask('acceptCode', { session: 'a thief' }, detail), 409);
      await ask('begunBefore', session, 1_801);
      assert.equal(await ask('acceptCode', session, detail), 409);
      assert.equal(await exchanged(state), 0);
    });

    runs('uses a state up with a code that the bank refuses, or with another issuer', async t => {
      const { call: ask, visit, exchanged } = await setUp(t, language);
      const first = await visit();
      await assert.rejects(ask('acceptCode', session, { ...first.detail, code: 'made-up' }), /token: /);
      assert.equal(await ask('acceptCode', session, first.detail), 409);
      const second = await visit();
      await assert.rejects(
        ask('acceptCode', session, { ...second.detail, iss: 'https://other.example' }),
        /issuer/,
      );
      assert.equal(await ask('acceptCode', session, second.detail), 409);
      assert.deepEqual([await exchanged(first.state), await exchanged(second.state)], [0, 0]);
    });

    for (const [name, detail] of Object.entries({
      'another type': { type: 'login', code: 'c', state: 's' },
      'no state': { type: 'code', code: 'c' },
      'a state that is no text': { type: 'code', code: 'c', state: { length: 1 } },
      'a code that is too long': { type: 'code', code: 'c'.repeat(4_097), state: 's' },
      'a code with a line break': { type: 'code', code: 'c\n', state: 's' },
    }))
      runs(`refuses ${name} in the place of a code`, async t => {
        const { call: ask } = await setUp(t, language);
        assert.equal(await ask('acceptCode', session, detail), 400);
      });

    runs('lends nothing to a state with the name of something else', async t => {
      const { call: ask, visit } = await setUp(t, language);
      await visit();
      for (const state of ['__proto__', 'constructor', '0'])
        assert.equal(await ask('acceptCode', session, { type: 'code', code: 'c', state }), 409);
    });

    runs('takes the redirect itself, and tells the page without a code', async t => {
      const { call: ask, visit, exchanged } = await setUp(t, language);
      const comeBack = async ({ search }: URL) => {
        const { pathname, searchParams } = new URL(
          stringOf(await ask('takeReturn', session, { query: search.slice(1) }), 'the Location'),
          'https://shop.example',
        );
        assert.equal(pathname, '/flinks/back.html');
        return Object.fromEntries(searchParams);
      };
      const { back, state } = await visit();
      assert.deepEqual(await comeBack(back), { state, status: 'linked' });
      assert.deepEqual(await comeBack(back), { state, status: 'linked' }, 'the same redirect again');
      assert.equal(await exchanged(state), 1);

      const denied = await visit(session, 'deny');
      assert.deepEqual(await comeBack(denied.back), { state: denied.state, error: 'access_denied' });
      assert.equal(await ask('acceptCode', session, { type: 'code', code: 'c', state: denied.state }), 409);
      const failed = await visit(session, 'error:invalid_scope');
      assert.deepEqual(await comeBack(failed.back), { state: failed.state, error: 'server_error' });
      const theirs = await visit({ session: 'another person' });
      assert.deepEqual(await comeBack(theirs.back), { state: theirs.state, error: 'server_error' });
      const twice = new URL(theirs.back);
      twice.searchParams.append('state', 'again');
      assert.deepEqual(await comeBack(twice), {});
    });

    runs('leaves nobody stranded by a token endpoint that answers with a page', async t => {
      const page = await serve(t, (_, response) => response.end('<h1>Maintenance</h1>'));
      const { call: ask } = await setUp(t, language, { env: { OUTBOUND_URL: page, OUTBOUND_ISSUER: '' } });
      const url = urlIn(await ask('startAuthorization', session, {}));
      const state = new URL(url).searchParams.get('state');
      const location = await ask('takeReturn', session, { query: `code=c&state=${state}` });
      assert.equal(location, `/flinks/back.html?state=${state}&error=server_error`);
    });

    runs('believes no webhook without a secret', async t => {
      const { call: ask } = await setUp(t, language, { env: { FLINKS_WEBHOOK_SECRET: '' } });
      const body = Buffer.from('{}');
      const signature = createHmac('sha256', '').update(body).digest('base64');
      const believed = ask('isFromFlinks', { bytes: body.toString('base64') }, signature);
      assert.notEqual(await believed.catch(() => false), true);
    });

    runs('believes a webhook that Flinks has signed, byte for byte', async t => {
      const { call: ask } = await setUp(t, language);
      const body = Buffer.from('{ "Name":"Éric\\u00e9", "Tag" : "t" }\r\n');
      const sign = (bytes: Buffer, secret = webhookSecret) =>
        createHmac('sha256', secret).update(bytes).digest('base64');
      const believes = (bytes: Buffer, signature: string) =>
        ask('isFromFlinks', { bytes: bytes.toString('base64') }, signature);
      assert.equal(await believes(body, sign(body)), true);
      assert.equal(await believes(Buffer.from(JSON.stringify(JSON.parse(String(body)))), sign(body)), false);
      for (const signature of ['', 'é', sign(body, 'another'), sign(body).slice(1), sign(body).toLowerCase()])
        assert.equal(await believes(body, signature), false, signature);
    });
  });
}

/** An API whose every login leads to a question. */
const asksAQuestion = (t: TestContext) =>
  serve(t, (request, response) => {
    const isToken = request.url?.endsWith('/GenerateAuthorizeToken');
    response.writeHead(isToken ? 200 : 203, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isToken ? { Token: 'token-1' } : { RequestId: 'request-1' }));
  });
