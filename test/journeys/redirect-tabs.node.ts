import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import {
  assertLeftOnly,
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  travel,
  trigger,
} from './redirect-journey.ts';
import { honest } from './tampered-returns.ts';
import type { BrowserWindow } from './windows.ts';

redirectJourneys('several tabs', world => {
  /** The shop in a tab of its own. */
  async function open(ask: string, attributes: string, query = '') {
    const { hosts, windows } = world;
    const shop = await windows.open(hosts.page('/shop', outbound(ask, attributes)) + query);
    await hosts.next('settled', ({ href }) => href === `${hosts.origin}/shop${query}`);
    return shop;
  }
  const neutral = async (window: BrowserWindow) =>
    assert.match(await window.text('[role=status]:not(.announcer)'), /nothing to do here/);
  const go = (window: BrowserWindow, url: string) => window.leave(to => location.assign(to), url);
  /** The address that the bank has sent a user back to. */
  const returned = (path: string) => {
    const found = world.hosts
      .requests()
      .map(({ to }) => to)
      .find(to => to.startsWith(`${world.hosts.origin}${path}?`) && /[?&]code=/.test(to));
    assert.ok(found, `the bank has sent a user to ${path}`);
    return found;
  };

  for (const target of ['popup', 'page'])
    essential(`get an answer each, by ${target}`, async () => {
      const { hosts, windows } = world;
      const tabs = [];
      for (const query of ['?tab=1', '?tab=2']) {
        const shop = await open('', `target="${target}"`, query);
        const bank = target === 'popup' ? await windows.opened(() => shop.click(trigger)) : shop;
        if (target === 'page') await shop.click(trigger);
        await bank.fill('#username', 'Greatday');
        tabs.push({ query, shop, bank, state: hosts.issuedAt(-1).state });
      }
      for (const { query, bank, state } of tabs.reverse()) {
        await signInAtBank(bank);
        const { detail } = await hosts.next(
          'flinks-code',
          ({ href }) => href === `${hosts.origin}/shop${query}`,
        );
        assert.equal(detail.state, state);
      }
      assert.equal(outcomes(hosts).length, 2);
      await assertNothingLeft(world, ...tabs.map(({ shop }) => shop));
    });

  for (const back of ['/callback', '/shop'])
    it(`with the same answer, by ${back}: nothing in the one that did not leave`, async () => {
      const { hosts, windows } = world;
      let answer = () => {};
      const answered = new Promise<void>(resolve => (answer = resolve));
      hosts.rogue.answer = async asked => (await answered, honest(asked));
      const shop = await open(`rogue&back=${back}`, `target="page" redirect-uri="${hosts.origin}${back}"`);
      const visit = hosts.rogue.visit();
      const clicked = shop.click(trigger); // Over when the page has left.
      const asked = await visit;
      const second = await windows.open(hosts.origin + back + honest(asked));
      if (back === '/shop') assert.equal((await hosts.next('flinks-error')).detail.code, 'state-mismatch');
      else await neutral(second);
      assert.deepEqual(hosts.told('flinks-code'), []);
      await assertLeftOnly('', world, second);
      answer();
      await clicked;
      const { detail } = await hosts.next('flinks-code');
      assert.equal(detail.state, asked.state);
      assert.equal(hosts.told('flinks-code').length, 1);
      await assertNothingLeft(world, shop, second);
    });

  it('with an answer that was taken: nothing, and the backend refuses it', async () => {
    const { hosts, windows } = world;
    const shop = await open('simulate=auto', '');
    await shop.click(trigger);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(await hosts.redeem(detail), true);
    const second = await windows.open(returned('/callback'));
    await neutral(second);
    assert.equal(outcomes(hosts).length, 1);
    assert.equal(await hosts.redeem(detail), false);
    await assertNothingLeft(world, shop, second);
  });

  it('with an answer that the backend has taken: nothing, and the backend refuses it', async () => {
    const { hosts, windows } = world;
    const shop = await open('simulate=auto&back=/taken', `target="page" redirect-uri="${hosts.origin}/shop"`);
    await shop.click(trigger);
    const { detail } = await hosts.next('flinks-linked');
    const second = await windows.open(returned('/taken'));
    assert.equal((await hosts.next('flinks-error')).detail.code, 'state-mismatch');
    assert.equal(hosts.bank.consents.authorization(detail.state).exchanged, 1);
    assert.equal(hosts.told('flinks-linked').length, 1);
    await assertNothingLeft(world, shop, second);
  });

  it('one of which is a copy: the backend takes one answer and refuses the other', async () => {
    const { hosts, windows } = world;
    const shop = await open('', 'target="page"');
    await shop.click(trigger);
    await shop.fill('#username', 'Greatday');
    await travel(world, shop, () => history.back());
    // What a browser copies with a tab: the storage of its session.
    const copy = await windows.opened(() => shop.leave(() => void window.open('/shop?copy')));
    await hosts.next('settled', ({ href }) => href.endsWith('?copy'));
    await shop.leave(() => history.forward());
    await signInAtBank(shop);
    const first = await hosts.next('flinks-code');
    await go(copy, returned('/callback'));
    const second = await hosts.next('flinks-code', hosts.isLater(first));
    assert.deepEqual(
      [second.detail.code, second.detail.state],
      [first.detail.code, first.detail.state],
      'no page can know what another tab has done',
    );
    assert.deepEqual([await hosts.redeem(first.detail), await hosts.redeem(second.detail)], [true, false]);
    await assertNothingLeft(world, shop, copy);
  });

  for (const back of ['/callback', '/shop'])
    it(`of another browser, by ${back}: nothing there, and the answer still comes home`, async () => {
      const { hosts, windows, browser } = world;
      let answer = () => {};
      const answered = new Promise<void>(resolve => (answer = resolve));
      hosts.rogue.answer = async asked => (await answered, honest(asked));
      const shop = await open(`rogue&back=${back}`, `redirect-uri="${hosts.origin}${back}"`);
      await Promise.all([hosts.rogue.visit(), windows.opened(() => shop.click(trigger))]);
      hosts.rogue.answer = honest;
      const issued = hosts.issuedAt(0);
      assert.ok(issued, 'the backend was asked');
      const elsewhere = await browser.windows();
      const other = await elsewhere.open(issued.url);
      if (back === '/shop') assert.equal((await hosts.next('flinks-error')).detail.code, 'state-mismatch');
      else await neutral(other);
      assert.deepEqual(hosts.told('flinks-code'), []);
      await assertLeftOnly('', { ...world, windows: elsewhere }, other);
      await elsewhere.close();
      answer();
      const { detail } = await hosts.next('flinks-code');
      assert.equal(detail.state, issued.state);
      await assertNothingLeft(world, shop);
    });
});
