import assert from 'node:assert/strict';
import { it } from 'node:test';
import { en } from '../../demo/pages/text/en.ts';
import {
  assertAccessible,
  assertNothingLeft,
  at,
  type AuditOptions,
  demoJourneys,
  looks,
  openBlocked,
} from './demo-journey.ts';
import { signInAtBank, trigger } from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow } from './windows.ts';

for (const { language, text, ...options } of looks)
  demoJourneys(
    `every state of open banking in the demo, in ${language}`,
    visit => {
      const open = (path: string) => visit.windows.open(`${visit.hosts.demoOrigin}${path}?lang=${language}`);
      /** Asserts that what is on the screen can be used by every user, and is in the user's language. */
      const assertUsable = async (shop: BrowserWindow, state: string, options?: AuditOptions) => {
        await assertAccessible(shop, state, options);
        assert.equal(await shop.run(() => document.documentElement.lang), language);
      };

      it('is what this browser shows', async () => {
        const shop = await open('/');
        const { colorScheme, viewport } = options.profile;
        // Firefox takes its preferences a little later than its first page.
        const applies = (scheme: string) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
        await until(() => shop.run(applies, colorScheme), colorScheme);
        assert.equal(await shop.run(() => window.innerWidth), viewport.width);
        await assertUsable(shop, 'the front page');
      });

      it('is usable on every page before the first click', async () => {
        const shop = await open('/accounts');
        await at(shop).said(text.status.none).waitFor();
        await assertUsable(shop, '/accounts');
        for (const path of ['/outbound', '/outbound-page', '/outbound-backend', '/custom']) {
          await shop.goto(`${visit.hosts.demoOrigin}${path}?lang=${language}`);
          await at(shop).button(text.openBanking.trigger).and(shop.page.locator(':enabled')).waitFor();
          await assertUsable(shop, path);
        }
      });

      for (const path of ['/outbound', '/custom'])
        it(`is usable on ${path}`, async () => {
          const shop = await open(path);
          const bank = await visit.windows.opened(() => shop.click(trigger));
          await shop.page.locator('#bank [part=message]').waitFor();
          await assertUsable(shop, 'while the person is at the bank');
          await signInAtBank(bank, '#refuse');
          await at(shop).said(text.status.refused).waitFor();
          await assertUsable(shop, 'after a refusal');
          await signInAtBank(await visit.windows.opened(() => shop.click(trigger)));
          await at(shop).countAccounts();
          await assertUsable(shop, 'with the accounts');
        });

      it('is usable on /outbound-page, to the end of the link', async () => {
        const shop = await open('/outbound-page');
        await shop.click(trigger);
        await signInAtBank(shop, '#refuse');
        await at(shop).said(text.status.refused).waitFor();
        await assertUsable(shop, 'back after a refusal');
        await shop.click(trigger);
        await signInAtBank(shop);
        await at(shop).countAccounts();
        await at(shop).button(text.account.showMore).first().click();
        await at(shop).said(text.account.shown(20)).waitFor();
        await assertUsable(shop, 'with more transactions');
        await at(shop).button(text.actions.disconnect).click();
        await assertUsable(shop, 'asked whether to disconnect');
        await at(shop).button(text.actions.disconnectConfirm).click();
        await at(shop).said(text.openBanking.disconnected).waitFor();
        await assertUsable(shop, 'disconnected');
      });

      it('is usable where windows are blocked', async () => {
        const shop = await openBlocked(visit, text);
        await shop.page.locator('#bank a[part=action]').waitFor();
        await assertUsable(shop, 'with the other ways to the bank');
      });

      it('is usable where nothing went well', async () => {
        const shop = await open('/custom');
        await shop.fill('#institution', '999');
        await at(shop).button(text.openBanking.trigger).click();
        await at(shop).said(text.status.notLinked('invalid_request')).waitFor();
        await assertUsable(shop, 'after an error');
        await shop.page.route('**/api/outbound/providers', route => route.abort());
        await shop.goto(`${visit.hosts.demoOrigin}/outbound?lang=${language}`);
        await at(shop).said(text.errors.unreachable).waitFor();
        await assertUsable(shop, 'without a list of banks');
        await shop.goto(`${visit.hosts.demoOrigin}/callback.html?lang=${language}&code=c&state=s`);
        await until(
          () => shop.run(() => document.querySelector('[role=status]')?.textContent),
          'a word to a stray',
        );
        await assertUsable(shop, 'the return page', { isStyled: false });
      });
    },
    options,
  );

demoJourneys('open banking in the demo, by keyboard alone', visit => {
  const tabTo = async (window: BrowserWindow, selector: string, key = 'Tab') => {
    const focused = () => window.run(wanted => !!document.activeElement?.matches(wanted), selector);
    await window.page.locator(selector).first().waitFor();
    for (let presses = 0; presses < 90; presses++) {
      if (await focused()) return;
      await window.press(key);
    }
    throw new Error(`${key} never gets to ${selector}`);
  };
  const focusIsAt = (window: BrowserWindow, selector: string) =>
    until(
      () => window.run(wanted => document.activeElement?.matches(wanted), selector),
      `focus at ${selector}`,
    );

  it('goes to the bank and back, through transactions, and disconnects', async () => {
    const shop = await visit.windows.open(`${visit.hosts.demoOrigin}/?lang=en`);
    await tabTo(shop, 'main a[href^="/outbound?"]');
    await shop.press('Enter');
    await at(shop).button(en.openBanking.trigger).and(shop.page.locator(':enabled')).waitFor();
    await tabTo(shop, '#provider');
    await shop.press('ArrowDown');
    await tabTo(shop, trigger);
    const bank = await visit.windows.opened(() => shop.press('Enter'));
    await tabTo(bank, '#username');
    assert.match(await bank.text('h1'), /NBC/);
    await bank.type('Greatday');
    await tabTo(bank, '#password');
    await bank.type('Everyday');
    await bank.press('Enter');
    // Enter in a field of the form, as in "goes by keyboard alone" of the bank's window.
    await tabTo(bank, '[name=account]');
    await bank.press('Enter');
    await bank.gone();
    await at(shop).countAccounts();
    await focusIsAt(shop, trigger);

    const more = '#open-banking-account-3-more';
    await tabTo(shop, more);
    await shop.press('Enter');
    await at(shop).said(en.account.shown(20)).waitFor();
    // To the last page the same key does it; then the focus is at what was said.
    while (await shop.page.locator(more).isVisible()) {
      await focusIsAt(shop, more);
      const rows = await shop.page.locator('#open-banking-account-3 tbody tr').count();
      await shop.press('Space');
      await shop.page.locator('#open-banking-account-3 tbody tr').nth(rows).waitFor();
    }
    await focusIsAt(shop, '#open-banking-account-3-news');

    await tabTo(shop, '#disconnect', 'Shift+Tab');
    await shop.press('Enter');
    await focusIsAt(shop, '#disconnect-keep');
    await shop.press('Enter');
    await focusIsAt(shop, '#disconnect');
    await shop.press('Enter');
    await shop.press('Shift+Tab');
    await focusIsAt(shop, '#disconnect-confirm');
    await shop.press('Enter');
    await at(shop).said(en.openBanking.disconnected).waitFor();
    await focusIsAt(shop, '#open-banking-status');
    await assertNothingLeft(visit, ['code', 'state', 'token'], shop);
  });
});
