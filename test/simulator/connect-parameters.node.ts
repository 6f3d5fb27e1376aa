import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { embed, heardUntil, messageAt, skip, type Stage, startStage, steps } from './browser.ts';
import { authorize, call, given } from './simulator-server.ts';

describe('the parameters of Connect', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await startStage();
    page = await stage.browser.newPage();
  });
  after(() => stage.close());

  const open = async (parameters: Record<string, string>) =>
    embed(page, stage.host, await stage.address(parameters));

  it('shows the X with closeEnable=true, which only posts', async () => {
    const frame = await open({ closeEnable: 'true', institutionId: '14', consentEnable: 'false' });
    await frame.locator('#close').click();
    assert.deepEqual((await heardUntil(page, 'COMPONENT_CLOSE_SESSION')).at(-1), {
      step: 'COMPONENT_CLOSE_SESSION',
      institution: 'FlinksCapital',
    });
    assert.equal(await frame.locator('#username').isVisible(), true);
    const without = await open({});
    await without.locator('#consent-accept').waitFor();
    assert.equal(await without.locator('#close').count(), 0);
  });

  it('goes back to the list, unless backEnable=false', async () => {
    const frame = await open({ institutionId: '14', consentEnable: 'false' });
    await frame.locator('#back').click();
    await frame.locator('main[data-screen=institutions]').waitFor();
    const without = await open({
      institutionId: '14',
      consentEnable: 'false',
      backEnable: 'false',
      headerEnable: 'false',
    });
    await without.locator('#username').waitFor();
    assert.equal(await without.locator('#back').isVisible(), false);
    assert.equal(await without.locator('.brand').count(), 0);
  });

  it('lists Flinks Capital with demo=true only, and searches in both languages', async () => {
    const frame = await open({ consentEnable: 'false', language: 'fr', institutionFilterEnable: 'true' });
    await frame.locator('#institution-search').fill('montreal');
    assert.equal(await frame.locator('[data-institution]').count(), 1);
    assert.equal(await frame.locator('[data-institution=BMO]').innerText(), 'BB\nBMO Banque de Montréal');
    await frame.locator('#institution-search').fill('nothing at all');
    assert.equal(
      await frame.locator('#institution-count').innerText(),
      'Aucune institution ne porte ce nom.',
    );
    const real = await open({ consentEnable: 'false', demo: 'false' });
    await real.locator('[data-institution=TD]').waitFor();
    assert.equal(await real.locator('[data-institution=FlinksCapital]').count(), 0);
    assert.equal(await real.locator('#institution-search').count(), 0);
  });

  it('names the customer, and shows every parameter but the token', async () => {
    const frame = await open({ customerName: 'Maple <Loans>', redirectURL: 'x', theme: 'dark' });
    assert.match(await frame.locator('#screen-title').innerText(), /^Maple <Loans> would like/);
    await frame.locator('#inspector summary').click();
    const text = await frame.locator('#inspector').innerText();
    assert.match(text, /redirectURL\s+x\s+unknown/);
    assert.match(text, /theme\s+dark\s+known/);
    assert.match(text, /authorizeToken\s+\(hidden\)/);
    assert.equal(await frame.locator('html').getAttribute('data-theme'), 'dark');
  });

  it('never takes the focus from the page that embeds it', async () => {
    await page.goto(stage.host);
    const frame = await open({});
    await page.locator('#before').focus();
    await frame.locator('#consent-accept').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'before');
  });

  it('collects as many days as daysOfTransactions says', async () => {
    await open({ simulate: 'auto', daysOfTransactions: 'Days365' });
    const { loginId } = messageAt(await heardUntil(page, 'REDIRECT'), -1);
    const { body } = await authorize(stage.simulator, { LoginId: loginId, MostRecentCached: true });
    const { api, apiKey } = stage.simulator;
    const request = { headers: { 'x-api-key': apiKey }, body: { RequestId: body.RequestId } };
    const detail = await call(`${api}/BankingServices/GetAccountsDetail`, request);
    const oldest = given(detail.body.Accounts?.[0]?.Transactions.at(-1)).Date;
    assert.ok(Date.now() - Date.parse(oldest) > 300 * 86_400_000);
  });

  for (const [user, code] of [
    ['test_disabled_account', 'DISABLED_LOGIN'],
    ['test_service_unavailable', 'RETRY_LATER'],
  ] as const) {
    it(`shows what ${user} meets, and offers another try`, async () => {
      const frame = await open({ institutionId: 'FlinksCapital', consentEnable: 'false' });
      await frame.locator('#username').fill(user);
      await frame.locator('#password').fill('Everyday');
      await frame.locator('#credential-submit').click();
      await frame.locator('#try-again').click();
      await frame.locator('#username').waitFor();
      assert.deepEqual(steps(await heardUntil(page, 'COMPONENT_LOAD_CREDENTIAL_RETRY')).slice(-2), [
        code,
        'COMPONENT_LOAD_CREDENTIAL_RETRY',
      ]);
    });
  }

  it('names the refused token and the ended request as the variant says', async () => {
    await open({ authorizeToken: 'none', simulate: 'tokenInvalid:TOKEN_EXPIRED' });
    assert.deepEqual(await heardUntil(page, 'TOKEN_EXPIRED'), [{ step: 'TOKEN_EXPIRED' }]);
    await open({ requestId: 'ended', simulate: 'expired:SESSION_EXPIRED' });
    assert.deepEqual(steps(await heardUntil(page, 'SESSION_EXPIRED')), ['APP_MOUNTED', 'SESSION_EXPIRED']);
  });
});
