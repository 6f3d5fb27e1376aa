import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { FlinksLink } from '../../src/element.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  travel,
  trigger,
} from './redirect-journey.ts';

redirectJourneys('the page that somebody comes back to', world => {
  const wholePage = (back: string) => `target="page" redirect-uri="${world.hosts.origin}${back}"`;
  const open = async (elements: string) => {
    const { hosts, windows } = world;
    const shop = await windows.open(hosts.page('/shop', elements));
    await hosts.next('settled');
    return shop;
  };

  for (const back of ['/callback', '/shop']) {
    it(`has two elements, by ${back}: each takes its own answer`, async () => {
      const { hosts } = world;
      const ask = `simulate=auto&back=${back}`;
      const elements = ['bank', 'other'].map(id => outbound(ask, wholePage(back), { id }));
      const shop = await open(elements.join(''));
      let seen = 0;
      for (const [index, id] of ['other', 'bank', 'other'].entries()) {
        await shop.click(`#${id} > button`);
        const code = await hosts.next('flinks-code', hosts.isLater(seen));
        await hosts.next('settled', hosts.isLater(code));
        seen = hosts.told().length;
        assert.deepEqual([code.id, code.detail.state], [id, hosts.issuedAt(index).state]);
        const states = await shop.run(() =>
          [...document.querySelectorAll('flinks-link')].map(each => each.status),
        );
        assert.deepEqual(states, id === 'bank' ? ['succeeded', 'idle'] : ['idle', 'succeeded']);
      }
      assert.equal(outcomes(hosts).length, 3);
      await assertNothingLeft(world, shop);
    });

    it(`has its element late, by ${back}: it takes the answer when it is there`, async () => {
      const { hosts } = world;
      const element = outbound(`simulate=auto&back=${back}`, wholePage(back));
      const shop = await open(`<template data-after="1200">${element}</template>`);
      await shop.click(trigger);
      const { href, detail } = await hosts.next('flinks-code');
      assert.deepEqual([href, detail.state], [`${hosts.origin}/shop`, hosts.issuedAt(0).state]);
      assert.equal(outcomes(hosts).length, 1);
      await assertNothingLeft(world, shop);
    });

    it(`has its element late, by ${back}, and another at once: that one only cleans the address`, async () => {
      const { hosts } = world;
      const ask = `simulate=auto&back=${back}`;
      const late = `<template data-after="1200">${outbound(ask, wholePage(back))}</template>`;
      const shop = await open(outbound(ask, wholePage(back), { id: 'other' }) + late);
      await shop.click(trigger);
      const { id, detail } = await hosts.next('flinks-code');
      assert.deepEqual([id, detail.state], ['bank', hosts.issuedAt(0).state]);
      assert.equal(hosts.told('settled')[1]?.href, `${hosts.origin}/shop`, 'clean before its owner is there');
      assert.equal(await shop.run(() => document.querySelector<FlinksLink>('#other')?.status), 'idle');
      assert.equal(outcomes(hosts).length, 1);
      await assertNothingLeft(world, shop);
    });
  }

  it('was loaded again while the bank was open: it waits for nothing, and the person can go again', async () => {
    const { hosts, windows } = world;
    const shop = await open(outbound(''));
    const bank = await windows.opened(() => shop.click(trigger));
    await bank.fill('#username', 'Greatday');
    await travel(world, shop, () => location.reload());
    await signInAtBank(bank);
    assert.match(await bank.text('[role=status]'), /nothing to do here/);
    assert.deepEqual(outcomes(hosts), []);
    await assertNothingLeft(world, shop, bank);
    hosts.simulate = 'auto';
    await shop.click(trigger);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(1).state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });
});
