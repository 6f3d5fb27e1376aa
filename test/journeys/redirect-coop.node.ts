import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import { outbound, outcomes, redirectJourneys, trigger } from './redirect-journey.ts';

/** What a page may say of windows that it opens or is opened by (HTML: cross-origin opener policies). */
const policies = ['none', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'];

redirectJourneys('cross-origin opener policies', world => {
  for (const shopPolicy of policies)
    for (const bankPolicy of policies) {
      // Both cut the tie: the hardest of all.
      const walk = shopPolicy === 'same-origin' && bankPolicy === 'same-origin' ? essential : it;
      walk(`deliver where the shop says ${shopPolicy} and the bank ${bankPolicy}`, async () => {
        const { hosts, windows } = world;
        const headers = shopPolicy === 'none' ? {} : { 'Cross-Origin-Opener-Policy': shopPolicy };
        // A site sets such a header for all of its pages.
        hosts.callbackHeaders = headers;
        const ask = `simulate=auto${bankPolicy === 'none' ? '' : `,coop:${bankPolicy}`}`;
        const shop = await windows.open(hosts.page('/shop', outbound(ask), { headers }));
        const bank = await windows.opened(() => shop.click(trigger));
        await hosts.next('flinks-code');
        await bank.gone();
        assert.equal(outcomes(hosts).length, 1);
        assert.deepEqual(hosts.told('flinks-notice'), [], 'no window is taken for closed');
      });
    }
});
