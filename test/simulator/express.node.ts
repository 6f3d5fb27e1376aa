import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Webhooks } from '../../demo/simulator/express/webhooks.ts';
import { BankVisitor } from './bank-visitor.ts';
import { person, type Received, sign, startExpress, stepOf, toSignIn, walk } from './express-visitor.ts';
import { authorize, call, given } from './simulator-server.ts';

describe('the Express site', () => {
  it('leads from the identity to the accounts, and leaves nothing in the address', async t => {
    const { address, hear } = await startExpress(t);
    const visitor = new BankVisitor();
    const page = await visitor.go(address({ tag: 't' }));
    assert.match(page.url.href, /\/visits\/[0-9a-f-]{36}$/);
    assert.equal(stepOf(page), 'identity');
    await walk(address({ tag: 't' }));
    assert.deepEqual(
      (await hear(2)).map(({ json }) => json.ResponseType),
      ['KYC', 'GetAccountsDetail'],
    );
  });

  it('is a strict site of its own, on every page', async t => {
    const { address } = await startExpress(t);
    const visitor = new BankVisitor();
    await toSignIn(address(), { visitor });
    await visitor.go(new URL('/visits/nobody', address()).href);
    for (const { headers } of visitor.trail) {
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  const wrongIdentities: [string, Record<string, string>, RegExp][] = [
    ['one name', { name: 'Zoé' }, /Enter your full name/],
    ['no date', { birthDate: '' }, /Enter a date of birth/],
    ['a date that does not exist', { birthDate: '1990-13-40' }, /Enter a date of birth/],
    ['a date to come', { birthDate: '2990-01-01' }, /Enter a date of birth/],
    [
      'the date of a minor',
      { birthDate: `${new Date().getUTCFullYear() - 17}-01-01` },
      /at least 18 years old/,
    ],
    ['no email', { email: 'zoe' }, /Enter an email address/],
  ];
  for (const [name, wrong, says] of wrongIdentities)
    it(`asks again after ${name}, and keeps what was typed`, async t => {
      const { address } = await startExpress(t);
      const first = await new BankVisitor().go(address());
      const typed = { ...person, ...wrong };
      const again = await first.submit('/identity', typed);
      assert.equal(again.status, 422);
      assert.match(again.text, says);
      assert.equal(again.text.match(/aria-invalid="true"/g)?.length, 1);
      if (typed.name === person.name) assert.match(again.text, /value="Zoé Bélanger"/);
      assert.equal(stepOf(await again.submit('/identity', person)), 'scope');
    });

  it('ends when the person declines, and tells nobody', async t => {
    const { address, received } = await startExpress(t);
    const first = await new BankVisitor().go(address());
    const scope = await first.submit('/identity', person);
    const declined = await scope.submit('/scope', { decision: 'decline' });
    assert.equal(stepOf(declined), 'declined');
    assert.match(declined.text, /Nothing was shared/);
    assert.equal(received.length, 0);
  });

  it('lists every institution, Flinks Capital with demo=true alone, and finds by word in both languages', async t => {
    const { origin } = await startExpress(t);
    const listOf = async (query: string) => {
      const first = await new BankVisitor().go(`${origin}/?${query}`);
      const scope = await first.submit('/identity', person);
      return scope.submit('/scope', { decision: 'agree' });
    };
    const demo = await listOf('demo=true');
    assert.match(demo.text, /<p id="count" role="status">100 banks<\/p>/);
    const real = await listOf('language=fr');
    assert.match(real.text, /99 banques/);
    assert.doesNotMatch(real.text, /FlinksCapital/);
    const found = await new BankVisitor().go(`${demo.url.href}?q=${encodeURIComponent('ERABLES vallee')}`);
    assert.deepEqual(
      [...found.text.matchAll(/name="institution" value="(\w+)"/g)].map(([, name]) => name),
      ['MapleValleyCaisse'],
    );
    const none = await new BankVisitor().go(`${demo.url.href}?q=%3Cb%3E`);
    assert.match(none.text, /MapleValleyCaisse/);
    assert.doesNotMatch(none.text, /<b>/);
  });

  it('signs nobody in without demo=true, and says why an institution refuses', async t => {
    const { origin, address } = await startExpress(t);
    const entrance = { username: 'greatday_nomfa', password: 'Everyday' };
    const real = await toSignIn(`${origin}/`, { institution: 'Desjardins' });
    assert.match((await real.submit('/credentials', entrance)).text, /cannot be reached/);
    const closed = await toSignIn(address(), { institution: 'DominionWorkers' });
    const refused = await closed.submit('/credentials', entrance);
    assert.match(refused.text, /not available/);
    assert.equal(stepOf(await refused.submit('/another')), 'institutions');
  });

  it('asks again after a wrong password, a wrong answer and no account', async t => {
    const { address } = await startExpress(t);
    let page = await toSignIn(address());
    page = await page.submit('/credentials', { username: 'Greatday', password: 'wrong' });
    assert.deepEqual([page.status, stepOf(page)], [422, 'credentials']);
    assert.match(page.text, /value="Greatday"/);
    page = await page.submit('/credentials', { username: 'Greatday', password: 'Everyday' });
    page = await page.submit('/questions', { 'answer-0': 'Paris' });
    assert.match(page.text, /At least one answer is wrong/);
    page = await page.submit('/questions', {
      'answer-0': 'Montréal',
      'answer-1': 'Canada',
      'answer-2': 'Triangle',
    });
    page = await page.submit('/accounts', { account: 'not-mine' });
    assert.deepEqual([page.status, stepOf(page)], [422, 'accounts']);
    assert.match(page.text, /Choose at least one account/);
  });

  it('ends a visit that waits too long at the questions', async t => {
    const { address, simulator } = await startExpress(t);
    const signIn = await toSignIn(address());
    const questions = await signIn.submit('/credentials', { username: 'Greatday', password: 'Everyday' });
    simulator.passTime(8 * 60_000 + 1);
    assert.equal(stepOf(await questions.submit('/questions', {})), 'expired');
  });

  it('leads a form of another step back to the present one', async t => {
    const { address, received } = await startExpress(t);
    const first = await new BankVisitor().go(address());
    await first.submit('/identity', person);
    const twice = await first.submit('/identity', { ...person, name: '' });
    assert.deepEqual([twice.status, stepOf(twice)], [200, 'scope']);
    assert.equal(received.length, 0);
  });

  it('speaks the language of the address, of the browser, or of the link', async t => {
    const { address } = await startExpress(t);
    assert.match((await new BankVisitor('en').go(address({ language: 'fr' }))).text, /<html lang="fr"/);
    const french = await new BankVisitor('fr-CA').go(address());
    assert.match(french.text, /Confirmez votre identité/);
    const link = /href="([^"]+language=en)"/.exec(french.text)?.[1];
    const english = await new BankVisitor('fr-CA').go(new URL(String(link), french.url).href);
    assert.match(english.text, /Confirm who you are/);
  });
});

describe('the webhooks of Express', () => {
  it('carry what the calls answer, signed over their exact bytes', async t => {
    const { address, hear, webhook, simulator } = await startExpress(t);
    const { chosen } = await walk(address({ tag: 'tag=é' }), { institution: 'GullCoveCaisse' });
    const heard = await hear(2);
    for (const { headers, raw } of heard) {
      assert.equal(headers['flinks-authenticity-key'], sign(raw, webhook.secret));
      assert.equal(headers['content-type'], 'application/json');
    }
    const [kyc, accounts] = [given(heard[0]).json, given(heard[1]).json];
    assert.deepEqual(
      [kyc.ResponseType, kyc.HttpStatusCode, kyc.Holders?.[0]?.Name, kyc.Tag],
      ['KYC', 200, 'Camille Tremblay', 'tag=é'],
    );
    const { ResponseType, HttpStatusCode, Tag, Institution, InstitutionName } = accounts;
    assert.deepEqual(
      [ResponseType, HttpStatusCode, Tag, Institution, InstitutionName],
      ['GetAccountsDetail', 200, 'tag=é', 'GullCoveCaisse', 'Gull Cove Caisse'],
    );
    assert.deepEqual(
      accounts.Accounts?.map(({ Id }) => Id),
      chosen,
    );
    assert.ok(given(accounts.Accounts[0]).Transactions.length > 10);
    const { Id: LoginId } = given(accounts.Login);
    assert.equal(kyc.Login?.Id, LoginId);
    const { status } = await authorize(simulator, { LoginId, MostRecentCached: true });
    assert.equal(status, 200);
  });

  it('come again until they are answered with 200, ten times at most', async t => {
    const { address, hear, origin, received, webhooks } = await startExpress(t, {
      answers: [500, 204, ...Array(20).fill(302)],
    });
    await walk(address({ tag: 'late', simulate: 'kyc:off' }), { username: 'greatday_nomfa' });
    const tries = await hear(10);
    assert.equal(new Set(tries.map(({ raw }) => raw)).size, 1);
    await webhooks.settled();
    assert.equal(received.length, 10);
    const { body } = await call(`${origin}/simulator/webhooks?tag=late`, { method: 'GET' });
    assert.deepEqual(body, [
      { type: 'GetAccountsDetail', attempts: [500, 204, ...Array(8).fill(302)], delivered: false },
    ]);
  });

  it('stop with the first 200, and are told again with the same bytes on demand', async t => {
    const { address, hear, origin, received } = await startExpress(t, { answers: [503, 503] });
    await walk(address({ tag: 'x', simulate: 'kyc:off' }), { username: 'greatday_nomfa' });
    await hear(3);
    const { body } = await call(`${origin}/simulator/replays`, { body: { tag: 'x' } });
    assert.deepEqual(body, { statuses: [200] });
    assert.equal(received.length, 4);
    assert.deepEqual(
      [received[3]?.raw, received[3]?.headers['flinks-authenticity-key']],
      [received[0]?.raw, received[0]?.headers['flinks-authenticity-key']],
    );
  });

  it('wait until the data is there, and never come where it never is', async t => {
    const { address, hear, received } = await startExpress(t, { simulator: { pendingMs: 300 } });
    await walk(address({ tag: 'never', simulate: 'kyc:off' }), { username: 'test_pending' });
    const startedAt = Date.now();
    await walk(address({ tag: 'soon', simulate: 'kyc:off' }), { username: 'greatday_nomfa' });
    await hear(1);
    assert.ok(Date.now() - startedAt >= 300);
    assert.deepEqual(
      received.map(({ json }) => json.Tag),
      ['soon'],
    );
  });

  const variants: [string, (heard: Received[], secret: string) => void][] = [
    ['tag:dropped', heard => assert.ok(heard.every(({ json }) => !('Tag' in json)))],
    ['twice', heard => assert.equal(given(heard[0]).raw, given(heard[1]).raw)],
    ['failed:AGGREGATION_ERROR', heard => assert.equal(heard[1]?.json.FlinksCode, 'AGGREGATION_ERROR')],
    ['failed:AGGREGATION_ERROR', heard => assert.equal(given(heard[1]).json.Accounts, undefined)],
    [
      'header:X-Flinks-Signature',
      ([first], secret) => {
        const { headers, raw } = given(first);
        assert.equal(headers['x-flinks-signature'], sign(raw, secret));
      },
    ],
    [
      'signature:wrong',
      ([first], secret) => {
        const { headers, raw } = given(first);
        assert.notEqual(headers['flinks-authenticity-key'] ?? sign(raw, secret), sign(raw, secret));
      },
    ],
    ['signature:none', ([first]) => assert.equal(given(first).headers['flinks-authenticity-key'], undefined)],
  ];
  for (const [simulate, check] of variants)
    it(`differ with ${simulate}`, async t => {
      const { address, hear, webhook } = await startExpress(t);
      await walk(address({ tag: 't', simulate }), { username: 'greatday_nomfa' });
      check(await hear(2), webhook.secret);
    });

  it('go nowhere without an address', async t => {
    const express = await startExpress(t);
    express.webhook.url = '';
    await walk(express.address({ tag: 't' }), { username: 'greatday_nomfa' });
    const { body } = await call<ReturnType<Webhooks['of']>>(`${express.origin}/simulator/webhooks?tag=t`, {
      method: 'GET',
    });
    assert.deepEqual(body[0], { type: 'KYC', attempts: [], delivered: false });
  });
});
