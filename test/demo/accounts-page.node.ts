import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { executablePath, skip } from '../simulator/browser.ts';
import { startSite } from './demo-site.ts';

describe('the accounts on the page', { skip, timeout: 60_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  after(() => browser.close());

  /** The page of a visitor who has linked this user of the test bank. */
  const linked = async (t: TestContext, username: string) => {
    const site = await startSite(t, { built: true });
    const page = await browser.newPage();
    t.after(() => page.close());
    page.setDefaultTimeout(10_000);
    await page.goto(`${site.origin}/`);
    const detail = {
      type: 'login',
      flow: 'connect',
      loginId: await site.customer.signIn(username),
      accountIds: [],
      attemptId: 'a',
    };
    const body = JSON.stringify(detail);
    await page.evaluate(async outcome => {
      await fetch('/api/flinks/token', { method: 'POST' });
      await fetch('/api/flinks/login', { method: 'POST', body: outcome });
    }, body);
    await page.goto(`${site.origin}/accounts`);
    return page;
  };
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

  it('stays with its accounts and at its button when the bank is left unanswered', async t => {
    const page = await linked(t, 'Greatday');
    await page.locator('#refresh').press('Enter');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('#link-notice', { hasText: 'before the bank had its answers' }).waitFor();
    assert.equal(
      await page.locator('#link-status').innerText(),
      'The bank asks you to confirm that it is you.',
    );
    assert.equal(await page.locator('#accounts .account').count(), 4);
    assert.equal(await focused(page), 'reconnect-button');
  });

  it('asks the bank again with a new request', async t => {
    const page = await linked(t, 'Greatday');
    const request = () => page.locator('#reconnect').getAttribute('request-id');
    await page.locator('#refresh').click();
    await page.getByRole('button', { name: 'Close' }).click();
    const first = await request();
    await page.locator('#refresh').click();
    await page.getByRole('button', { name: 'Close' }).click();
    assert.notEqual(await request(), first);
  });

  it('says that the card is in use, also while the state goes on', async t => {
    const page = await linked(t, 'test_pending');
    await page.locator('#unlink').click();
    await page.locator('#unlink-confirm').click();
    await page.locator('#link-notice', { hasText: 'a session open' }).waitFor();
    const facts = await page.locator('#link-facts').innerText();
    await page.locator('#link-facts', { hasNotText: facts }).waitFor();
    assert.match(await page.locator('#link-notice').innerText(), /a session open/);
    assert.equal(await focused(page), 'unlink');
  });

  it('goes on watching when the backend was not there for a moment', async t => {
    const page = await linked(t, 'test_pending');
    await page.locator('#link-facts:not(:empty)').waitFor();
    await page.context().setOffline(true);
    await page.locator('#link-notice', { hasText: 'cannot be reached' }).waitFor();
    await page.context().setOffline(false);
    await page.locator('#link-notice:empty').waitFor({ state: 'attached' });
  });

  it('goes to the way back in when the bank is unlinked', async t => {
    const page = await linked(t, 'greatday_nomfa');
    await page.locator('#refresh').waitFor();
    await page.locator('#unlink').click();
    await page.locator('#unlink-confirm').click();
    await page.locator('#link-bank').waitFor();
    assert.equal(await focused(page), 'link-bank');
  });
});
