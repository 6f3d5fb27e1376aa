import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { violationsOn } from './accessibility.ts';
import { executablePath, skip } from './browser.ts';
import { person, startExpress } from './express-visitor.ts';

describe('the Express site, as a person meets it', { skip, timeout: 300_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  after(() => browser.close());

  const newPage = async (t: TestContext, options?: BrowserContextOptions) => {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    return context.newPage();
  };
  const onStep = (page: Page, step: string) => page.locator(`html[data-step=${step}]`).waitFor();

  /** Where a page puts the focus by itself, it does so a moment after it is there. */
  const focusOn = (page: Page, id: string) =>
    page.waitForFunction(wanted => document.activeElement?.id === wanted, id);

  it('is walked by keyboard alone, each form with its first field in focus', async t => {
    const { address, hear } = await startExpress(t);
    const page = await newPage(t);
    const { keyboard } = page;
    await page.goto(address({ tag: 'keys' }));
    await focusOn(page, 'name');
    await keyboard.type(person.name);
    await keyboard.press('Tab');
    await keyboard.type('04301990');
    // A date field has a part for day, month and year, and in some browsers one more for its calendar.
    await page.locator('#email').focus();
    await keyboard.type(person.email);
    await keyboard.press('Enter');
    await onStep(page, 'scope');
    for (const expected of ['', 'scope-agree']) {
      await keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.id), expected);
    }
    await keyboard.press('Enter');
    await onStep(page, 'institutions');
    await focusOn(page, 'q');
    await keyboard.type('flinks');
    await keyboard.press('Enter');
    await page.locator('#count', { hasText: /^1 bank$/ }).waitFor();
    await focusOn(page, 'q');
    for (const expected of ['search-submit', '', '']) {
      await keyboard.press('Tab');
      if (expected) assert.equal(await page.evaluate(() => document.activeElement?.id), expected);
    }
    await keyboard.press('Enter');
    await onStep(page, 'credentials');
    await focusOn(page, 'username');
    await keyboard.type('Greatday');
    await keyboard.press('Tab');
    await keyboard.type('Everyday');
    await keyboard.press('Enter');
    await onStep(page, 'questions');
    await focusOn(page, 'answer-0');
    for (const answer of ['Montreal', 'Canada', 'Triangle']) {
      await keyboard.type(answer);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await onStep(page, 'accounts');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'account');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await onStep(page, 'done');
    const [, accounts] = await hear(2);
    assert.deepEqual([accounts?.json.Tag, accounts?.json.Accounts?.length], ['keys', 1]);
  });

  for (const [language, theme] of [
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)
    it(`passes the accessibility audit at 320 px on every page: ${language}, ${theme}`, async t => {
      const { address } = await startExpress(t);
      const page = await newPage(t, { viewport: { width: 320, height: 720 }, bypassCSP: true });
      const audit = async (step: string) => {
        await onStep(page, step);
        // An element is there before the style sheet is.
        await page.waitForLoadState();
        assert.deepEqual(await violationsOn(page), [], step);
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(scrolls, false, `${step} scrolls sideways`);
      };
      await page.goto(address({ language, theme }));
      assert.equal(
        await page.evaluate(() => window.getComputedStyle(document.documentElement).colorScheme),
        theme,
      );
      await audit('identity');
      await page.locator('#identity-submit').click();
      await page.locator('#email-error').waitFor();
      await audit('identity');
      for (const [name, value] of Object.entries(person)) await page.locator(`#${name}`).fill(value);
      await page.locator('#identity-submit').click();
      await audit('scope');
      await page.locator('#scope-agree').click();
      await audit('institutions');
      await page.locator('#q').fill('zzz');
      await page.locator('#search-submit').click();
      await audit('institutions');
      await page.locator('main a').click();
      await page.locator('[value=DominionWorkers]').click();
      for (const id of ['#username', '#password']) await page.locator(id).fill('x');
      await page.locator('#credentials-submit').click();
      await audit('credentials');
      await page.locator('#another').click();
      await page.locator('[value=FlinksCapital]').click();
      for (const password of ['wrong', 'Everyday']) {
        await audit('credentials');
        await page.locator('#username').fill('Greatday');
        await page.locator('#password').fill(password);
        await page.locator('#credentials-submit').click();
      }
      for (const answers of [
        ['?', '?', '?'],
        ['Montreal', 'Canada', 'Triangle'],
      ]) {
        await audit('questions');
        for (const [index, answer] of answers.entries()) await page.locator(`#answer-${index}`).fill(answer);
        await page.locator('#questions-submit').click();
      }
      await audit('accounts');
      await page.locator('#accounts-submit').click();
      await page.locator('#error').waitFor();
      await audit('accounts');
      await page.locator('[name=account]').first().check();
      await page.locator('#accounts-submit').click();
      await audit('done');
    });

  it('runs into nothing that its own policy forbids', async t => {
    const { address } = await startExpress(t);
    const page = await newPage(t);
    const said: string[] = [];
    page.on('console', message => said.push(message.text()));
    await page.goto(address());
    for (const [name, value] of Object.entries(person)) await page.locator(`#${name}`).fill(value);
    await page.locator('#identity-submit').click();
    await onStep(page, 'scope');
    assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
    assert.deepEqual(said, []);
  });
});
