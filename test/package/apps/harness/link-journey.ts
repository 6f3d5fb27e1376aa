import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Browser } from '../../../../scripts/ensure-browsers.ts';
import { start, type Started } from '../../../journeys/browsers.ts';
import { until } from '../../../journeys/until.ts';
import type { Windows } from '../../../journeys/windows.ts';
import { listOf, objectOf } from '../../../support/json.ts';
import type { Build, Site } from './framework-app.ts';
import { consentAtBank, renderAgain, signInByConnect } from './person.ts';
import type { Project } from './project.ts';
import { type Shop, startShop } from './shop.ts';

/** What more steps can use. */
export interface Journey {
  step: (name: string, act: () => Promise<unknown>) => void;
  page: () => Page;
  /** All that any window has written to the console. */
  lines: { type: string; text: string }[];
}

const renders = 1000;

/** No doing of the app: Firefox asks for an icon by itself, which the policy of the return page forbids. */
const foreign = /\/favicon\.ico\b/;

/** The frames of all elements of the page. It runs there. */
const countFrames = () =>
  [...document.querySelectorAll('flinks-link')].flatMap(({ shadowRoot }) => [
    ...(shadowRoot?.querySelectorAll('iframe') ?? []),
  ]).length;

/**
 * One visit to an app: a bank is linked by Connect, while the app renders and renders, and another one by open banking.
 */
export function linkJourney(browser: Browser, build: Build, use: () => { project: Project; site: Site }) {
  let shop: Shop, launched: Started, windows: Windows, page: Page;
  const lines: { type: string; text: string }[] = [];
  let started = 0;

  before(async () => {
    const { project, site } = use();
    started = performance.now();
    shop = await startShop({ site, callback: project.path('node_modules/flinks-link/dist/callback.js') });
    launched = await start(browser, { net: shop.net });
    windows = await launched.windows({ ignoreHTTPSErrors: true });
    windows.context.on('console', message => lines.push({ type: message.type(), text: message.text() }));
    windows.context.on('weberror', fault => lines.push({ type: 'error', text: String(fault.error()) }));
    page = (await windows.open(shop.origin + (build.path ?? '/'))).page;
  });
  after(async () => {
    await launched?.close();
    shop?.close();
    use().project.times[`${build.name} session, ${browser.engine}`] = (performance.now() - started) / 1000;
  });

  /** One step of the way: where one fails, the next ones could only time out. */
  let failed = false;
  const step: Journey['step'] = (name, act) =>
    it(name, async test => {
      if (failed) return test.skip('an earlier step has failed');
      failed = true;
      await act();
      failed = false;
    });

  const bodies = (call: string) => shop.asked(call).map(({ body }) => body);
  const said = (id: string) => page.locator(`#${id}`).innerText();
  const says = (id: string, text: string) =>
    until(async () => (await said(id)) === text, `the app to say “${text}”`);

  step('starts one session, with the token that its provider was asked for', async () => {
    await page.frameLocator('iframe').locator('#consent-accept').waitFor();
    assert.deepEqual(bodies('token'), [{ reason: 'start' }]);
    assert.equal(shop.frames(), 1);
  });

  step(`keeps its frame and its token through ${renders} renders`, async () => {
    await renderAgain(page, renders);
    const marks = await page
      .locator('flinks-link')
      .evaluateAll(links => links.map(link => link.dataset.renders));
    assert.deepEqual(marks, [String(renders), String(renders)], 'the elements were rendered as well');
    assert.equal(await page.evaluate(countFrames), 1);
    assert.equal(shop.frames(), 1);
    assert.equal(bodies('token').length, 1);
  });

  step('links a bank by Connect, and is told once', async () => {
    await signInByConnect(page, { choosesAccount: true });
    await says('connected', 'Linked FlinksCapital.');
    const [body, ...others] = bodies('login');
    assert.deepEqual(others, []);
    const login = objectOf(body, 'the login');
    assert.equal(login.type, 'login');
    assert.equal(listOf(login.accountIds, 'its accounts').length, 1, '`params` was set as a property');
    assert.equal(await page.evaluate(countFrames), 0);
  });

  step('links a bank by open banking, and is told once', async () => {
    assert.deepEqual(bodies('authorize'), [], 'nothing was asked for ahead of the click');
    await consentAtBank(page);
    await says('consented', 'The bank has consented.');
    assert.deepEqual(bodies('authorize'), [{ reason: 'start' }]);
    assert.deepEqual(
      shop.asked('code').map(({ body, linked }) => [objectOf(body, 'the code').type, linked]),
      [['code', true]],
    );
  });

  build.more?.({ step, page: () => page, lines });

  step('has told each once and asked for no more', async () => {
    const counts = ['token', 'login', 'authorize', 'code'].map(call => bodies(call).length);
    assert.deepEqual(counts, [1, 1, 1, 1]);
    assert.deepEqual(shop.tokensSeenTwice(), []);
  });

  const { manualPath } = build;
  if (manualPath)
    step('links a bank by the lines of the manual, and is told once', async () => {
      const { page: quickStart } = await windows.open(shop.origin + manualPath);
      await signInByConnect(quickStart);
      await until(async () => bodies('login').length > 1, 'the backend to be told');
      await until(async () => (await quickStart.evaluate(countFrames)) === 0, 'the frame to go');
      const [, body, ...others] = bodies('login');
      const login = objectOf(body, 'the login');
      assert.deepEqual([login.type, login.institution, others], ['login', 'FlinksCapital', []]);
      assert.equal(bodies('token').length, 2);
      assert.deepEqual(shop.tokensSeenTwice(), []);
    });

  step('has nothing to complain of', async () => {
    assert.deepEqual(
      lines.filter(({ type, text }) => /^(?:warning|error|assert)$/.test(type) && !foreign.test(text)),
      [],
    );
  });
}
