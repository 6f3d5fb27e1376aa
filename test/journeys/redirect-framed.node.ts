import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  trigger,
} from './redirect-journey.ts';

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  'a shop in a frame of another site',
  world => {
    const open = async (attributes: string, ask = 'simulate=auto') => {
      const { hosts, windows } = world;
      const address = hosts.page('/shop', outbound(ask, attributes));
      hosts.document(
        '/portal',
        `<!doctype html><title>Portal</title><iframe src="${address}" width="600" height="600">`,
      );
      const portal = await windows.open(`${hosts.portal}/portal`);
      await hosts.next('settled');
      return portal;
    };

    essential("hears from the bank's window", async () => {
      const { hosts, windows } = world;
      const portal = await open('');
      const bank = await windows.opened(() => portal.clickInFrame(trigger));
      const { detail } = await hosts.next('flinks-code');
      assert.equal(detail.state, hosts.issuedAt(0).state);
      await bank.gone();
      assert.equal(outcomes(hosts).length, 1);
      await assertNothingLeft(world);
    });

    essential('gives the bank no opener, by which it could send the portal away', async () => {
      const { hosts, windows } = world;
      const portal = await open('', '');
      const bank = await windows.opened(() => portal.clickInFrame(trigger));
      await bank.text('#sign-in');
      const opener = await bank.run(evil => {
        try {
          window.opener.top.location = evil;
        } catch {
          // There is none, or it is out of reach.
        }
        return window.opener;
      }, `${hosts.portal}/evil`);
      assert.equal(opener, null);
      await signInAtBank(bank);
      assert.equal((await hosts.next('flinks-code')).detail.state, hosts.issuedAt(0).state);
      assert.equal(await portal.run(() => location.pathname), '/portal');
      const noise = windows.console().filter(line => /postMessage|target origin/i.test(line));
      assert.deepEqual(noise, [], 'nothing is said to a window that is at the bank');
    });

    it('hears from its own page in the window, where that is the return page', async () => {
      const { hosts, windows } = world;
      const portal = await open(`redirect-uri="${hosts.origin}/shop"`, 'simulate=auto&back=/shop');
      const bank = await windows.opened(() => portal.clickInFrame(trigger));
      assert.equal((await hosts.next('flinks-code')).detail.state, hosts.issuedAt(0).state);
      await bank.gone();
      assert.equal(outcomes(hosts).length, 1);
    });

    it('hears from a window that it opens at last, and shows no link, which would bring nothing home', async () => {
      const { hosts } = world;
      const portal = await open('data-open');
      const { detail: notice } = await hosts.next('flinks-notice');
      assert.equal(notice.code, 'popup-blocked');
      const shown = await portal.textInFrame('#bank .panel');
      assert.match(shown, /Reopen bank window/);
      assert.doesNotMatch(shown, /new tab|in this tab/);
      const bank = await world.windows.opened(() =>
        portal.clickInFrame('#bank button:text-is("Reopen bank window")'),
      );
      const { detail } = await hosts.next('flinks-code');
      assert.equal(detail.state, hosts.issuedAt(1).state);
      await bank.gone();
      assert.equal(outcomes(hosts).length, 1);
      await assertNothingLeft(world);
    });

    it('cannot leave as a whole page', async () => {
      const { hosts, windows } = world;
      const portal = await open('target="page"');
      await portal.clickInFrame(trigger);
      const { detail } = await hosts.next('flinks-error');
      assert.equal(detail.code, 'unsupported');
      assert.equal(windows.count(), 1);
      assert.deepEqual(hosts.issued(), [], 'no state was spent');
    });
  },
  { isolated: false },
);
