import assert from 'node:assert/strict';
import type { FlinksLink } from '../../src/element.ts';
import { essential, it } from './essential.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  tabTo,
  travel,
  trigger,
} from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

redirectJourneys('Back from the bank', world => {
  const back = (window: BrowserWindow) => travel(world, window, () => history.back());

  /** Leaves by the whole page, and is at the bank, which asks for a name and a password. */
  async function leaveForBank(more = '', headers = {}) {
    const { hosts, windows } = world;
    const shop = await windows.open(hosts.page('/shop', outbound('', 'target="page"') + more, { headers }));
    await hosts.next('settled');
    await shop.click(trigger);
    await shop.fill('#username', 'Greatday');
    assert.deepEqual(outcomes(hosts), []);
    return shop;
  }

  /** One outcome: the answer to the address of this number. */
  async function assertDelivered(shop: BrowserWindow, number: number) {
    const { hosts } = world;
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(number).state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  }

  essential('finds a cached page in this browser', async () => {
    const { hosts, windows } = world;
    const link = `<a href="${hosts.bank.origin}/nowhere">Away</a>`;
    hosts.document('/plain', `<!doctype html><title>Plain</title><script src="/journal.js"></script>${link}`);
    const window = await windows.open(`${hosts.origin}/plain`);
    await window.click('a');
    await window.text('body:not(:has(a))');
    assert.equal((await back(window)).persisted, true);
  });

  essential('finds the cached page waiting, and the person can go again', async () => {
    const { hosts } = world;
    const shop = await leaveForBank();
    assert.equal((await back(shop)).persisted, true, 'the element is no obstacle to the cache');
    assert.deepEqual(outcomes(hosts), []);
    hosts.simulate = 'auto';
    // By keyboard: Firefox's driver sees no end of a navigation to a cached page, and gives no click to it.
    await tabTo(shop, 'Reopen bank window');
    await shop.press('Enter');
    await assertDelivered(shop, 1);
  });

  const stale =
    world.engine === 'firefox' &&
    'Firefox 153 shows a page from its cache the sessionStorage of the moment when it was left';
  it(
    'finds the cached page at rest once another visit has taken the answer: its session ends once',
    { skip: stale },
    async () => {
      const { hosts } = world;
      const shop = await leaveForBank();
      assert.equal((await back(shop)).persisted, true);
      hosts.simulate = 'auto';
      await tabTo(shop, 'Reopen bank window');
      await shop.press('Enter');
      await assertDelivered(shop, 1);
      let shown = { persisted: false, path: '' };
      while (shown.path !== '/shop' || !shown.persisted) shown = await back(shop);
      const status = await shop.run(() => document.querySelector<FlinksLink>('#bank')?.status);
      assert.equal(status, 'idle');
      await tabTo(shop, 'Link');
      await shop.press('Enter');
      const { detail } = await hosts.next(
        'flinks-code',
        entry => entry.detail.state === hosts.issuedAt(2).state,
      );
      const [first, second] = outcomes(hosts).map(({ detail }) => 'attemptId' in detail && detail.attemptId);
      assert.deepEqual([outcomes(hosts).length, second], [2, detail.attemptId]);
      assert.notEqual(first, second);
      await assertNothingLeft(world, shop);
    },
  );

  it('finds a page that was not cached as new, and the person can go again', async () => {
    const { hosts } = world;
    const shop = await leaveForBank('<script src="/unload.js"></script>', {
      'Permissions-Policy': 'unload=(self)',
    });
    assert.equal((await back(shop)).persisted, false);
    assert.deepEqual(outcomes(hosts), []);
    hosts.simulate = 'auto';
    await shop.click(trigger);
    await assertDelivered(shop, 1);
  });

  it('and Forward again: whoever finishes at the bank is known', async () => {
    const shop = await leaveForBank();
    assert.equal((await back(shop)).persisted, true);
    await shop.leave(() => history.forward());
    await signInAtBank(shop);
    await assertDelivered(shop, 0);
  });

  it('and Forward again, where the page was not cached: whoever finishes at the bank is known', async () => {
    const shop = await leaveForBank('<script src="/unload.js"></script>', {
      'Permissions-Policy': 'unload=(self)',
    });
    assert.equal((await back(shop)).persisted, false);
    await shop.leave(() => history.forward());
    await signInAtBank(shop);
    await assertDelivered(shop, 0);
  });
});
