import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violationsOn } from './accessibility.ts';
import { embed, heardUntil, messageAt, skip, type Stage, startStage } from './browser.ts';
import { authorize, call, type ControlBody, given } from './simulator-server.ts';

describe('the Connect app, as a person meets it', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.close());

  it('goes from consent to REDIRECT by keyboard alone', async () => {
    const page = await stage.browser.newPage();
    const url = await stage.address({
      accountSelectorEnable: 'true',
      institutionFilterEnable: 'true',
      tag: 'lead=7',
      customerName: 'Maple',
    });
    const frame = await embed(page, stage.host, url);
    const { keyboard } = page;
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (
          await frame
            .locator(selector)
            .first()
            .evaluate(node => node === document.activeElement)
        )
          return;
        await keyboard.press('Tab');
      }
      assert.fail(`Tab never reached ${selector}`);
    };
    await frame.locator('#consent-accept').waitFor();
    await page.locator('#before').focus();
    await tabTo('#consent-accept');
    await keyboard.press('Enter');
    await tabTo('#institution-search');
    await keyboard.type('flinks');
    await tabTo('[data-institution=FlinksCapital]');
    await keyboard.press('Enter');
    await tabTo('#username');
    await keyboard.type('Greatday');
    await keyboard.press('Tab');
    await keyboard.type('Everyday');
    await keyboard.press('Enter');
    for (const [index, answer] of ['Montreal', 'Canada', 'Triangle'].entries()) {
      await frame.locator(`#mfa-answer-${index}`).waitFor();
      await tabTo(`#mfa-answer-${index}`);
      await keyboard.type(answer);
    }
    await keyboard.press('Enter');
    await frame.locator('input[name=account]').first().waitFor();
    await tabTo('input[name=account]');
    await keyboard.press('Space');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const messages = await heardUntil(page, 'REDIRECT');

    const { loginId, accountId, url: landing } = messageAt(messages, -1);
    const institution = 'FlinksCapital';
    assert.deepEqual(messages.slice(0, -1), [
      { step: 'APP_MOUNTED' },
      { step: 'COMPONENT_LOAD_CONSENT' },
      { step: 'COMPONENT_ACCEPT_CONSENT' },
      { step: 'COMPONENT_LOAD_INSTITUTION_SELECTOR', cached: false },
      { step: 'INSTITUTION_SELECTED', institution },
      { step: 'COMPONENT_LOAD_CREDENTIAL', institution },
      { step: 'SUBMIT_CREDENTIAL', institution },
      { step: 'COMPONENT_LOAD_MFA', mfaTypes: ['QuestionAndAnswer'], institution },
      { step: 'SUBMIT_MFA', institution },
      { step: 'COMPONENT_LOAD_ACCOUNT_SELECTION', totalAccounts: 4, displayedAccounts: 3 },
      { step: 'ACCOUNT_SELECTED', accountId },
    ]);
    const query = new URL(given(landing)).searchParams;
    assert.deepEqual(
      [query.get('loginId'), query.get('accountId'), query.get('tag')],
      [loginId, accountId, 'lead=7'],
    );
    await frame.locator('main[data-screen=result]').waitFor();

    const { body } = await authorize(stage.simulator, { LoginId: loginId, MostRecentCached: true });
    const headers = { 'x-api-key': stage.simulator.apiKey };
    const request = { RequestId: body.RequestId, AccountsFilter: [accountId] };
    const detail = await call(`${stage.simulator.api}/BankingServices/GetAccountsDetail`, {
      headers,
      body: request,
    });
    assert.deepEqual(
      [detail.body.Accounts?.length, detail.body.Accounts?.[0]?.Title, detail.body.Tag],
      [1, 'Joint Chequing', 'lead=7'],
    );
    await page.close();
  });

  for (const language of ['en', 'fr']) {
    for (const theme of ['light', 'dark']) {
      it(`passes the accessibility audit on every screen: ${language}, ${theme}`, async () => {
        const page = await stage.browser.newPage({ viewport: { width: 320, height: 720 } });
        const parameters = {
          language,
          theme,
          accountSelectorEnable: 'true',
          accountSelectorMultiple: 'true',
          institutionFilterEnable: 'true',
          closeEnable: 'true',
          customerName: 'Maple',
          zzz: '1',
        };
        const frame = await embed(page, stage.host, await stage.address(parameters));
        const audit = async (screen: string) => {
          await frame.locator(`main[data-screen=${screen}]`).waitFor();
          const inner = page.frames()[1];
          assert.ok(inner);
          assert.deepEqual(await violationsOn(inner), [], screen);
          const scrolls = await inner.evaluate(
            () => document.documentElement.scrollWidth > window.innerWidth,
          );
          assert.equal(scrolls, false, `${screen} scrolls sideways`);
        };
        const press = (id: string) => frame.locator(id).click();
        await audit('consent');
        await press('summary');
        await audit('consent');
        await press('#consent-decline');
        await audit('declined');
        await press('#start-again');
        await press('#consent-accept');
        await audit('institutions');
        await press('[data-institution=TD]');
        await audit('credentials');
        await frame.locator('#username').fill('a');
        await frame.locator('#password').fill('b');
        await press('#credential-submit');
        await audit('refusal');
        await press('#other-institution');
        await press('[data-institution=FlinksCapital]');
        await frame.locator('#username').fill('Greatday');
        await frame.locator('#password').fill('wrong');
        await press('#credential-submit');
        await frame.locator('#password-error').waitFor();
        await audit('credentials');
        await frame.locator('#password').fill('Everyday');
        await press('#credential-submit');
        await audit('questions');
        for (const index of [0, 1, 2]) await frame.locator(`#mfa-answer-${index}`).fill('?');
        await press('#mfa-submit');
        await frame.locator('#form-error').waitFor();
        await audit('questions');
        for (const [index, answer] of ['Montreal', 'Canada', 'Triangle'].entries()) {
          await frame.locator(`#mfa-answer-${index}`).fill(answer);
        }
        await press('#mfa-submit');
        await audit('accounts');
        await press('#accounts-submit');
        await frame.locator('#form-error').waitFor();
        await audit('accounts');
        for (const index of [0, 1]) await frame.locator('input[name=account]').nth(index).check();
        await press('#accounts-submit');
        await audit('result');
        assert.equal(messageAt(await heardUntil(page, 'REDIRECT'), -1).accountId?.split(',').length, 2);
        await page.close();
      });
    }
  }

  it('passes the audit on the notices and on the bank page', async () => {
    const page = await stage.browser.newPage();
    const { body } = await call<ControlBody>(`${stage.simulator.origin}/simulator/requests`, {
      body: { expired: true },
    });
    for (const url of [
      `${stage.simulator.origin}/v2/?language=fr`,
      await stage.address({ requestId: given(body.requestId) }),
      await stage.address({ demoOutbound: 'true', consentEnable: 'false', institutionId: '14' }),
      await stage.address({ simulate: 'auto:max-retry' }),
      `${stage.simulator.origin}/simulator/bank?run=none`,
      `${stage.simulator.origin}/simulator/elsewhere`,
    ]) {
      await page.goto(url);
      await page.locator('main[data-screen]:not([data-screen=consent]) h1').waitFor();
      assert.deepEqual(await violationsOn(page), [], new URL(url).pathname);
    }
    await page.close();
  });
});
