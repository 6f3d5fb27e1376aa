import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { endings, link, puppet, record, say, tokenFunction } from '../support/connect.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  outbound,
  watchWindows,
} from '../support/redirect.js';
import { elementPage, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

describe('a page that acts inside an event', () => {
  let windows: ReturnType<typeof watchWindows>;
  beforeEach(() => (windows = watchWindows()));
  afterEach(() => {
    windows.restore();
    sessionStorage.clear();
  });

  it('may close a session whose window is blocked: nobody is asked for an address, and none is used up', async function () {
    this.timeout(20_000);
    await waitUntil(() => !navigator.userActivation.isActive, 'the click lasts', { timeout: 10_000 });
    const url = await authorizeUrl('');
    const element = await outbound({ authorizeUrl: url.href });
    element.addEventListener('flinks-notice', () => element.close(), { once: true });
    expect(await element.open()).to.include({ type: 'cancel', reason: 'closed' });
    await nextFrame();
    const { state } = await away(element);
    expect(state, 'the same address serves').to.equal(url.searchParams.get('state'));
    element.close();

    const asked = authorizeFunction('');
    element.authorizeUrl = asked;
    element.addEventListener('flinks-notice', () => element.close(), { once: true });
    await element.open();
    await nextFrame();
    expect(asked.reasons).to.deep.equal([]);
  });

  it('may open again whenever a session ends: an answer that comes meanwhile is told all the same', async () => {
    const element = await outbound({ id: 'bank', target: 'page', authorizeUrl: authorizeFunction('') });
    const { state } = left();
    await away(element);
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const events = record(element);
    element.addEventListener('flinks-cancel', () => void element.open().catch(() => {}));
    expect(await element.complete(answer({ code: 'c-1', state }, elementPage))).to.include({ code: 'c-1' });
    expect(endings(events)).to.deep.equal(['flinks-cancel', 'flinks-code']);
    expect(element.result).to.include({ code: 'c-1' });
  });

  it('may abort in "flinks-navigate": no window, and open() rejects with the reason', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const controller = new AbortController();
    const reason = new Error('mine');
    element.addEventListener('flinks-navigate', () => controller.abort(reason), { once: true });
    const promise = element.open({ signal: controller.signal });
    expect(await promise.catch((error: unknown) => error)).to.equal(reason);
    expect(element.status).to.equal('cancelled');
    expect(windows.opened.filter(({ closed }) => !closed)).to.deep.equal([]);
  });

  it('may close in "flinks-step": no other token is asked for, and no frame is opened', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken } });
    element.addEventListener('flinks-step', () => element.close(), { once: true });
    const cancelled = oneEvent(element, 'flinks-cancel');
    say(element, { step: 'TOKEN_INVALID' });
    await cancelled;
    await nextFrame();
    expect(authorizeToken.reasons).to.deep.equal(['start']);
    expect(element.renderRoot.querySelector('iframe') === null, 'no frame').to.equal(true);
  });

  it('may put the focus on what comes next: it stays there', async () => {
    const element = await puppet();
    const next = document.createElement('button');
    document.body.append(next);
    element.addEventListener('flinks-login', () => next.focus(), { once: true });
    element.renderRoot.querySelector('iframe')?.focus();
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(document.activeElement).to.equal(next);
    next.remove();
  });
});

describe('a page that is rendered ahead', () => {
  const own = Object.getOwnPropertyDescriptor(Document.prototype, 'prerendering');
  afterEach(() => {
    if (own) Object.defineProperty(Document.prototype, 'prerendering', own);
    else Reflect.deleteProperty(Document.prototype, 'prerendering');
  });
  /** As Chromium says it, until the page is shown. */
  const renderAhead = () => {
    let prerendering = true;
    Object.defineProperty(Document.prototype, 'prerendering', {
      get: () => prerendering,
      configurable: true,
    });
    return () => {
      prerendering = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  };

  it('starts nothing until somebody sees it', async () => {
    const show = renderAhead();
    const element = await link();
    const events = record(element);
    await nextFrame();
    await nextFrame();
    const { reasons } = element.authorizeToken as ReturnType<typeof tokenFunction>;
    expect([reasons, element.status]).to.deep.equal([[], 'idle']);
    show();
    await oneEvent(element, 'flinks-ready');
    expect(events.map(({ type }) => type)).to.include('flinks-ready');
  });
});
