import assert from 'node:assert/strict';
import { essential } from './essential.ts';
import { assertNothingLeft, outbound, outcomes, redirectJourneys, trigger } from './redirect-journey.ts';

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  'a page that loads a file for each flow',
  world => {
    for (const files of [
      ['flinks-connect', 'flinks-outbound'],
      ['flinks-outbound', 'flinks-connect'],
    ])
      essential(`links by both of them, ${files.join(' before ')}`, async () => {
        const { hosts, windows } = world;
        const connect = `<flinks-link id="connect" data-token demo connect-url="${hosts.flinks.origin}/v2/"></flinks-link>`;
        const shop = await windows.open(hosts.page('/shop', connect + outbound(), { files }));
        await shop.clickInFrame('#consent-accept');
        await shop.clickInFrame('[data-institution=FlinksCapital]');
        await shop.fillInFrame('#username', 'greatday_nomfa');
        await shop.fillInFrame('#password', 'Everyday');
        await shop.clickInFrame('button[type=submit]');
        const login = await hosts.next('flinks-login');
        assert.equal(login.detail.flow, 'connect');

        const bank = await windows.opened(() => shop.click(trigger));
        const { detail } = await hosts.next('flinks-code');
        assert.equal(detail.state, hosts.issuedAt(0).state);
        await bank.gone();
        assert.equal((await hosts.exchange(detail.code)).status, 200);
        assert.equal(outcomes(hosts).length, 2);
        assert.deepEqual(
          windows.console().filter(line => line.includes('flinks-link')),
          [],
        );
        await assertNothingLeft(world, shop);
      });
  },
  { isolated: false },
);
