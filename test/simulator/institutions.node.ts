import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { matches } from '../../demo/simulator/app/search.ts';
import { institutions } from '../../demo/simulator/world/institutions.ts';
import { embed, heardUntil, messageAt, skip, type Stage, startStage } from './browser.ts';
import { authorize, call } from './simulator-server.ts';

describe('the institutions', () => {
  it('are a hundred, in two countries, each with its own number and names', () => {
    assert.equal(institutions.length, 100);
    for (const key of ['id', 'name', 'en', 'fr'] as const)
      assert.equal(new Set(institutions.map(each => each[key])).size, 100, key);
    for (const country of ['CA', 'US'])
      assert.ok(institutions.filter(each => each.country === country).length >= 10, country);
    assert.ok(institutions.filter(({ fr }) => /[éèêÉÎôçœ]/.test(fr)).length > 20);
  });

  for (const [typed, name] of [
    ['desj', 'Desjardins'],
    ['BANQUE nat', 'National'],
    ["l'anse aux goelands", 'GullCoveCaisse'],
    ['erables', 'MapleValleyCaisse'],
    ['nurses teachers', 'TeachersAndNurses'],
    ['1st', 'FirstUnitedCU'],
  ] as const)
    it(`are found by "${typed}"`, () => {
      const found = institutions.filter(each => matches(typed, [each.en, each.fr, each.name]));
      assert.deepEqual(
        found.map(each => each.name),
        [name],
      );
    });
});

describe('the list of institutions in Connect', { skip, timeout: 300_000 }, () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await startStage();
    page = await stage.browser.newPage({ viewport: { width: 320, height: 640 } });
  });
  after(() => stage.close());

  const open = async (parameters: Record<string, string>) => {
    const url = await stage.address({ consentEnable: 'false', ...parameters });
    const frame = await embed(page, stage.host, url);
    await frame.locator('[data-institution]').first().waitFor();
    return frame;
  };
  const focused = (frame: FrameLocator): Promise<string | undefined> =>
    frame.locator('body').evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('data-institution') ?? activeElement?.id;
    });

  it('stands in the order of its language, the test bank first', async () => {
    for (const language of ['en', 'fr']) {
      const frame = await open({ language });
      const names = await frame
        .locator('[data-institution]')
        .evaluateAll(buttons => buttons.map(button => button.getAttribute('data-name') ?? ''));
      assert.equal(names.length, 100);
      assert.equal(names[0], 'Flinks Capital');
      const sorted = names.slice(1).sort(new Intl.Collator(`${language}-CA`, { numeric: true }).compare);
      assert.deepEqual(names.slice(1), sorted);
    }
  });

  it('is walked by arrows, Home, End and letters', async () => {
    const frame = await open({});
    await frame.locator('[data-institution]').first().focus();
    const walk: [string, string][] = [
      ['ArrowUp', 'FlinksCapital'],
      ['ArrowDown', 'FirstUnitedCU'],
      ['End', 'WheatSheaf'],
      ['Home', 'FlinksCapital'],
      ['d', 'DesertMesa'],
      ['d', 'Desjardins'],
    ];
    for (const [key, expected] of walk) {
      await page.keyboard.press(key);
      assert.equal(await focused(frame), expected, key);
    }
  });

  it('says in which country an institution is when it is another, and keeps to one when asked', async () => {
    const frame = await open({ language: 'fr' });
    assert.match(await frame.locator('[data-institution=SummitBank]').innerText(), /États-Unis/);
    assert.doesNotMatch(await frame.locator('[data-institution=Desjardins]').innerText(), /États-Unis/);
    const canadian = await open({ institutionsLocation: 'ca' });
    assert.equal(await canadian.locator('[data-institution=SummitBank]').count(), 0);
    assert.equal(await canadian.locator('#institution-count').innerText(), '87 institutions');
  });

  it('leads to a linked login at whatever institution was chosen', async () => {
    const frame = await open({});
    await frame.locator('[data-institution=GullCoveCaisse]').click();
    await frame.locator('#username').fill('greatday_nomfa');
    await frame.locator('#password').fill('Everyday');
    await frame.locator('#credential-submit').click();
    const { institution, loginId } = messageAt(await heardUntil(page, 'REDIRECT'), -1);
    assert.equal(institution, 'GullCoveCaisse');
    const { body } = await authorize(stage.simulator, { LoginId: loginId, MostRecentCached: true });
    const { api, apiKey } = stage.simulator;
    const detail = await call(`${api}/BankingServices/GetAccountsDetail`, {
      headers: { 'x-api-key': apiKey },
      body: { RequestId: body.RequestId },
    });
    const { InstitutionName, InstitutionId, Institution } = detail.body;
    assert.deepEqual(
      [InstitutionName, InstitutionId, Institution],
      ['Gull Cove Caisse', 207, 'GullCoveCaisse'],
    );
  });

  for (const [name, parameters, code] of [
    ['TD', {}, 'RETRY_LATER'],
    ['DominionWorkers', {}, 'DISABLED_INSTITUTION'],
    ['Desjardins', { demo: 'false' }, 'RETRY_LATER'],
  ] as const)
    it(`has ${name} refuse with ${code}${'demo' in parameters ? ' without demo=true' : ''}`, async () => {
      const frame = await open(parameters);
      await frame.locator(`[data-institution=${name}]`).click();
      await frame.locator('#username').fill('greatday_nomfa');
      await frame.locator('#password').fill('Everyday');
      await frame.locator('#credential-submit').click();
      assert.equal(messageAt(await heardUntil(page, code), -1).institution, name);
      await frame.locator('#other-institution').waitFor();
    });
});
