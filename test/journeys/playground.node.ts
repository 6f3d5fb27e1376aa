import assert from 'node:assert/strict';
import { en } from '../../demo/pages/text/en.ts';
import type { FlinksLink } from '../../src/element.ts';
import { assertAccessible, assertNothingLeft, at, demoJourneys, looks } from './demo-journey.ts';
import { essential, it } from './essential.ts';
import { goThroughExpress, pickBank, signInAtConnect } from './person.ts';
import { signInAtBank, traces } from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow } from './windows.ts';

declare global {
  interface Window {
    /** The element before it was restarted. */
    first: FlinksLink | null;
    /** By the button for it. */
    copied: string;
  }
}

const terms = en.playground;

/** What the user at the playground uses. */
const bench = ({ page }: BrowserWindow) => ({
  live: page.locator('#live flinks-link'),
  element: (name: string) => page.locator('#live').getByRole('button', { name, exact: true }),
  bank: (name: string) => page.getByRole('option', { name, exact: true }),
  choose: (name: string) => pickBank(page, name),
  connect: page.frameLocator('#live iframe'),
  flow: (name: string) => page.getByRole('radio', { name, exact: true }),
  code: page.locator('#code pre'),
  log: page.getByRole('log'),
  openBanking: page.locator('#open-banking article'),
  accounts: page.locator('#accounts article'),
});

