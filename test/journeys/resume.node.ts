import assert from 'node:assert/strict';
import { it } from 'node:test';
import { objectOf, stringOf } from '../support/json.ts';
import { outcomes, redirectJourneys } from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

/** How the end of a session shows: the variant of the simulator, and what Connect says of it. */
const endings = [
  ['SESSION_NONEXISTENT', ''],
  ['SESSION_EXPIRED', 'expired:SESSION_EXPIRED'],
  ['nothing', 'expired:silent'],
] as const;

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  'a resumed session that is dead',
  world => {
    /** Asks the simulator for something. */
    const control = (path: string, body: object) =>
      fetch(`${world.hosts.flinks.origin}/simulator/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    async function resume(body: object) {
      const { hosts, windows } = world;
      const answer = objectOf(await (await control('requests', body)).json(), 'what the simulator says');
      const requestId = stringOf(answer.requestId, 'the requestId');
      const attributes = `connect-url="${hosts.flinks.origin}/v2/" request-id="${requestId}" load-timeout="6000"`;
      const element = `<flinks-link id="bank" data-token demo ${attributes}></flinks-link>`;
      return { requestId, shop: await windows.open(hosts.page('/shop', element)) };
    }

    /** The user is told, and links the bank in a clean session of the same attempt. */
    async function assertLinked(shop: BrowserWindow) {
      const { hosts } = world;
      const { detail } = await hosts.next('flinks-notice', entry => entry.detail.code === 'session-expired');
      assert.equal(detail.retryable, false);
      await shop.clickInFrame('#consent-accept');
      await shop.clickInFrame('[data-institution=FlinksCapital]');
      await shop.fillInFrame('#username', 'greatday_nomfa');
      await shop.fillInFrame('#password', 'Everyday');
      await shop.clickInFrame('button[type=submit]');
      const login = await hosts.next('flinks-login');
      assert.ok(hosts.flinks.simulator.world.logins.get(login.detail.loginId), 'a login of Flinks');
      assert.equal(outcomes(hosts).length, 1);
      assert.deepEqual(hosts.told('flinks-error'), []);
    }

    for (const [says, simulate] of endings)
      it(`and says ${says} ends in a linked bank`, async () => {
        const { shop } = await resume({ expired: true, simulate });
        await assertLinked(shop);
      });

    for (const [says, simulate] of endings.slice(0, 2))
      it(`once its questions are shown, and says ${says}, ends in a linked bank`, async () => {
        const { requestId, shop } = await resume({ simulate });
        await shop.fillInFrame('#mfa-answer-0', '?');
        assert.equal((await control('expired-requests', { requestId })).status, 204);
        for (const index of [1, 2]) await shop.fillInFrame(`#mfa-answer-${index}`, '?');
        await shop.clickInFrame('#mfa-submit');
        await assertLinked(shop);
      });
  },
  { isolated: false },
);
