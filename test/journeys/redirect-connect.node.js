import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outcomes, redirectJourneys } from './redirect-journey.js';

redirectJourneys('Connect that leaves with the whole page', world => {
  for (const path of ['/shop', '/callback'])
    it(`succeeds once, though its message and its address both come: to ${path}`, async () => {
      const { hosts, windows } = world;
      const minted = await fetch(`${hosts.flinks.origin}/simulator/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"simulate":"auto"}',
      });
      const { token } = await minted.json();
      const connect = `<flinks-link id="bank" connect-url="${hosts.flinks.origin}/v2/" demo
        params="innerRedirect=false" redirect-uri="${hosts.origin}${path}" authorize-token="${token}"></flinks-link>`;
      const shop = await windows.open(hosts.page('/shop', connect));
      const login = await hosts.next('flinks-login');
      const isBack = entry => hosts.told().indexOf(entry) > hosts.told().indexOf(login);
      await hosts.next('settled', entry => entry.path === '/shop' && isBack(entry));
      await shop.text('#bank .panel:has-text("Your bank account is linked.")');
      const [{ detail }, ...more] = outcomes(hosts);
      assert.deepEqual(more, []);
      assert.deepEqual(hosts.told('fault'), []);
      const traces = () => location.href + JSON.stringify({ ...sessionStorage });
      const { loginId } = detail;
      const left = await shop.run(traces);
      assert.ok(!left.includes(loginId) && !left.includes('flinks_state'), left);
    });
});
