import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { embed, heardUntil, messageAt, skip, type Stage, startStage } from './browser.ts';
import { given } from './simulator-server.ts';

type Parameters = Record<string, string>;

const list = { consentEnable: 'false' };
const form = { consentEnable: 'false', institutionId: '14' };

/**
 * What each parameter shows: with the first parameters there is what the selector finds, with the second there is not.
 */
const switches: [string, string, Parameters, Parameters][] = [
  ['demo', '[data-institution=FlinksCapital]', list, { ...list, demo: 'false' }],
  ['demo is false', '[data-institution=FlinksCapital]', list, { ...list, demo: '' }],
  ['demoOutbound', '#provider-continue', { ...form, demoOutbound: 'true' }, form],
  ['demoOutbound without demo', '#provider-continue', { ...form, demo: 'false', demoOutbound: 'true' }, form],
  ['language', 'html[lang=fr]', { language: 'fr' }, {}],
  ['language is English for any other', 'html[lang=en]', { language: 'de' }, { language: 'fr' }],
  ['theme', 'html[data-theme=dark]', { theme: 'dark' }, {}],
  ['theme follows the system', 'html[data-theme=system]', {}, { theme: 'light' }],
  ['closeEnable', '#close', { closeEnable: 'true' }, {}],
  ['backEnable', '#back:not([hidden])', form, { ...form, backEnable: 'false' }],
  ['headerEnable', '.brand', {}, { headerEnable: 'false' }],
  ['consentEnable', '#consent-accept', {}, { consentEnable: 'false' }],
  ['customerName', 'h1:text("Maple would")', { customerName: 'Maple' }, {}],
  [
    'institutionFilterEnable',
    '#institution-search',
    { ...list, institutionFilterEnable: 'true' },
    { ...list, institutionFilterEnable: 'false' },
  ],
  [
    'institutionFilterEnable is false',
    '#institution-search',
    { ...list, institutionFilterEnable: 'true' },
    list,
  ],
];

describe('the parameters of Connect and their defaults', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await startStage();
    page = await stage.browser.newPage();
  });
  after(() => stage.close());

  const open = async (parameters: Parameters) => {
    const frame = await embed(page, stage.host, await stage.address(parameters));
    await frame.locator('main[data-screen]').waitFor();
    return frame;
  };
  const signIn = async (parameters: Parameters) => {
    const frame = await open({ ...form, ...parameters });
    await frame.locator('#username').fill('greatday_nomfa');
    await frame.locator('#password').fill('Everyday');
    await frame.locator('#credential-submit').click();
    return frame;
  };

  for (const [name, selector, shown, absent] of switches) {
    it(name, async () => {
      assert.equal(await (await open(shown)).locator(selector).count(), 1);
      assert.equal(await (await open(absent)).locator(selector).count(), 0);
    });
  }

  it('accountSelectorEnable, and one account without accountSelectorMultiple', async () => {
    const frame = await signIn({ accountSelectorEnable: 'true' });
    await frame.locator('input[type=radio]').first().check();
    await frame.locator('#accounts-submit').click();
    assert.match(given(messageAt(await heardUntil(page, 'REDIRECT'), -1).accountId), /^[0-9a-f-]{36}$/);
    await signIn({ accountSelectorMultiple: 'true' });
    assert.equal('accountId' in messageAt(await heardUntil(page, 'REDIRECT'), -1), false);
  });

  it('tag and redirectUrl come back as they were given', async () => {
    await signIn({ tag: 'source=a b&c', redirectUrl: `${stage.host}/landing?lead=7` });
    const message = messageAt(await heardUntil(page, 'REDIRECT'), -1);
    const [url, tag] = [given(message.url), message.tag];
    assert.equal(tag, 'source=a b&c');
    assert.ok(url.startsWith(`${stage.host}/landing?lead=7&`));
    assert.equal(new URL(url).searchParams.get('tag'), tag);
  });

  it('stringify makes every message a string of JSON', async () => {
    await signIn({ stringify: 'true' });
    for (const message of await heardUntil(page, 'REDIRECT')) {
      assert.ok(typeof message === 'string');
      assert.ok(JSON.parse(message).step);
    }
  });

  it('maximumRetry stops after that many refusals, and nothing stops without it', async () => {
    for (const [maximumRetry, screen] of [
      ['1', 'stopped'],
      ['', 'credentials'],
    ] as const) {
      const frame = await open({ ...form, ...(maximumRetry && { maximumRetry }) });
      await frame.locator('#username').fill('Greatday');
      await frame.locator('#password').fill('wrong');
      await frame.locator('#credential-submit').click();
      await heardUntil(page, 'INVALID_LOGIN');
      await frame.locator(`main[data-screen=${screen}]`).waitFor();
    }
  });
});
