import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BankVisitor } from './bank-visitor.ts';
import { authorize, call, startSimulator } from './simulator-server.ts';

const redirectUri = 'https://app.example/back?env=test';

async function start(t: TestContext) {
  const simulator = await startSimulator({ customRedirectUris: [redirectUri] });
  t.after(() => simulator.close());
  const url = (parameters: Record<string, string>) =>
    `${simulator.origin}/v3/oauth/authorize?${new URLSearchParams(parameters)}`;
  return { ...simulator, url };
}

const asked = { institution_id: '14', redirect_uri: redirectUri, state: 's', lang: 'en', tag: 'order-6' };

describe('GET /v3/oauth/authorize', () => {
  it('leads over the bank to a loginId that /Authorize takes', async t => {
    const simulator = await start(t);
    const { url, answer } = await new BankVisitor().decide(simulator.url(asked));
    assert.match(url.href, /^https:\/\/app\.example\/back\?env=test&loginId=[0-9a-f-]{36}&state=s$/);
    const { status, body } = await authorize(simulator, {
      LoginId: answer.loginId,
      MostRecentCached: false,
      Save: true,
    });
    assert.deepEqual([status, body.Tag], [200, 'order-6']);
  });

  it('takes the names that the guides use', async t => {
    const simulator = await start(t);
    const { answer } = await new BankVisitor().go(
      simulator.url({ institution: 'FlinksCapital', redirect_url: redirectUri, simulate: 'auto' }),
    );
    assert.ok(answer.loginId);
    assert.equal('state' in answer, false);
  });

  it('says that the person refused', async t => {
    const simulator = await start(t);
    const { url } = await new BankVisitor().decide(simulator.url(asked), 'refuse');
    assert.equal(
      url.search,
      '?env=test&state=s&error=access_denied&error_description=The%20user%20denied%20the%20access',
    );
  });

  for (const [simulate, error] of [
    ['deny', 'access_denied'],
    ['error:server_error', 'server_error'],
  ] as const)
    it(`answers ${simulate} with ${error}`, async t => {
      const simulator = await start(t);
      const { answer } = await new BankVisitor().go(simulator.url({ ...asked, simulate }));
      assert.deepEqual([answer.error, answer.state, answer.loginId], [error, 's', undefined]);
    });

  it('loads a document first, and sets the opener policy everywhere, with coop', async t => {
    const simulator = await start(t);
    const visitor = new BankVisitor();
    const page = await visitor.go(simulator.url({ ...asked, simulate: 'auto,coop:same-origin' }));
    const { answer } = await page.submit('/continue');
    assert.ok(answer.loginId);
    for (const { url, headers } of visitor.trail)
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', url.pathname);
  });

  it('speaks the language asked for', async t => {
    const simulator = await start(t);
    const { text } = await new BankVisitor('en').go(
      simulator.url({ ...asked, lang: 'fr', institution_id: '4' }),
    );
    assert.match(text, /<html lang="fr">[^]*Connexion à Banque Nationale/);
  });

  it('sends nobody to an address that is not on the list', async t => {
    const simulator = await start(t);
    for (const address of ['https://evil.example/', `${redirectUri}/`, '']) {
      const { status, url } = await new BankVisitor().go(simulator.url({ ...asked, redirect_uri: address }));
      assert.deepEqual([status, url.origin], [400, simulator.origin]);
    }
    await call(`${simulator.origin}/simulator/custom-redirects`, {
      body: { redirectUris: ['https://more.example/'] },
    });
    const { url } = await new BankVisitor().go(
      simulator.url({ ...asked, redirect_uri: 'https://more.example/', simulate: 'auto' }),
    );
    assert.equal(url.origin, 'https://more.example');
  });

  it('answers an unknown institution with an error', async t => {
    const simulator = await start(t);
    const { answer } = await new BankVisitor().go(simulator.url({ ...asked, institution_id: 'nowhere' }));
    assert.deepEqual([answer.error, answer.state], ['invalid_request', 's']);
  });
});
