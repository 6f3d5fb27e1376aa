import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  trigger,
  type World,
} from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

/** A page of another site with one of the shop's in a frame. */
async function openPortal({ hosts, windows }: World, address: string) {
  hosts.document(
    '/portal',
    `<!doctype html><title>Portal</title><iframe src="${address}" width="600" height="600">`,
  );
  return windows.open(`${hosts.portal}/portal`);
}

const cookiePage =
  '<!doctype html><title>Cookie</title><script src="/journal.js"></script><script src="/cookie.js"></script>';

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  'without cookies of third parties',
  world => {
    async function assertDelivered(...shops: BrowserWindow[]) {
      const { hosts } = world;
      const { detail } = await hosts.next('flinks-code');
      assert.equal(detail.state, hosts.issuedAt(0).state);
      assert.equal(outcomes(hosts).length, 1);
      assert.equal(await hosts.redeem(detail), true);
      await assertNothingLeft(world, ...shops);
    }

    essential(
      'is how this browser is set: a page keeps a cookie, and none in a frame of another site',
      async () => {
        const { hosts, windows } = world;
        hosts.document('/cookie', cookiePage);
        await windows.open(`${hosts.origin}/cookie`);
        const own = await hosts.next('cookie');
        await openPortal(world, `${hosts.origin}/cookie`);
        const framed = await hosts.next('cookie', hosts.isLater(own));
        assert.deepEqual([own.kept, framed.kept], [true, false]);
      },
    );

    it("the bank's window brings the code home", async () => {
      const { hosts, windows } = world;
      const shop = await windows.open(hosts.page('/shop', outbound('')));
      const bank = await windows.opened(() => shop.click(trigger));
      await signInAtBank(bank);
      await assertDelivered(shop);
    });

    it('the whole page does', async () => {
      const { hosts, windows } = world;
      const shop = await windows.open(hosts.page('/shop', outbound('', 'target="page"')));
      await hosts.next('settled');
      await shop.click(trigger);
      await signInAtBank(shop);
      await assertDelivered(shop);
    });

    essential('the window does for a shop in a frame of another site', async () => {
      const { hosts, windows } = world;
      const portal = await openPortal(world, hosts.page('/shop', outbound('')));
      await hosts.next('settled');
      const bank = await windows.opened(() => portal.clickInFrame(trigger));
      await signInAtBank(bank);
      await assertDelivered();
    });
  },
  { isolated: false, noThirdParty: true },
);
