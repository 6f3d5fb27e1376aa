/* global window, document */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { embed, findBrowser, heard, heardUntil, launch, startHost } from './browser.js';
import { authorize, call, mintToken, startSimulator } from './simulator-server.js';

const browserPath = await findBrowser();
const skip = browserPath ? false : 'chromium-headless-shell is not on the PATH';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the Connect app', { skip, timeout: 120_000 }, () => {
  /** @type {import('./simulator-server.js').RunningSimulator} */
  let simulator;
  /** @type {Awaited<ReturnType<typeof startHost>>} */
  let host;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    simulator = await startSimulator();
    host = await startHost();
    browser = await launch(browserPath ?? '');
  });
  after(async () => {
    await browser.close();
    await host.close();
    await simulator.close();
  });

  /** @param {Record<string, string>} parameters @param {string} [path] */
  const address = async (parameters, path = '/v2/') => {
    const query = new URLSearchParams({
      demo: 'true',
      authorizeToken: await mintToken(simulator),
      ...parameters,
    });
    return `${simulator.origin}${path}?${query}`;
  };
  /** @param {any[]} messages */
  const steps = messages => messages.map(({ step, flinksCode }) => step ?? flinksCode);

  it('goes from consent to REDIRECT by keyboard alone', async () => {
    const page = await browser.newPage();
    const url = await address({ accountSelectorEnable: 'true', tag: 'lead=7', customerName: 'Maple' });
    const frame = await embed(page, host.origin, url);
    const { keyboard } = page;
    /** @param {string} selector */
    const tabTo = async selector => {
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

    const accountId = messages.at(-1).accountId;
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
    const { loginId, url: landing } = messages.at(-1);
    const query = new URL(landing).searchParams;
    assert.deepEqual(
      [query.get('loginId'), query.get('accountId'), query.get('tag')],
      [loginId, accountId, 'lead=7'],
    );
    await frame.locator('main[data-screen=result]').waitFor();

    const { body } = await authorize(simulator, { LoginId: loginId, MostRecentCached: true });
    const headers = { 'x-api-key': simulator.apiKey };
    const request = { RequestId: body.RequestId, AccountsFilter: [accountId] };
    const detail = await call(`${simulator.api}/BankingServices/GetAccountsDetail`, {
      headers,
      body: request,
    });
    assert.deepEqual(
      [detail.body.Accounts.length, detail.body.Accounts[0].Title, detail.body.Tag],
      [1, 'Joint Chequing', 'lead=7'],
    );
    await page.close();
  });

  for (const language of ['en', 'fr']) {
    for (const theme of ['light', 'dark']) {
      it(`passes the accessibility audit on every screen: ${language}, ${theme}`, async () => {
        const page = await browser.newPage({ viewport: { width: 320, height: 720 } });
        const parameters = {
          language,
          theme,
          accountSelectorEnable: 'true',
          accountSelectorMultiple: 'true',
          closeEnable: 'true',
          customerName: 'Maple',
          zzz: '1',
        };
        const frame = await embed(page, host.origin, await address(parameters));
        /** @param {string} screen */
        const audit = async screen => {
          await frame.locator(`main[data-screen=${screen}]`).waitFor();
          const inner = page.frames()[1];
          assert.ok(inner);
          await inner.evaluate(axe);
          const violations = await inner.evaluate(async () => {
            const { violations: found } = await /** @type {any} */ (window).axe.run();
            return found.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
          });
          assert.deepEqual(violations, [], screen);
          const [content, shown] = await inner.evaluate(() => [
            document.documentElement.scrollWidth,
            window.innerWidth,
          ]);
          assert.ok((content ?? 0) <= (shown ?? 0), `${screen} scrolls sideways`);
        };
        /** @param {string} id */
        const press = id => frame.locator(id).click();
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
        assert.equal((await heard(page)).at(-1).accountId.split(',').length, 2);
        await page.close();
      });
    }
  }

  it('passes the audit on the notices and on the bank page', async () => {
    const page = await browser.newPage();
    const { body } = await call(`${simulator.origin}/simulator/requests`, { body: { expired: true } });
    for (const url of [
      `${simulator.origin}/v2/?language=fr`,
      await address({ requestId: body.requestId }),
      await address({ demoOutbound: 'true', consentEnable: 'false', institutionId: '14' }),
      await address({ simulate: 'auto:max-retry' }),
      `${simulator.origin}/simulator/bank?run=none`,
      `${simulator.origin}/simulator/elsewhere`,
    ]) {
      await page.goto(url);
      await page.locator('main[data-screen]:not([data-screen=consent]) h1').waitFor();
      await page.evaluate(axe);
      const violations = await page.evaluate(
        async () => (await /** @type {any} */ (window).axe.run()).violations,
      );
      assert.deepEqual(
        violations.map((/** @type {any} */ { id, nodes }) => [id, nodes[0].html]),
        [],
        new URL(url).pathname,
      );
    }
    await page.close();
  });

  /** @type {[string, Record<string, string>, string, (string | undefined)[]][]} */
  const runs = [
    [
      'walks by itself',
      { simulate: 'auto' },
      'REDIRECT',
      [
        'APP_MOUNTED',
        'COMPONENT_LOAD_CONSENT',
        'COMPONENT_ACCEPT_CONSENT',
        'COMPONENT_LOAD_INSTITUTION_SELECTOR',
        'INSTITUTION_SELECTED',
        'COMPONENT_LOAD_CREDENTIAL',
        'SUBMIT_CREDENTIAL',
        'REDIRECT',
      ],
    ],
    [
      'closes',
      { simulate: 'auto:close' },
      'COMPONENT_CLOSE_SESSION',
      ['APP_MOUNTED', 'COMPONENT_LOAD_CONSENT', 'COMPONENT_CLOSE_SESSION'],
    ],
    [
      'declines',
      { simulate: 'deny' },
      'COMPONENT_DENY_CONSENT',
      ['APP_MOUNTED', 'COMPONENT_LOAD_CONSENT', 'COMPONENT_DENY_CONSENT'],
    ],
    [
      'stops at maximumRetry',
      { simulate: 'auto:max-retry', maximumRetry: '2', consentEnable: 'false', institutionId: '14' },
      'MAXIMUM_RETRY_REACHED',
      [
        'APP_MOUNTED',
        'COMPONENT_LOAD_CREDENTIAL',
        'SUBMIT_CREDENTIAL',
        'INVALID_LOGIN',
        'COMPONENT_LOAD_CREDENTIAL_RETRY',
        'SUBMIT_CREDENTIAL',
        'INVALID_LOGIN',
        'MAXIMUM_RETRY_REACHED',
      ],
    ],
    [
      'stays after a wrong password',
      { simulate: 'auto:wrong-password', consentEnable: 'false', institutionId: '14' },
      'COMPONENT_LOAD_CREDENTIAL_RETRY',
      [
        'APP_MOUNTED',
        'COMPONENT_LOAD_CREDENTIAL',
        'SUBMIT_CREDENTIAL',
        'INVALID_LOGIN',
        'COMPONENT_LOAD_CREDENTIAL_RETRY',
      ],
    ],
    ['refuses a token', { authorizeToken: 'none' }, 'TOKEN_INVALID', ['TOKEN_INVALID']],
    [
      'floods',
      { simulate: 'flood:3,auto:close' },
      'COMPONENT_CLOSE_SESSION',
      [
        'APP_MOUNTED',
        'SIMULATED_UNKNOWN_STEP',
        'SIMULATED_UNKNOWN_STEP',
        'SIMULATED_UNKNOWN_STEP',
        'COMPONENT_LOAD_CONSENT',
        'COMPONENT_CLOSE_SESSION',
      ],
    ],
    [
      'speaks in strings',
      { stringify: 'true', simulate: 'late:50,auto:close' },
      'COMPONENT_CLOSE_SESSION',
      [undefined, undefined, undefined],
    ],
    [
      'has its window blocked',
      { demoOutbound: 'true', simulate: 'auto', consentEnable: 'false', institutionId: '14' },
      'POPUP_BLOCKED',
      ['APP_MOUNTED', 'COMPONENT_ACCEPT_PROVIDER_CONSENT', 'POPUP_BLOCKED'],
    ],
    ['leaves for another page', { simulate: 'navigate' }, 'REDIRECT', ['APP_MOUNTED', 'REDIRECT']],
  ];
  for (const [name, parameters, last, expected] of runs) {
    it(`${name}`, async () => {
      const page = await browser.newPage();
      if (last === 'POPUP_BLOCKED') await page.addInitScript(() => void (window.open = () => null));
      await embed(page, host.origin, await address(parameters));
      assert.deepEqual(steps(await heardUntil(page, last)), expected);
      await page.close();
    });
  }

  it('repeats REDIRECT, and says nothing when silent or in a webview', async () => {
    const page = await browser.newPage();
    await embed(page, host.origin, await address({ simulate: 'auto,twice:3' }));
    const messages = await heardUntil(page, 'REDIRECT');
    assert.equal(steps(messages).filter(step => step === 'REDIRECT').length, 3);
    /** @type {Record<string, string>[]} */
    const quiet = [{ simulate: 'auto,silent' }, { simulate: 'auto', webview: 'true' }];
    for (const parameters of quiet) {
      const frame = await embed(page, host.origin, await address(parameters));
      await frame.locator('main[data-screen=result]').waitFor();
      assert.deepEqual(await heard(page), []);
    }
    await page.close();
  });

  it('resumes on the questions and ends with the same login and the earlier accounts', async () => {
    const { body } = await call(`${simulator.origin}/simulator/requests`, { body: {} });
    const page = await browser.newPage();
    const parameters = {
      requestId: body.requestId,
      resumeSelectedAccounts: 'a1,a2',
      accountSelectorEnable: 'true',
      simulate: 'auto',
    };
    await embed(page, host.origin, await address(parameters));
    const messages = await heardUntil(page, 'REDIRECT');
    assert.deepEqual(steps(messages), ['APP_MOUNTED', 'COMPONENT_LOAD_MFA', 'SUBMIT_MFA', 'REDIRECT']);
    assert.deepEqual([messages.at(-1).loginId, messages.at(-1).accountId], [body.loginId, 'a1,a2']);
    const ended = await call(`${simulator.origin}/simulator/requests`, { body: { expired: true } });
    await embed(page, host.origin, await address({ requestId: ended.body.requestId }));
    assert.equal((await heardUntil(page, 'SESSION_NONEXISTENT')).at(-1).requestId, ended.body.requestId);
    await page.close();
  });

  it('posts what its parent asks for, as it is, when it is a puppet', async () => {
    const page = await browser.newPage();
    await embed(page, host.origin, await address({ simulate: 'puppet' }));
    await heardUntil(page, 'APP_MOUNTED');
    await page.evaluate(target => {
      const frame = document.querySelector('iframe');
      for (const payload of ['text', null, [1], { step: 'REDIRECT' }]) {
        frame?.contentWindow?.postMessage({ simulator: 'post', payload }, target);
      }
    }, simulator.origin);
    assert.deepEqual((await heardUntil(page, 'REDIRECT')).slice(1), [
      'text',
      null,
      [1],
      { step: 'REDIRECT' },
    ]);
    await page.close();
  });

  for (const outcome of ['agree', 'deny']) {
    it(`opens the bank in a window of its own: ${outcome}`, async () => {
      const page = await browser.newPage();
      const frame = await embed(
        page,
        host.origin,
        await address({ demoOutbound: 'true', consentEnable: 'false' }),
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
    const page = await browser.newPage();
    const redirectUrl = `${host.origin}/landing?lead=7`;
    const parameters = {
      demoOutbound: 'true',
      oauthWindowRedirect: 'true',
      consentEnable: 'false',
      redirectUrl,
      tag: 't',
    };
    const frame = await embed(page, host.origin, await address(parameters));
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
      const page = await browser.newPage();
      const redirectUrl = `${host.origin}/landing?lead=7`;
      const parameters = {
        redirectUrl,
        consentEnable: 'false',
        institutionId: '14',
        ...(innerRedirect ? { innerRedirect } : {}),
      };
      const frame = await embed(page, host.origin, await address(parameters));
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
