import assert from 'node:assert/strict';

import { after, before, describe, it } from 'node:test';
import { embed, heard, heardUntil, skip, startStage, steps } from './browser.js';

describe('the Connect app and other windows', { skip, timeout: 120_000 }, () => {
  /** @type {import('./browser.js').Stage} */
  let stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.close());

  for (const outcome of ['agree', 'deny']) {
    it(`opens the bank in a window of its own: ${outcome}`, async () => {
      const page = await stage.browser.newPage();
      const frame = await embed(
        page,
        stage.host,
        await stage.address({ demoOutbound: 'true', consentEnable: 'false' }),
      );
      await frame.locator('[data-institution=FlinksCapital]').click();
      const [bank] = await Promise.all([
        page.waitForEvent('popup'),
        frame.locator('#provider-continue').click(),
      ]);
      await bank.locator('#username').fill('greatday_nomfa');
      await bank.locator('#password').fill('Everyday');
      await Promise.all([bank.waitForEvent('close'), bank.locator(`#bank-${outcome}`).click()]);
      if (outcome === 'deny') {
        await frame.locator('#form-error').waitFor();
        assert.equal(steps(await heard(page)).at(-1), 'POPUP_OPENED');
      } else {
        assert.deepEqual(steps(await heardUntil(page, 'REDIRECT')).slice(-4), [
          'INSTITUTION_SELECTED',
          'COMPONENT_ACCEPT_PROVIDER_CONSENT',
          'POPUP_OPENED',
          'REDIRECT',
        ]);
      }
      await page.close();
    });
  }

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

  for (const [innerRedirect, where] of /** @type {const} */ ([
    ['true', 'frame'],
    ['false', 'window'],
    ['', 'result'],
  ])) {
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
