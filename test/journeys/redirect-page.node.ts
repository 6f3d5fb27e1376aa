import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  travel,
  trigger,
} from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

redirectJourneys('the whole page', world => {
  const open = async (ask: string, attributes = '') => {
    const { hosts, windows } = world;
    const shop = await windows.open(hosts.page('/shop', outbound(ask, `target="page" ${attributes}`)));
    await hosts.next('settled');
    return shop;
  };
  /** One outcome, told by the shop's page with nothing in its address. */
  async function assertDelivered<D>({ href, detail }: { href: string; detail: D }, shop: BrowserWindow) {
    const { hosts } = world;
    assert.equal(href, `${hosts.origin}/shop`);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
    return detail;
  }

  essential("goes through the bank's own pages and the callback page", async () => {
    const { hosts } = world;
    const shop = await open('');
    await shop.click(trigger);
    await signInAtBank(shop);
    const { code, attemptId, ...rest } = await assertDelivered(await hosts.next('flinks-code'), shop);
    const issued = hosts.issuedAt(0);
    assert.deepEqual(rest, {
      type: 'code',
      state: issued.state,
      iss: hosts.bank.issuer,
      redirectUri: `${hosts.origin}/callback`,
    });
    assert.ok(attemptId);
    assert.equal((await hosts.exchange(code)).status, 200);
  });

  it('comes back to the page of the element itself', async () => {
    const { hosts } = world;
    const shop = await open('simulate=auto&back=/shop', `redirect-uri="${hosts.origin}/shop"`);
    await shop.click(trigger);
    const { code } = await assertDelivered(await hosts.next('flinks-code'), shop);
    assert.equal((await hosts.exchange(code, '/shop')).status, 200);
  });

  it('learns from the backend that took the redirect, and never sees the code', async () => {
    const { hosts } = world;
    const shop = await open('simulate=auto&back=/taken');
    await shop.click(trigger);
    const { type, state } = await assertDelivered(await hosts.next('flinks-linked'), shop);
    assert.deepEqual({ type, state }, { type: 'linked', state: hosts.issuedAt(0).state });
    assert.equal(hosts.bank.consents.authorization(state).exchanged, 1);
    const seen = hosts.requests().filter(({ to }) => new URL(to).searchParams.has('code'));
    assert.deepEqual(
      seen.map(({ to }) => new URL(to).pathname),
      ['/taken'],
    );
  });

  it('comes home where the page opens a session as it loads', async () => {
    const { hosts } = world;
    const shop = await open('simulate=auto', 'data-open');
    await assertDelivered(await hosts.next('flinks-code'), shop);
    assert.equal((await hosts.next('outcome')).detail.type, 'code');
    assert.equal(hosts.issued().length, 1, 'nobody was sent off twice');
  });

  for (const back of ['/callback', '/shop'])
    it(`delivers nothing twice, by ${back}: neither to a reload nor to Back and Forward`, async () => {
      const { hosts } = world;
      const shop = await open(`simulate=auto&back=${back}`, `redirect-uri="${hosts.origin}${back}"`);
      await shop.click(trigger);
      const delivered = await hosts.next('flinks-code');
      await hosts.next('settled', hosts.isLater(delivered));
      for (const step of [() => location.reload(), () => history.back(), () => history.forward()])
        await travel(world, shop, step);
      assert.equal(outcomes(hosts).length, 1);
      await assertNothingLeft(world, shop);
    });
});
