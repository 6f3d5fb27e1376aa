import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { type Closed, openPopup, type Popup, type PopupOptions } from '../../src/browser/popup.js';
import { claim } from '../../src/returns/relay.js';
import { freezeClock } from '../support/clock.js';
import { click } from '../support/input.js';
import { countLeaks } from '../support/leaks.js';
import { authorizeUrl, redirectUri } from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

describe('a window to the bank', () => {
  let controller: AbortController;
  let closed: Closed[];
  let ended: boolean[];
  let clock: ReturnType<typeof freezeClock>;
  /** Reads of the clock: one in each check of the window. */
  let checks: number;
  /** Checks that found `bank` closed. */
  let checksClosed: number;
  let bank: Window | undefined;
  beforeEach(() => {
    controller = new AbortController();
    closed = [];
    ended = [];
    bank = undefined;
    checks = checksClosed = 0;
    clock = freezeClock(() => {
      checks++;
      if (bank?.closed) checksClosed++;
    });
  });
  afterEach(() => {
    controller.abort();
    clock.restore();
  });

  const options = (others: Partial<PopupOptions> = {}): PopupOptions => ({
    text: 'Un instant <b>…</b>',
    language: 'fr',
    signal: controller.signal,
    onClosed: how => closed.push(how),
    onEnded: isClosed => ended.push(isClosed),
    ...others,
  });

  /** Opened as people open one: by a click. */
  async function opened(others: Partial<PopupOptions> = {}): Promise<Popup> {
    const button = await fixture(html`<button>Open</button>`);
    let popup: Popup | undefined;
    button.addEventListener('click', () => (popup = openPopup(options(others))));
    const clicked = oneEvent(button, 'click');
    await click(button);
    await clicked;
    expect(popup).to.not.equal(undefined);
    return popup!;
  }

  it('opens inside the click, blank, with a text of ours, and with no name that others could know', async () => {
    const { window: bank } = await opened();
    expect(bank.location.href).to.equal('about:blank');
    expect(bank.name).to.equal('');
    expect(bank.document.documentElement.lang).to.equal('fr');
    expect([bank.document.title, bank.document.body.textContent]).to.deep.equal([
      'Un instant <b>…</b>',
      'Un instant <b>…</b>',
    ]);
    expect(bank.document.querySelector('b'), 'text, and no markup').to.equal(null);
  });

  it('has no opener, before it has left and behind that: it cannot send this page elsewhere', async () => {
    const popup = await opened();
    expect(popup.window.opener === null, 'blank').to.equal(true);
    popup.navigate(new URL(redirectUri));
    await waitUntil(
      () => popup.window.document.readyState === 'complete' && popup.window.location.href === redirectUri,
    );
    expect(popup.window.opener === null, 'at the bank').to.equal(true);
    expect(popup.window.history, 'the blank page is no step back').to.have.lengthOf(1);
  });

  it('that is closed before it has left is closed for certain', async () => {
    const { window: bank } = await opened();
    bank.close();
    await waitUntil(() => closed.length);
    expect(closed).to.deep.equal(['blank']);
  });

  it('that is closed before it has left is closed for certain, though its address comes at once', async () => {
    const popup = await opened();
    popup.window.close();
    await waitUntil(() => popup.window.closed);
    const known = [...closed];
    popup.navigate(new URL(redirectUri));
    await waitUntil(() => closed.length);
    await aTimeout(300);
    expect([known, closed]).to.deep.equal([[], ['blank']]);
  });

  const nextCheck = async (): Promise<void> => {
    const before = checks;
    await waitUntil(() => checks > before);
  };

  /** A window that was checked at a page that is not blank. */
  async function left(): Promise<Popup> {
    const popup = await opened();
    popup.navigate(new URL(redirectUri));
    await waitUntil(() => popup.window.location.href === redirectUri);
    await nextCheck();
    return popup;
  }

  it('that closes after it has left is perhaps closed, once an answer has had time to arrive', async () => {
    bank = (await left()).window;
    clock.now += 1_500;
    await nextCheck();
    bank.close();
    await waitUntil(() => closed.length);
    expect([closed, checksClosed]).to.deep.equal([['perhaps'], 8]);
  });

  it('that closes right after it has left is severed: the page cannot tell the difference', async () => {
    const { window: bank } = await left();
    clock.now += 1_499;
    bank.close();
    await waitUntil(() => closed.length);
    expect(closed).to.deep.equal(['severed']);
  });

  it('that closes while the page is suspended is perhaps closed', async () => {
    const popup = await opened();
    popup.navigate(new URL(redirectUri));
    clock.now += 60_000;
    popup.window.close();
    await waitUntil(() => closed.length);
    expect(closed).to.deep.equal(['perhaps']);
  });

  /** A bank whose COOP cuts the tie, and its answer. The window closes itself when the answer is claimed. */
  async function cuttingBank(): Promise<{ url: URL; answered: Promise<string> }> {
    const url = await authorizeUrl('auto,coop:same-origin');
    const answered = new Promise<string>(resolve => {
      claim(url.searchParams.get('state')!, undefined, controller.signal, resolve);
    });
    return { url, answered };
  }

  it('that a bank cuts off by its opener policy is severed, and brings its answer all the same', async () => {
    const popup = await opened();
    const { url, answered } = await cuttingBank();
    popup.navigate(url);
    expect(new URL(await answered).searchParams.has('code')).to.equal(true);
    await waitUntil(() => closed.length);
    expect(closed).to.deep.equal(['severed']);
  });

  it('that a slow bank cuts off is severed', async () => {
    const popup = await opened();
    popup.navigate(await authorizeUrl('slow:600000'));
    await nextCheck();
    clock.now += 60_000;
    await nextCheck();
    const { url, answered } = await cuttingBank();
    popup.window.location.replace(url);
    await answered;
    await waitUntil(() => closed.length);
    expect(closed).to.deep.equal(['severed']);
  });

  it('goes with its signal, which is no news, and leaves no timer', async () => {
    const button = await fixture(html`<button>Open</button>`);
    const timers: number[] = [];
    let popup: Popup | undefined;
    button.addEventListener('click', () => {
      const leaks = countLeaks();
      popup = openPopup(options());
      timers.push(leaks.timers());
      controller.abort();
      timers.push(leaks.timers());
      leaks.restore();
    });
    await click(button);
    await waitUntil(() => popup?.window.closed);
    expect(timers).to.deep.equal([1, 0]);
    expect(closed).to.deep.equal([]);
  });

  it('is closed when its signal aborts, and nothing is told of a close', async () => {
    const popup = await opened();
    controller.abort();
    await waitUntil(() => popup.window.closed);
    expect([closed, ended]).to.deep.equal([[], [true]]);
  });

  it('that is at another origin is closed in Firefox, and left alone where it cannot be closed', async () => {
    const popup = await opened();
    popup.navigate(new URL(origins.stranger));
    await waitUntil(() => {
      try {
        return !popup.window.location.href;
      } catch {
        return true;
      }
    });
    controller.abort();
    const inFirefox = navigator.userAgent.includes('Firefox');
    expect(ended).to.deep.equal([inFirefox]);
    if (inFirefox) await waitUntil(() => popup.window.closed);
    else expect(popup.window.closed).to.equal(false);
    expect(closed).to.deep.equal([]);
  });

  it('is undefined when the browser opens none, or closes it at once', () => {
    const { open } = window;
    const leaks = countLeaks();
    for (const answer of [null, { closed: true } as Window]) {
      window.open = () => answer;
      expect(openPopup(options())).to.equal(undefined);
    }
    window.open = open;
    const timers = leaks.timers();
    leaks.restore();
    expect(timers).to.equal(0);
  });
});
