import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { FlinksLink } from '../../src/element.ts';
import type { Entry } from './pages/told.ts';
import {
  assertLeftOnly,
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  trigger,
} from './redirect-journey.ts';
import { honest, honestCustom, stray, type Tampered, tamperedReturns } from './tampered-returns.ts';
import { until } from './until.ts';
import type { BrowserWindow } from './windows.ts';

redirectJourneys('a return that was tampered with', world => {
  const honestOf = ({ flow }: Tampered) => (flow === 'custom' ? honestCustom : honest);
  const isDelivery = ({ type }: Entry) => /^flinks-(?:code|login|linked)$/.test(type);

  /** The last request at the bank. */
  const lastAsked = () => {
    const { asked } = world.hosts.rogue;
    assert.ok(asked, 'the bank was asked');
    return asked;
  };

  /** An element whose bank answers as it is told to. */
  async function open({ flow }: Tampered, back: string, attributes: string) {
    const { hosts, windows } = world;
    const ask = `rogue&back=${back}`;
    const element = outbound(ask, `issuer="${hosts.rogue.origin}" ${attributes}`, flow && { flow });
    const shop = await windows.open(hosts.page('/shop', element));
    await hosts.next('settled');
    return shop;
  }

  /** The delivery of the honest answer to the last request. */
  const delivered = async (row: Tampered) => {
    const { hosts } = world;
    const { state } = lastAsked();
    await hosts.next(
      row.flow === 'custom' ? 'flinks-login' : 'flinks-code',
      ({ detail }) => detail.state === state,
    );
  };

  const assertNoDelivery = (row: Tampered) =>
    assert.equal(outcomes(world.hosts).filter(isDelivery).length, row.again ? 1 : 0);

  async function assertError(row: Tampered, code: string, shop: BrowserWindow, pending = '') {
    const { hosts } = world;
    const { detail, href } = await hosts.next('flinks-error');
    assert.equal(detail.code, code);
    assert.equal(href, `${hosts.origin}/shop`);
    assertNoDelivery(row);
    await assertLeftOnly(pending, world, shop);
  }

  /** What was tampered with has cost nothing: the honest answer is taken, and only that. */
  async function assertStillAwaited(
    row: Tampered,
    deliver: (origin: string, answer: string) => Promise<unknown>,
    ...windows: BrowserWindow[]
  ) {
    const { hosts } = world;
    assertNoDelivery(row);
    await deliver(hosts.origin, honestOf(row)(lastAsked()));
    await delivered(row);
    assert.equal(outcomes(hosts).filter(isDelivery).length, row.again ? 2 : 1);
    await assertNothingLeft(world, ...windows);
  }

  for (const [name, row] of Object.entries(tamperedReturns))
    for (const back of ['/callback', '/shop']) {
      // While a page waits, a timer judges an attempt's age, not a clock that can be set.
      if (!row.later)
        it(`delivers nothing in a window, by ${back}: ${name}`, async () => {
          const { hosts, windows } = world;
          const shop = await open(row, back, `redirect-uri="${hosts.origin}${back}"`);
          // A window that closes itself at once may be none to the driver.
          const allGone = async () => {
            await until(async () => windows.count() === 1, 'the window to be gone');
          };
          if (row.again) {
            hosts.rogue.answer = honestOf(row);
            await shop.click(trigger);
            await hosts.next('flinks-code');
            await allGone();
          }
          hosts.rogue.answer = row.answer;
          if (row.says !== stray) {
            await shop.click(trigger);
            await assertError(row, row.says, shop);
            return allGone();
          }
          const bank = await windows.opened(() => shop.click(trigger));
          if (back === '/shop') await assertError(row, 'state-mismatch', bank);
          else assert.match(await bank.text('[role=status]'), /nothing to do here/);
          assert.equal(await shop.run(() => document.querySelector<FlinksLink>('#bank')?.status), 'waiting');
          await assertLeftOnly('', world, shop, bank);
          return assertStillAwaited(row, (origin, answer) => windows.visit(origin + back + answer), shop);
        });

      it(`delivers nothing to the whole page, by ${back}: ${name}`, async () => {
        const { hosts } = world;
        const shop = await open(row, back, `target="page" redirect-uri="${hosts.origin}${back}"`);
        if (row.again) {
          hosts.rogue.answer = honestOf(row);
          await shop.click(trigger);
          await hosts.next('settled', hosts.isLater(await hosts.next('flinks-code')));
        }
        hosts.rogue.answer = row.answer;
        hosts.ahead = row.later ?? 0;
        await shop.click(trigger);
        if (row.says !== stray) return assertError(row, row.says, shop);
        const { state } = await until(
          async () => hosts.issued()[row.again ? 1 : 0],
          'the backend to be asked',
        );
        if (back === '/shop') await assertError(row, 'state-mismatch', shop, state);
        else assert.match(await shop.text('[role=status]:not(.announcer)'), /nothing to do here/);
        await assertLeftOnly(state, world, shop);
        const go = (origin: string, answer: string) =>
          shop.leave(to => location.assign(to), origin + back + answer);
        return assertStillAwaited(row, go, shop);
      });
    }
});
