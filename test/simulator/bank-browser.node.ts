import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violationsOn } from './accessibility.ts';
import { skip, type Stage, startStage } from './browser.ts';
import { type RunningOutbound, startOutbound } from './outbound-server.ts';
import { call, type ControlBody, given } from './simulator-server.ts';

describe('the pages of a bank', { skip, timeout: 120_000 }, () => {
  let stage: Stage;
  let outbound: RunningOutbound;
  const closing: (() => unknown)[] = [];
  let own: Record<string, string>;

  before(async () => {
    stage = await startStage();
    outbound = await startOutbound({ after: close => void closing.push(close) });
    const redirectUri = `${stage.host}/landing`;
    const { body } = await call<ControlBody>(`${outbound.origin}/simulator/recipients`, {
      body: { redirectUris: [redirectUri] },
    });
    own = { client_id: given(body.clientId), redirect_uri: redirectUri };
  });
  after(async () => {
    for (const close of closing) await close();
    await stage.close();
  });

  it('lead by the keyboard alone to the host, under their own policy', async () => {
    const page = await stage.browser.newPage();
    await page.goto(outbound.authorizeUrl({ ...own, state: 's' }));
    await page.waitForFunction(() => document.activeElement?.id === 'username');
    await page.keyboard.type('greatday_nomfa');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Everyday');
    await page.keyboard.press('Enter');
    await page.locator('#approve').waitFor();
    await page.locator('[name=account]').first().focus();
    await page.keyboard.press('Space');
    await page.locator('#approve').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/landing\?code=[\w-]+&state=s&iss=/);
    await page.close();
  });

  it('take a refusal before anything was typed', async () => {
    const page = await stage.browser.newPage();
    await page.goto(outbound.authorizeUrl({ ...own, state: 's' }));
    await page.locator('#refuse').click();
    await page.waitForURL(/\/landing\?error=access_denied&.*state=s/);
    await page.close();
  });

  for (const [coop, closed] of [
    ['', false],
    ['same-origin', true],
    ['same-origin-allow-popups', true],
    ['noopener-allow-popups', true],
  ] as const)
    it(`${closed ? 'cut off' : 'keep'} the opener with coop:${coop}, and go on by themselves`, async () => {
      const page = await stage.browser.newPage();
      await page.goto(stage.host);
      const simulate = `auto${coop && `,coop:${coop}`}`;
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate(
          url => {
            window.bank = window.open(url, '_blank');
          },
          outbound.authorizeUrl({ ...own, simulate }),
        ),
      ]);
      await popup.waitForURL(/\/landing\?code=/);
      await page.waitForFunction(wanted => window.bank?.closed === wanted, closed);
      assert.equal(await popup.evaluate(() => window.opener === null), closed);
      await popup.close();
      await page.close();
    });

  it('cannot be framed', async () => {
    const page = await stage.browser.newPage();
    await page.goto(stage.host);
    await page.evaluate(url => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    }, outbound.authorizeUrl(own));
    await page.waitForFunction(() => window.frames.length === 1);
    await page.waitForTimeout(300);
    assert.equal(await page.frameLocator('iframe').locator('#sign-in').count(), 0);
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`are accessible at 320 px, ${colorScheme}`, async () => {
      // A tool's script is not the page's: only its policy stands in the way.
      const context = await stage.browser.newContext({
        colorScheme,
        viewport: { width: 320, height: 640 },
        bypassCSP: true,
        locale: colorScheme === 'dark' ? 'fr-CA' : 'en-CA',
      });
      const page = await context.newPage();
      const check = async (name: string) => {
        // An element is there before the style sheet is.
        await page.waitForLoadState();
        assert.deepEqual(await violationsOn(page), [], name);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.equal(width, 320, name);
      };
      await page.goto(outbound.authorizeUrl(own));
      await check('sign-in');
      await page.locator('#username').fill('nobody');
      await page.locator('#password').fill('x');
      await page.locator('#sign-in').click();
      await page.locator('#error').waitFor();
      await check('refused');
      await page.locator('#username').fill('Greatday');
      await page.locator('#password').fill('Everyday');
      await page.locator('#sign-in').click();
      await page.locator('#approve').waitFor();
      await check('consent');
      for (const box of await page.locator('[name=account]').all()) await box.uncheck();
      await page.locator('#approve').click();
      await page.locator('#error').waitFor();
      await check('nothing chosen');
      await page.goto(outbound.authorizeUrl({ client_id: 'dc-nobody' }));
      await check('error');
      await context.close();
    });
});
