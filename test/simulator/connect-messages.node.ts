import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { embed, heard, heardUntil, messageAt, skip, type Stage, startStage, steps } from './browser.ts';
import { call, type ControlBody, given } from './simulator-server.ts';

describe('the Connect app, as a host hears it', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.close());

  const runs: [string, Record<string, string>, string, (string | undefined)[]][] = [
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
    it(name, async () => {
      const page = await stage.browser.newPage();
      if (last === 'POPUP_BLOCKED') await page.addInitScript(() => void (window.open = () => null));
      await embed(page, stage.host, await stage.address(parameters));
      assert.deepEqual(steps(await heardUntil(page, last)), expected);
      await page.close();
    });
  }

  it('repeats REDIRECT, and says nothing when silent or in a webview', async () => {
    const page = await stage.browser.newPage();
    await embed(page, stage.host, await stage.address({ simulate: 'auto,twice:3' }));
    const messages = await heardUntil(page, 'REDIRECT', 3);
    assert.equal(steps(messages).filter(step => step === 'REDIRECT').length, 3);
    const quiet: Record<string, string>[] = [
      { simulate: 'auto,silent' },
      { simulate: 'auto', webview: 'true' },
    ];
    for (const parameters of quiet) {
      const frame = await embed(page, stage.host, await stage.address(parameters));
      await frame.locator('main[data-screen=result]').waitFor();
      assert.deepEqual(await heard(page), []);
    }
    await page.close();
  });

  it('resumes on the questions and ends with the same login and the earlier accounts', async () => {
    const { body } = await call<ControlBody>(`${stage.simulator.origin}/simulator/requests`, { body: {} });
    const page = await stage.browser.newPage();
    const parameters = {
      requestId: given(body.requestId),
      resumeSelectedAccounts: 'a1,a2',
      accountSelectorEnable: 'true',
      simulate: 'auto',
    };
    await embed(page, stage.host, await stage.address(parameters));
    const messages = await heardUntil(page, 'REDIRECT');
    assert.deepEqual(steps(messages), ['APP_MOUNTED', 'COMPONENT_LOAD_MFA', 'SUBMIT_MFA', 'REDIRECT']);
    const { loginId, accountId } = messageAt(messages, -1);
    assert.deepEqual([loginId, accountId], [given(body.loginId), 'a1,a2']);
    const { body: ended } = await call<ControlBody>(`${stage.simulator.origin}/simulator/requests`, {
      body: { expired: true },
    });
    const requestId = given(ended.requestId);
    await embed(page, stage.host, await stage.address({ requestId }));
    assert.equal(messageAt(await heardUntil(page, 'SESSION_NONEXISTENT'), -1).requestId, requestId);
    await page.close();
  });

  it('posts what its parent asks for, as it is, when it is a puppet', async () => {
    const page = await stage.browser.newPage();
    await embed(page, stage.host, await stage.address({ simulate: 'puppet' }));
    await heardUntil(page, 'APP_MOUNTED');
    await page.evaluate(target => {
      const frame = document.querySelector('iframe');
      for (const payload of ['text', null, [1], { step: 'REDIRECT' }]) {
        frame?.contentWindow?.postMessage({ simulator: 'post', payload }, target);
      }
    }, stage.simulator.origin);
    assert.deepEqual((await heardUntil(page, 'REDIRECT')).slice(1), [
      'text',
      null,
      [1],
      { step: 'REDIRECT' },
    ]);
    await page.close();
  });
});
