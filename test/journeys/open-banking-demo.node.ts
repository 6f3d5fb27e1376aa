import assert from 'node:assert/strict';
import { it } from 'node:test';
import { en } from '../../demo/pages/text/en.ts';
import { listOf, objectOf, stringOf } from '../support/json.ts';
import {
  assertNothingLeft,
  at,
  demoJourneys,
  newest,
  openBlocked,
  type Seen,
  type Visit,
} from './demo-journey.ts';
import { signInAtBank } from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

interface Way {
  /** Of the demo's page. */
  path: string;
  /** What goes over the wire. */
  brings: (keyof Seen)[];
  /** The bank comes in the place of the page. */
  whole?: boolean;
}

/** The ways to a bank's own page. */
const ways: Way[] = [
  { path: '/outbound', brings: ['code', 'state', 'token'] },
  { path: '/outbound-page', brings: ['code', 'state', 'token'], whole: true },
  { path: '/outbound-backend', brings: ['code', 'state', 'token'] },
  { path: '/custom', brings: ['loginId', 'state'] },
];

const trigger = en.openBanking.trigger;

/** What the bank holds, asked with the token that the demo's backend has. */
const bankOf = ({ hosts: { outbound }, seen }: Visit) => {
  assert.ok(outbound, 'this world has banks');
  const token = newest(seen.token);
  const ask = (path: string) =>
    fetch(`${outbound.origin}/api/fdx/5${path}`, { headers: { authorization: `Bearer ${token}` } });
  return {
    status: async () => (await ask('/accounts')).status,
    async countTransactions() {
      const { accounts } = objectOf(await (await ask('/accounts')).json(), 'what the bank says');
      const [account] = listOf(accounts, 'the accounts');
      const { depositAccount } = objectOf(account, 'an account');
      const accountId = stringOf(objectOf(depositAccount, 'its fields').accountId, 'its id');
      let count = 0;
      let offset = '';
      do {
        const query = `limit=100${offset && `&offset=${encodeURIComponent(offset)}`}`;
        const response = await ask(`/accounts/${accountId}/transactions?${query}`);
        const { transactions, page } = objectOf(await response.json(), 'what the bank says');
        count += listOf(transactions, 'the transactions').length;
        const { nextOffset = '' } = objectOf(page, 'the page');
        offset = stringOf(nextOffset, 'the next offset');
      } while (offset);
      return count;
    },
  };
};

demoJourneys('open banking in the demo', visit => {
  const open = (path: string) => visit.windows.open(`${visit.hosts.demoOrigin}${path}?lang=en`);
  /** Presses what leads to the bank; the window that the bank is in. */
  const toBank = (shop: BrowserWindow, { whole }: Partial<Way> = {}, name = trigger) =>
    whole
      ? at(shop)
          .button(name)
          .click()
          .then(() => shop)
      : visit.windows.opened(() => at(shop).button(name).click());

  for (const way of ways)
    it(`gets from ${way.path} to the accounts`, async () => {
      const { hosts, windows } = visit;
      const shop = await open('/');
      await shop.click(`main a[href^="${way.path}?"]`);
      const bank = await toBank(shop, way);
      await signInAtBank(bank);
      if (!way.whole) await bank.gone();
      assert.equal(await at(shop).countAccounts(), 4);
      assert.equal(windows.count(), 1);
      assert.equal(await shop.run(() => location.href), `${hosts.demoOrigin}${way.path}?lang=en`);
      await assertNothingLeft(visit, way.brings, shop);
      // What is linked belongs to the user, not to the page.
      await shop.goto(`${hosts.demoOrigin}/accounts?lang=en`);
      assert.equal(await at(shop).countAccounts(), 4);
      assert.equal(await at(shop).said(en.status.none).isVisible(), false);
      await assertNothingLeft(visit, way.brings, shop);
    });

  it('pages through an account to the end of what the bank holds', async () => {
    const shop = await open('/outbound');
    await signInAtBank(await toBank(shop));
    await at(shop).countAccounts();
    const account = at(shop).accounts().first();
    const rows = account.locator('tbody tr');
    const more = account.getByRole('button', { name: en.account.showMore });
    let shown = await rows.count();
    const held = await bankOf(visit).countTransactions();
    assert.ok(held > 3 * shown, `${held} transactions in pages of ${shown}`);
    while (shown < held) {
      await more.click();
      await rows.nth(shown).waitFor();
      shown = await rows.count();
      await at(shop).said(en.account.shown(shown)).waitFor();
    }
    assert.equal(shown, held);
    await more.waitFor({ state: 'hidden' });
    const dates = await account
      .locator('time')
      .evaluateAll((times: HTMLTimeElement[]) => times.map(each => each.dateTime));
    assert.deepEqual(dates, [...dates].sort().reverse());
  });

  it('disconnects: the consent ends at the bank, and the accounts are gone', async () => {
    const { hosts, seen } = visit;
    const shop = await open('/outbound');
    await signInAtBank(await toBank(shop));
    await at(shop).countAccounts();
    const bank = bankOf(visit);
    assert.equal(await bank.status(), 200);
    await at(shop).button(en.actions.disconnect).click();
    await at(shop).button(en.actions.keep).click();
    assert.equal(await at(shop).countAccounts(), 4);
    await at(shop).button(en.actions.disconnect).click();
    await at(shop).button(en.actions.disconnectConfirm).click();
    await at(shop).said(en.openBanking.disconnected).waitFor();
    assert.equal(await at(shop).accounts().count(), 0);
    assert.equal(await bank.status(), 401);
    assert.deepEqual(hosts.outbound?.consents.grantsOf(newest(seen.state)), []);
    await shop.goto(`${hosts.demoOrigin}/accounts?lang=en`);
    await at(shop).said(en.status.none).waitFor();
  });

  it('tells of a refusal, and starts again', async () => {
    const shop = await open('/outbound');
    await signInAtBank(await toBank(shop), '#refuse');
    await at(shop).said(en.status.refused).waitFor();
    assert.equal(await at(shop).accounts().count(), 0);
    await assertNothingLeft(visit, ['state'], shop);
    await signInAtBank(await toBank(shop, {}, 'Start again'));
    assert.equal(await at(shop).countAccounts(), 4);
    assert.equal(await at(shop).said(en.status.refused).isVisible(), false);
    await assertNothingLeft(visit, ['code', 'state', 'token'], shop);
  });

  it('gets past a blocked window by the link', async () => {
    const shop = await openBlocked(visit, en);
    const bank = await visit.windows.opened(() =>
      at(shop).link('Continue to your bank in a new tab').click(),
    );
    await signInAtBank(bank);
    assert.equal(await at(shop).countAccounts(), 4);
    await assertNothingLeft(visit, ['code', 'state', 'token'], shop);
    // No script may close what a link has opened, in some browsers: then the user is told to.
    await Promise.race([bank.gone(), bank.text('[role=status]')]);
  });

  it('gets past a blocked window in the whole page', async () => {
    const shop = await openBlocked(visit, en);
    await at(shop).button('Continue to your bank in this tab').click();
    await signInAtBank(shop);
    assert.equal(await at(shop).countAccounts(), 4);
    assert.equal(await shop.run(() => location.href), `${visit.hosts.demoOrigin}/outbound?lang=en`);
    await assertNothingLeft(visit, ['code', 'state', 'token'], shop);
  });
});
