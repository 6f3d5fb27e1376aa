import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import { assertNothingLeft, outbound, outcomes, redirectJourneys } from './redirect-journey.ts';

redirectJourneys('a blocked window', world => {
  /** A page that opens the session by itself, without a click. */
  const open = async () => {
    const { hosts, windows } = world;
    const shop = await windows.open(hosts.page('/shop', outbound('simulate=auto', 'data-open')));
    const { detail } = await hosts.next('flinks-notice');
    assert.equal(detail.code, 'popup-blocked');
    return shop;
  };

  essential('is what this browser does', async () => {
    const { hosts, windows } = world;
    await windows.open(hosts.page('/probe', '', { probe: true }));
    assert.ok(await hosts.next('blocked'));
  });

  essential('leaves a link, and who follows it comes home', async () => {
    const { hosts, windows } = world;
    const shop = await open();
    assert.deepEqual(hosts.told('outcome'), [], 'the promise waits');
    assert.equal(windows.count(), 1);
    const bank = await windows.opened(() => shop.click('#bank a[part=action]'));
    const { detail } = await hosts.next('flinks-code');
    const outcome = await hosts.next('outcome');
    assert.deepEqual(outcome.detail, detail, 'the promise of the blocked start');
    assert.equal(outcomes(hosts).length, 1);
    // No script may close what a link has opened: then the user is told to.
    await Promise.race([bank.gone(), bank.text('[role=status]')]);
    await assertNothingLeft(world, shop);
  });

  it('leaves the whole page as well, which comes home by itself', async () => {
    const { hosts } = world;
    const shop = await open();
    await hosts.next('settled');
    await shop.click('#bank [part=action]:text("Continue to your bank in this tab")');
    const { detail, href } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(-1).state);
    assert.equal(href, `${hosts.origin}/shop`);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });
});
