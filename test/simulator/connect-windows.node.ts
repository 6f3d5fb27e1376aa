import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { embed, heardUntil, skip, type Stage, startStage, steps } from './browser.ts';

describe('the Connect app and other windows', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.close());

  it('opens the bank in a window of its own, again after a refusal or a closed window', async () => {
    const page = await stage.browser.newPage();
    const url = await stage.address({ demoOutbound: 'true', consentEnable: 'false' });
    const frame = await embed(page, stage.host, url);
    await frame.locator('[data-institution=FlinksCapital]').click();
    const visit = async () => {
      const [bank] = await Promise.all([
        page.waitForEvent('popup'),
        frame.locator('#provider-continue').click(),
      ]);
      return bank;
    };
    const denied = await visit();
    await Promise.all([denied.waitForEvent('close'), denied.locator('#bank-deny').click()]);
    await frame.locator('#form-error', { hasText: 'did not agree' }).waitFor();
    const closed = await visit();
    await closed.close();
    await frame.locator('#form-error', { hasText: 'was closed' }).waitFor();
    const agreed = await visit();
    await agreed.locator('#username').fill('greatday_nomfa');
    await agreed.locator('#password').fill('wrong');
    await agreed.locator('#bank-agree').click();
    await agreed.locator('#password-error').waitFor();
    await agreed.locator('#password').fill('Everyday');
    await Promise.all([agreed.waitForEvent('close'), agreed.locator('#bank-agree').click()]);
    const attempt = ['COMPONENT_ACCEPT_PROVIDER_CONSENT', 'POPUP_OPENED'];
    assert.deepEqual(steps(await heardUntil(page, 'REDIRECT')).slice(2), [
      'INSTITUTION_SELECTED',
      ...attempt,
      ...attempt,
      ...attempt,
      'REDIRECT',
    ]);
    await page.close();
  });

  it('goes to the bank with the whole window, and comes back to redirectUrl', async () => {
    const page = await stage.browser.newPage();
    const redirectUrl = `${stage.host}/landing?lead=7`;
    const parameters = {
      demoOutbound: 'true',
      oauthWindowRedirect: 'true',
      consentEnable: 'false',
      redirectUrl,
      tag: 't',
    };
    const frame = await embed(page, stage.host, await stage.address(parameters));
    await frame.locator('[data-institution=FlinksCapital]').click();
    await frame.locator('#provider-continue').click();
    await page.locator('#username').fill('greatday_nomfa');
    await page.locator('#password').fill('Everyday');
    await page.locator('#bank-agree').click();
    await page.waitForURL(/\/landing\?lead=7&demo=true&loginId=[0-9a-f-]+&tag=t&institution=FlinksCapital$/);
    await page.close();
  });

  for (const [innerRedirect, where] of [
    ['true', 'frame'],
    ['false', 'window'],
    ['', 'result'],
  ] as const) {
    it(`lands with innerRedirect=${innerRedirect || '(absent)'} in the ${where}`, async () => {
      const page = await stage.browser.newPage();
      const redirectUrl = `${stage.host}/landing?lead=7`;
      const parameters = {
        redirectUrl,
        consentEnable: 'false',
        institutionId: '14',
        ...(innerRedirect ? { innerRedirect } : {}),
      };
      const frame = await embed(page, stage.host, await stage.address(parameters));
      await frame.locator('#username').fill('greatday_nomfa');
      await frame.locator('#password').fill('Everyday');
      await frame.locator('#credential-submit').click();
      if (where === 'window') await page.waitForURL(/landing\?lead=7&demo=true&loginId=/);
      else
        await frame.locator(where === 'frame' ? 'h1:text("Landed")' : 'main[data-screen=result]').waitFor();
      await page.close();
    });
  }
});
