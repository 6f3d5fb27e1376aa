import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outbound, outcomes, redirectJourneys, trigger } from './redirect-journey.js';

/** What a page may say of windows that it opens or is opened by (HTML: cross-origin opener policies). */
const policies = ['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'];

redirectJourneys('cross-origin opener policies', world => {
  it('deliver in all of their 16 combinations', async () => {
    const { hosts, windows, engine } = world;
    const table = {};
    for (const shopPolicy of policies) {
      const headers = shopPolicy ? { 'Cross-Origin-Opener-Policy': shopPolicy } : {};
      // A site sets such a header for all of its pages.
      hosts.callbackHeaders = headers;
      for (const bankPolicy of policies) {
        hosts.clear();
        const ask = `simulate=auto${bankPolicy && `,coop:${bankPolicy}`}`;
        const shop = await windows.open(hosts.page('/shop', outbound(ask), { headers }));
        const bank = await windows.opened(() => shop.click(trigger));
        const delivered = await hosts.next('flinks-code').then(
          () => 'delivered',
          error => error.message,
        );
        if (delivered === 'delivered') await bank.gone();
        const notices = hosts.told('flinks-notice').map(({ detail }) => detail.code);
        (table[`shop ${shopPolicy || 'none'}`] ??= {})[`bank ${bankPolicy || 'none'}`] =
          delivered + (notices.length ? ` (${notices})` : '');
        assert.ok(outcomes(hosts).length <= 1);
        await shop.close();
      }
    }
    console.log(engine);
    console.table(table);
    assert.deepEqual(new Set(Object.values(table).flatMap(Object.values)), new Set(['delivered']));
  });
});