demoJourneys(
  'the playground',
  visit => {
    const open = (query = '') => visit.windows.open(`${visit.hosts.demoOrigin}/?lang=en${query}`);
    const opened = (act: () => Promise<unknown>) => visit.windows.opened(act);

    essential(
      'links a bank with open banking and one with credentials by the same tag, and shows both',
      async () => {
        const shop = await open();
        const use = bench(shop);
        const bank = await opened(() => use.choose('Flinks Capital'));
        await signInAtBank(bank);
        await bank.gone();
        await use.openBanking.first().waitFor();
        await shop.run(() => void (window.first = document.querySelector('flinks-link')));
        await at(shop).button(terms.startAnew).click();
        await use.choose('CIBC');
        await signInAtConnect(use.connect);
        await use.accounts.first().waitFor();
        assert.equal(await use.openBanking.count(), 4);
        assert.equal(await shop.run(() => window.first === document.querySelector('flinks-link')), true);
        for (const type of ['flinks-navigate', 'flinks-code', 'flinks-ready', 'flinks-step', 'flinks-login'])
          assert.ok(await use.log.getByText(type, { exact: true }).count(), `${type} is told`);
        await assertNothingLeft(visit, ['code', 'state', 'token'], shop);
        const result = await use.live.evaluate((element: FlinksLink) => element.result);
        const loginId = result?.type === 'login' ? result.loginId : '';
        assert.match(loginId, /^[0-9a-f-]{36}$/);
        assert.ok(!(await shop.run(traces)).includes(loginId), 'the loginId is on the page');
        await at(shop).button(terms.clear).click();
        assert.equal(await use.log.getByRole('listitem').count(), 0);
        // What is linked belongs to the user: it is there the next time as well.
        await shop.goto(`${visit.hosts.demoOrigin}/?lang=en`);
        await use.openBanking.first().waitFor();
        await use.accounts.first().waitFor();
      },
    );

    it('hands off to Express, and shows the accounts that the webhook brings', async () => {
      const shop = await open();
      const use = bench(shop);
      await use.flow(terms.express).check();
      const site = await opened(() => use.live.getByRole('link').click());
      await at(shop).said(terms.expressWaiting).waitFor();
      assert.equal(await use.accounts.count(), 0);
      await goThroughExpress(site);
      await use.accounts.first().waitFor();
      await at(shop).said(terms.expressLinked).waitFor();
      assert.equal(await use.accounts.count(), 1);
      assert.ok(await use.log.getByText('flinks-handoff').count());
    });

    it('falls back to Connect where the bank cannot be reached, and the person wants it', async () => {
      const shop = await open();
      const use = bench(shop);
      const bank = await opened(() => use.choose('Lighthouse Bay Bank'));
      await bank.gone();
      await use.element('Sign in here').click();
      assert.match(await use.log.innerText(), /flinks-fallback.*temporarily_unavailable/);
      await signInAtConnect(use.connect, 'FlinksCapital');
      await use.accounts.first().waitFor();
    });

    it('links nothing where the person wants no fallback, nor after a refusal at the bank', async () => {
      const shop = await open();
      const use = bench(shop);
      await (await opened(() => use.choose('Lighthouse Bay Bank'))).gone();
      await use.element('Cancel').click();
      await at(shop).said(en.status.cancelled).waitFor();
      await at(shop).button(terms.startAnew).click();
      const bank = await opened(() => use.choose('Flinks Capital'));
      await signInAtBank(bank, '#refuse');
      await at(shop).said(en.status.refused).waitFor();
      assert.equal(await use.element('Sign in here').count(), 0);
      assert.equal(await at(shop).accounts().count(), 0);
    });

    it('goes back to the list of banks', async () => {
      const shop = await open();
      const use = bench(shop);
      await use.choose('CIBC');
      await use.connect.locator('#consent-accept').waitFor();
      await use.element('Choose another bank').click();
      await use.bank('CIBC').waitFor();
      assert.equal(await shop.page.getByRole('combobox', { name: 'Choose your bank' }).inputValue(), 'CIBC');
      const bank = await opened(() => use.choose('Flinks Capital'));
      await signInAtBank(bank);
      await use.openBanking.first().waitFor();
    });

    it('comes back from the whole page with the settings that it left with', async () => {
      const shop = await open();
      const use = bench(shop);
      await use.flow(terms.outbound).check();
      await use.flow(terms.wholePage).check();
      await use.element(terms.trigger).click();
      await signInAtBank(shop);
      await use.openBanking.first().waitFor();
      assert.ok(await use.flow(terms.outbound).isChecked());
      assert.ok(await use.flow(terms.wholePage).isChecked());
    });

    it('takes no tag from its address, and writes none into it', async () => {
      const shop = await open('&flow=connect&tag=of-another&customerName=Acme');
      const use = bench(shop);
      await use.live.waitFor();
      assert.equal(await use.live.getAttribute('customer-name'), 'Acme');
      assert.equal(await use.live.getAttribute('tag'), null);
      await shop.page.locator('#settings summary').click();
      for (const [name, text] of Object.entries({ tag: 'of-the-user', customerName: 'Other' })) {
        await shop.page.locator(`#${name}`).fill('');
        // Typed, and left by a key: Firefox takes nothing else for a change by the user.
        await shop.page.locator(`#${name}`).pressSequentially(text);
        await shop.press('Tab');
      }
      await shop.page.locator('#live [customer-name=Other]').waitFor();
      assert.equal(await use.live.getAttribute('tag'), 'of-the-user');
      assert.doesNotMatch(await shop.run(() => location.href + document.body.innerHTML), /[?&;]tag=/);
    });

    it('ends no sign-in that has begun without a word', async () => {
      const shop = await open();
      const use = bench(shop);
      await use.choose('CIBC');
      await use.connect.locator('#consent-accept').click();
      await use.connect.locator('#username').fill('greatday_nomfa');
      await use.flow(terms.dialog).check();
      await at(shop).said(terms.under).waitFor();
      assert.match(await use.code.innerText(), /display="dialog"/);
      await at(shop).button(terms.keepIt).click();
      assert.ok(await use.flow(terms.inline).isChecked());
      assert.doesNotMatch(await use.code.innerText(), /display="dialog"/);
      assert.equal(await use.connect.locator('#username').inputValue(), 'greatday_nomfa');
      await use.flow(terms.dialog).check();
      await at(shop).button(terms.applyNow).click();
      await use.element(terms.trigger).waitFor();
      assert.equal(await at(shop).said(terms.under).count(), 0);
    });

    it('copies the code for the settings, and says so', async () => {
      const shop = await open();
      const use = bench(shop);
      await use.flow('React 19').check();
      await shop.run(() => {
        // Reading the clipboard back asks for a permission that Firefox does not have.
        navigator.clipboard.writeText = async text => void (window.copied = text);
      });
      await at(shop).button(terms.copy).click();
      await at(shop).said(terms.copied).waitFor();
      const copied = await shop.run(() => window.copied);
      assert.match(copied, /<flinks-link/);
      assert.equal(copied.trim(), (await use.code.textContent())?.trim());
    });

    it('is used by keyboard alone: a flow, more settings, a bank', async () => {
      const shop = await open();
      const use = bench(shop);
      const tabTo = (selector: string) =>
        until(async () => {
          if (await shop.run(wanted => !!document.activeElement?.matches(wanted), selector)) return true;
          await shop.press('Tab');
          return false;
        }, `the focus at ${selector}`);
      await use.bank('Flinks Capital').waitFor();
      await tabTo('[name=flow]');
      await shop.press('ArrowDown');
      await shop.press('ArrowDown');
      assert.ok(await use.flow(terms.connect).isChecked());
      await tabTo('#settings summary');
      await shop.press('Enter');
      await tabTo('#customerName');
      await shop.type('Acme & Co');
      await tabTo('[name=accountSelectorEnable]');
      await shop.press('Space');
      await until(async () => /accountSelectorEnable=true/.test(await use.code.innerText()), 'the code');
      assert.match(await use.code.innerText(), /customer-name="Acme &amp; Co"/);
      await until(
        () =>
          use.live.evaluate(
            ({ customerName, status }: FlinksLink) => customerName === 'Acme & Co' && status === 'ready',
          ),
        'Connect',
      );
      await shop.press('Shift+Tab');
      await use.flow(terms.connect).focus();
      await shop.press('ArrowUp');
      await shop.press('ArrowUp');
      await use.bank('Flinks Capital').waitFor();
      await tabTo('flinks-link');
      await shop.type('flinks cap');
      await until(async () => (await use.live.getByRole('option').count()) <= 3, 'what was found');
      const bank = await opened(() => shop.press('Enter'));
      await signInAtBank(bank);
      await use.openBanking.first().waitFor();
    });
  },
  { isolated: false },
);

for (const { language, text, ...options } of looks)
  demoJourneys(
    `the playground for everybody, in ${language}`,
    visit => {
      it('passes the accessibility audit with each flow, all settings shown, and accounts', async () => {
        const { playground } = text;
        const shop = await visit.windows.open(`${visit.hosts.demoOrigin}/?lang=${language}`);
        const use = bench(shop);
        await use.bank('Flinks Capital').waitFor();
        await assertAccessible(shop, 'at first');
        await shop.page.locator('#settings summary').click();
        for (const flow of ['connect', 'outbound', 'custom', 'express'] as const) {
          await use.flow(playground[flow]).check();
          await use.live.and(shop.page.locator(flow === 'connect' ? '*' : `[flow=${flow}]`)).waitFor();
          await assertAccessible(shop, flow);
        }
        await use.flow(playground.outbound).check();
        const bank = await visit.windows.opened(() => use.element(playground.trigger).click());
        await use.flow(playground.auto).check();
        await at(shop).said(playground.under).waitFor();
        await assertAccessible(shop, 'asked about a sign-in');
        await at(shop).button(playground.keepIt).click();
        await signInAtBank(bank);
        await use.openBanking.first().waitFor();
        await assertAccessible(shop, 'with accounts');
        assert.deepEqual(visit.windows.console(), []);
      });
    },
    options,
  );
