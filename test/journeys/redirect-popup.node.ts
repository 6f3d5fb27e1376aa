import assert from 'node:assert/strict';
import { record } from '../../demo/server/loose-json.ts';
import type { FlinksLink } from '../../src/element.ts';
import { essential, it } from './essential.ts';
import {
  assertNothingLeft,
  outbound,
  outcomes,
  redirectJourneys,
  signInAtBank,
  tabTo,
  trigger,
} from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow } from './windows.ts';

redirectJourneys("the bank's window", world => {
  const open = (ask: string, attributes?: string) =>
    world.windows.open(world.hosts.page('/shop', outbound(ask, attributes)));
  /** Resolves once the shop has checked the window at the bank (first wait) and no longer takes `closed` for COOP (second). */
  const seenElsewhere = (shop: BrowserWindow) =>
    shop.run(async () => {
      for (const ms of [300, 1_600]) await new Promise(resolve => setTimeout(resolve, ms));
    });
  const toBank = (shop: BrowserWindow) => world.windows.opened(() => shop.click(trigger));

  essential("brings the code home through the bank's own pages, and leaves nothing behind", async () => {
    const { hosts } = world;
    const shop = await open('');
    const bank = await toBank(shop);
    await signInAtBank(bank);
    const { detail, href } = await hosts.next('flinks-code');
    const issued = hosts.issuedAt(0);
    assert.equal(href, `${hosts.origin}/shop`);
    const { code, attemptId, ...rest } = detail;
    assert.deepEqual(rest, {
      type: 'code',
      state: issued.state,
      iss: hosts.bank.issuer,
      redirectUri: `${hosts.origin}/callback`,
    });
    await bank.gone();
    const answer = await hosts.exchange(code);
    assert.equal(answer.status, 200);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });

  essential('has no opener, though the page has names of its own in the place of the browser’s', async () => {
    const { hosts, windows } = world;
    hosts.document(
      '/own-names',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<script>var self = {}, origin = 'Toronto', parent = null, screenX = 'left'; const history = [], navigator = {};</script>
<script src="/journal.js"></script><script type="module" src="/flinks-link.js"></script><script type="module" src="/shop.js"></script></head><body>${outbound('')}</body></html>`,
    );
    const shop = await windows.open(`${hosts.origin}/own-names`);
    const bank = await toBank(shop);
    await bank.text('#sign-in');
    assert.equal(await bank.run(() => window.opener), null);
    await signInAtBank(bank);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(0).state);
  });

  it('takes the answer off an address whose path begins with two slashes', async () => {
    const { hosts, windows } = world;
    const window = await windows.open(`${hosts.origin}//callback?code=hush-1234&state=unknown`);
    assert.match(await window.text('[role=status]'), /There is nothing to do here/);
    assert.equal(await window.run(() => location.href), `${hosts.origin}//callback`);
    assert.deepEqual(hosts.told('fault'), []);
  });

  it('goes by keyboard alone', async () => {
    const { hosts } = world;
    const shop = await open('');
    await hosts.next('settled');
    // The window that closed before may still have the keyboard.
    const isOnTrigger = () => !!document.activeElement?.closest('#bank');
    await until(async () => (await shop.run(isOnTrigger)) || void (await shop.press('Tab')), 'the trigger');
    const bank = await world.windows.opened(() => shop.press('Enter'));
    await tabTo(bank, 'username');
    await bank.type('Greatday');
    await tabTo(bank, 'password');
    await bank.type('Everyday');
    await bank.press('Enter');
    // Enter in a field of the form, which sends it: Firefox under load gives a new window the keys but not the focus, and
    // presses no button with them.
    await tabTo(bank, 'account');
    // The window closes by the key, before it comes up.
    await bank.page.keyboard.down('Enter');
    await hosts.next('flinks-code');
    await bank.gone();
    await assertNothingLeft(world, shop);
  });

  it('takes a refusal for a cancel', async () => {
    const { hosts } = world;
    const shop = await open('');
    const bank = await toBank(shop);
    await signInAtBank(bank, '#refuse');
    const { detail } = await hosts.next('flinks-cancel');
    assert.equal(detail.reason, 'access-denied');
    await bank.gone();
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });

  it('says that the bank failed, and starts again when asked to', async () => {
    const { hosts } = world;
    const shop = await open('simulate=error:server_error');
    const bank = await toBank(shop);
    const { detail } = await hosts.next('flinks-error');
    assert.equal(detail.code, 'authorization-failed');
    assert.equal(detail.retryable, true);
    assert.equal(record(detail.cause).error, 'server_error');
    await bank.gone();
    await assertNothingLeft(world, shop);
    await shop.run(() => (document.querySelector<FlinksLink>('#bank')!.dataset.ask = 'simulate=auto'));
    const again = await world.windows.opened(() => shop.click('#bank [part=action]:text("Start again")'));
    const code = await hosts.next('flinks-code');
    assert.equal(code.detail.state, hosts.issuedAt(1).state);
    await again.gone();
    await assertNothingLeft(world, shop);
  });

  it('opens at once though the address takes seconds', async () => {
    const { hosts } = world;
    const shop = await open('simulate=auto&wait=2500');
    const bank = await toBank(shop);
    assert.deepEqual(hosts.issued(), [], 'the window is there before its address is');
    await hosts.next('flinks-code');
    await bank.gone();
  });

  it('is cancelled when the window is closed before it has left', async () => {
    const { hosts } = world;
    const shop = await open('wait=60000');
    const bank = await toBank(shop);
    await bank.close();
    const { detail } = await hosts.next('flinks-cancel');
    assert.equal(detail.reason, 'window-closed');
    assert.equal(outcomes(hosts).length, 1);
  });

  it('lives on when the window is closed at the bank, and opens another', async () => {
    const { hosts } = world;
    const shop = await open('');
    const bank = await toBank(shop);
    await bank.fill('#username', 'Greatday');
    await seenElsewhere(shop);
    await bank.close();
    const { detail } = await hosts.next('flinks-notice');
    assert.equal(detail.code, 'window-closed');
    assert.deepEqual(outcomes(hosts), []);
    const again = await world.windows.opened(() =>
      shop.click('#bank [part=action]:text("Reopen bank window")'),
    );
    await signInAtBank(again);
    const code = await hosts.next('flinks-code');
    assert.equal(code.detail.state, hosts.issuedAt(1).state);
    assert.equal(outcomes(hosts).length, 1);
    await again.gone();
    await assertNothingLeft(world, shop);
  });

  /** Chromium cannot close a window at another origin, and reports on the console where it is tried. */
  const closesForeign = world.engine === 'firefox';
  const canBeClosed = 'If your bank’s window is still open, you can close it.';

  /** The ways in which a session ends, or another window is opened, while one is at the bank; and what the page says. */
  const endings: Record<string, [end: () => unknown, says: string]> = {
    'close()': [() => document.querySelector<FlinksLink>('#bank')!.close(), canBeClosed],
    'its Cancel': [
      () =>
        [...document.querySelector('#bank')!.shadowRoot!.querySelectorAll<HTMLElement>('[part=action]')]
          .find(({ textContent }) => textContent === 'Cancel')!
          .click(),
      canBeClosed,
    ],
    'reset()': [() => document.querySelector<FlinksLink>('#bank')!.reset(), canBeClosed],
    'the removal of the element': [() => document.querySelector('#bank')!.remove(), ''],
  };
  for (const [how, [end, says]] of Object.entries(endings))
    it(`is closed by ${how} where a page can, and the page says so where it cannot`, async () => {
      const shop = await open('');
      const bank = await toBank(shop);
      await bank.fill('#username', 'Greatday');
      await shop.run(end);
      if (closesForeign) {
        await bank.gone();
      } else {
        const text = () => shop.run(() => document.querySelector('#bank')?.shadowRoot?.textContent ?? '');
        await until(async () => (await text()).includes(says), 'the sentence');
        assert.equal(await bank.run(() => window.closed), false);
      }
      assert.deepEqual(
        world.windows.console().filter(line => line.includes('Unsafe attempt')),
        [],
      );
    });

  it('that the user has left for another is told of, and may be finished in', async () => {
    const { hosts } = world;
    const shop = await open('');
    const first = await toBank(shop);
    await first.fill('#username', 'Greatday');
    const second = await world.windows.opened(() =>
      shop.click('#bank [part=action]:text("Reopen bank window")'),
    );
    if (closesForeign) return void (await first.gone());
    const text = () => shop.run(() => document.querySelector('#bank')!.shadowRoot!.textContent);
    await until(
      async () => (await text()).includes('An earlier bank window may still be open'),
      'the sentence',
    );
    await second.text('#sign-in');
    await signInAtBank(first);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(0).state);
    await first.gone();
    await until(async () => (await text()).includes(canBeClosed), 'what is said of the second');
  });

  it('in which the user consents after a cancel closes, and the page is told', async () => {
    const { hosts } = world;
    const shop = await open('');
    const bank = await toBank(shop);
    await bank.fill('#username', 'Greatday');
    // Where the window is closed, the user continues in a tab of their own.
    const address = await bank.run(() => location.href);
    await shop.click('#bank [part=action]:text("Cancel")');
    const { detail: cancel } = await hosts.next('flinks-cancel');
    const tab = closesForeign ? await world.windows.open(address) : bank;
    await signInAtBank(tab);
    const { detail } = await hosts.next('flinks-notice');
    assert.deepEqual(detail, {
      code: 'consent-after-cancel',
      retryable: false,
      attemptId: cancel.attemptId,
    });
    if (!closesForeign) await tab.gone();
    assert.equal(outcomes(hosts).length, 1);
    const text = () => shop.run(() => document.querySelector('#bank')!.shadowRoot!.textContent);
    await until(async () => (await text()).includes('You approved access at your bank'), 'the notice');
    await assertNothingLeft(world, shop);
  });

  it('delivers an answer that comes after the window seemed closed', async () => {
    const { hosts } = world;
    const shop = await open('');
    const bank = await toBank(shop);
    await bank.fill('#username', 'Greatday');
    const address = await bank.run(() => location.href);
    // The user continues in a tab of their own: the bank knows them by its cookies.
    const elsewhere = await world.windows.open(address);
    await seenElsewhere(shop);
    await bank.close();
    await hosts.next('flinks-notice', ({ detail }) => detail.code === 'window-closed');
    await signInAtBank(elsewhere);
    const { detail } = await hosts.next('flinks-code');
    assert.equal(detail.state, hosts.issuedAt(0).state);
    assert.equal(outcomes(hosts).length, 1);
    await assertNothingLeft(world, shop);
  });
});
