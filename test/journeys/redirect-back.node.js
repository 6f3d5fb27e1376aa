import assert from 'node:assert/strict';
import { it } from 'node:test';
import { assertNothingLeft, outbound, outcomes, redirectJourneys, trigger } from './redirect-journey.js';

redirectJourneys('Back from the bank', world => {
  const plain = '<!doctype html><title>Plain</title><script src="/journal.js"></script>';
  /** Goes back, and tells how the page came to be there again. */
  async function goBack(window) {
    const { hosts } = world;
    const seen = hosts.told('pageshow').length;
    await window.leave(() => history.back());
    return hosts.next('pageshow', entry => hosts.told('pageshow').indexOf(entry) >= seen);
  }
  const leaveForBank = async (headers = {}, script = '') => {
    const { hosts, windows } = world;
    const address = hosts.page('/shop', outbound('', 'target="page"') + script, { headers });
    const shop = await windows.open(address);
    await hosts.next('settled');
    await shop.click(trigger);
    await shop.fill('#username', 'Greatday');
    await shop.run(() => (document.querySelector('#bank').dataset.ask = 'simulate=auto')).catch(() => {});
    return shop;
  };

  it('finds a cached page in this browser', async () => {
    const { hosts, windows } = world;
    hosts.document('/plain', plain);
    const window = await windows.open(`${hosts.origin}/plain`);
    await window.goto(`${hosts.bank.origin}/nowhere`);
    assert.equal((await goBack(window)).persisted, true);
  });

  it('finds the cached page waiting, and the person can go again', async () => {
    const { hosts } = world;
    const shop = await leaveForBank();
    assert.equal((await goBack(shop)).persisted, true, 'the element is no obstacle to the cache');
    assert.deepEqual(outcomes(hosts), []);
    hosts.simulate = 'auto';
    await shop.activate('#bank [part=action]', 'Open it again');
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issued()[1].state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });

  it('finds a page that was not cached as new, and the person can go again', async () => {
    const { hosts } = world;
    // Who still listens to `unload` is not cached.
    const shop = await leaveForBank({}, '<script src="/unload.js"></script>');
    assert.equal((await goBack(shop)).persisted, false);
    await hosts.next('settled', entry => hosts.told('settled').indexOf(entry) === 1);
    assert.deepEqual(outcomes(hosts), []);
    hosts.simulate = 'auto';
    await shop.click(trigger);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issued()[1].state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });

  it('and Forward again: whoever finishes at the bank is known', async () => {
    const { hosts } = world;
    const shop = await leaveForBank();
    assert.equal((await goBack(shop)).persisted, true);
    await shop.leave(() => history.forward());
    await shop.fill('#username', 'Greatday');
    await shop.fill('#password', 'Everyday');
    await shop.click('#sign-in');
    await shop.click('#approve');
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issued()[0].state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });
});
