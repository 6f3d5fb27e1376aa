import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import { assertNothingLeft, outbound, outcomes, redirectJourneys, trigger } from './redirect-journey.ts';
import { until } from './until.ts';

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  'a page that loads a file for each flow',
  world => {
    const orders = [
      ['flinks-connect', 'flinks-outbound'],
      ['flinks-outbound', 'flinks-connect'],
    ];
    for (const files of orders) {
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

      it(`takes the response of a window that comes back to such a page, ${files.join(' before ')}`, async () => {
        const { hosts, windows } = world;
        const element = outbound('simulate=auto&back=/shop', `redirect-uri="${hosts.origin}/shop"`);
        const shop = await windows.open(hosts.page('/shop', element, { files, classic: true }));
        const bank = await windows.opened(() => shop.click(trigger));
        const { detail } = await hosts.next('flinks-code');
        assert.equal(detail.state, hosts.issuedAt(0).state);
        await bank.gone();
        assert.equal(outcomes(hosts).length, 1);
        await assertNothingLeft(world, shop);
      });

      it(`shows a reference where the bank has failed, ${files.join(' before ')}`, async () => {
        const { hosts, windows } = world;
        const shop = await windows.open(
          hosts.page('/shop', outbound('simulate=error:server_error'), { files }),
        );
        await windows.opened(() => shop.click(trigger));
        const { detail } = await hosts.next('flinks-error');
        assert.equal(detail.code, 'authorization-failed');
        const shown = () => shop.run(() => document.querySelector('flinks-link')!.shadowRoot!.textContent);
        await until(async () => (await shown()).includes('Reference for support'), 'the reference');
      });
    }
  },
  { isolated: false },
);
