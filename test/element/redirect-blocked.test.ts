import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import type { FlinksLink, Outcome } from '../../src/element.js';
import { TransactionStore } from '../../src/returns/transactions.js';
import { endings, record } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { click } from '../support/input.js';
import { withoutChannel } from '../support/no-channel.js';
import { withoutStorage } from '../support/no-storage.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  comeBack,
  outbound,
  redirectUri,
  watchWindows,
} from '../support/redirect.js';
import { kept, keptTransactions, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

const actions = (element: FlinksLink) =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('.panel [part=action]')].map(action =>
    action.textContent?.trim(),
  );
const actionCalled = (element: FlinksLink, label: string) =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('.panel [part=action]')].find(
    action => action.textContent?.trim() === label,
  ) as HTMLElement;
const linkOf = (element: FlinksLink) => element.renderRoot.querySelector<HTMLAnchorElement>('.panel a');

describe('open() without a click', () => {
  /** A click lasts for some seconds: browsers would open a window for it. */
  beforeEach(async function () {
    this.timeout(20_000);
    await waitUntil(() => !navigator.userActivation.isActive, 'the click lasts', { timeout: 10_000 });
  });

  /** Opened by a script, as far as it goes by itself. */
  async function blocked(set: Partial<FlinksLink> = {}) {
    const element = await outbound({ authorizeUrl: authorizeFunction(''), ...set });
    const windows = watchWindows();
    const events = record(element);
    const promise = element.open();
    promise.catch(() => {});
    await waitUntil(() => linkOf(element));
    windows.restore();
    expect(windows.opened).to.deep.equal([]);
    return { element, events, promise };
  }

  it('opens no window: a notice, a link to the bank, the whole page, and nothing is over', async () => {
    const url = await authorizeUrl('');
    const { element, events, promise } = await blocked({ authorizeUrl: () => url });
    const notices = events.filter(({ type }) => type === 'flinks-notice').map(({ detail }) => detail);
    expect(notices[0]).to.deep.equal({ code: 'popup-blocked', retryable: false });
    expect(endings(events)).to.deep.equal([]);
    expect(element.status).to.equal('waiting');
    expect(actions(element)).to.deep.equal([
      'Continue to your bank in a new tab',
      'Continue to your bank in this tab',
      'Reopen bank window',
      'Cancel',
    ]);
    const { href, target, rel } = linkOf(element)!;
    expect([href, target, rel]).to.deep.equal([url.href, '_blank', 'noopener']);
    const pending = await Promise.race([promise, new Promise(resolve => setTimeout(resolve, 50, 'pending'))]);
    expect(pending).to.equal('pending');
    element.close();
  });

  it('says so in the language of the page', async () => {
    const { element } = await blocked({ language: 'fr' });
    expect(element.renderRoot.querySelector('[part=notice]')?.textContent).to.contain('a bloqué la fenêtre');
    expect(actions(element)[0]).to.equal('Ouvrir la page de votre banque dans un nouvel onglet');
    element.close();
  });

  it('takes the answer of whoever has followed the link', async () => {
    const { element, promise } = await blocked();
    const link = linkOf(element)!;
    const state = new URL(link.href).searchParams.get('state')!;
    let followed = 0;
    link.addEventListener('click', event => {
      event.preventDefault(); // The tab would stay.
      followed = link.isConnected ? 1 : 0;
    });
    link.click();
    await waitUntil(() => !linkOf(element));
    expect(followed, 'the link is there while the browser follows it').to.equal(1);
    expect(element.renderRoot.querySelector('[part=notice]')).to.equal(null);
    expect(actions(element)).to.deep.equal(['Reopen bank window', 'Cancel']);
    const frame = await comeBack(answer({ code: 'c-1', state }));
    expect(await promise).to.include({ type: 'code', code: 'c-1' });
    frame.remove();
  });

  it('shows the link of a session that was opened as that of the one before was followed', async () => {
    const { element } = await blocked({
      authorizeUrl: () => {
        const state = crypto.randomUUID();
        return { url: answer({ state }), state };
      },
    });
    const link = linkOf(element)!;
    const { href } = link;
    link.addEventListener('click', event => event.preventDefault()); // The tab would stay.
    const followed = new Promise(resolve => {
      element.addEventListener('click', () => {
        element.close();
        element.open().catch(() => {});
        setTimeout(resolve);
      });
    });
    link.click();
    await followed;
    element.requestUpdate();
    await element.updateComplete;
    expect(linkOf(element)?.href).to.be.a('string').and.not.equal(href);
    element.close();
  });

  it('a button of a session that is over does nothing, though it is still drawn', async () => {
    const authorize = authorizeFunction('');
    const { element } = await blocked({ id: 'bank', authorizeUrl: authorize });
    const usePage = actionCalled(element, 'Continue to your bank in this tab');
    actionCalled(element, 'Cancel').click();
    usePage.click();
    await element.updateComplete;
    expect(authorize.reasons).to.deep.equal(['start']);
    expect(kept()).to.deep.equal([]);
  });

  it('where the whole page cannot be left either, that is the error: nobody is at the bank', async () => {
    const { element, promise } = await blocked({ id: 'bank' });
    await withoutStorage(async () => {
      actionCalled(element, 'Continue to your bank in this tab').click();
      expect(await rejectionOf(promise)).to.include({ code: 'storage-unavailable' });
    });
  });

  for (const form of ['a function', 'a ready address'] as const) {
    it(`the whole page can be used instead, with ${form}`, async () => {
      const url = await authorizeUrl('');
      const { element, promise } = await blocked({
        id: 'bank',
        authorizeUrl: form === 'a function' ? authorizeFunction('') : url,
      });
      const navigate = oneEvent(element, 'flinks-navigate');
      element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
      actionCalled(element, 'Continue to your bank in this tab').click();
      const { detail } = await navigate;
      expect(detail.target).to.equal('page');
      const state = new URL(await detail.url).searchParams.get('state')!;
      expect(keptTransactions()[0]).to.include({ state, owner: 'bank' });
      expect(await element.complete(answer({ code: 'c-1', state }))).to.equal(await promise);
      expect(kept()).to.deep.equal([]);
    });
  }

  it('offers the whole page to no element whose answer another one could take', async () => {
    const { element, promise } = await blocked();
    const twin = await outbound();
    element.requestUpdate();
    actionCalled(element, 'Reopen bank window').click();
    await waitUntil(() => element.status === 'waiting');
    element.close();
    expect(await promise).to.include({ type: 'cancel' });
    const second = await blocked();
    expect(actions(second.element)).to.deep.equal([
      'Continue to your bank in a new tab',
      'Reopen bank window',
      'Cancel',
    ]);
    second.element.close();
    twin.remove();
  });

  it('can be given up', async () => {
    const { element, promise } = await blocked();
    actionCalled(element, 'Cancel').click();
    expect(await promise).to.include({ type: 'cancel', reason: 'closed' });
  });

  // The last of them: the only one that is not a click of a script.
  it('"Reopen bank window" is a click, and opens the window', async () => {
    const { element, promise } = await blocked({ authorizeUrl: authorizeFunction('auto') });
    await click(actionCalled(element, 'Reopen bank window'));
    expect(await promise).to.include({ type: 'code' });
  });
});

describe('target="page"', () => {
  const pageLink = (set: Partial<FlinksLink> = {}) =>
    outbound({ id: 'bank', target: 'page', authorizeUrl: authorizeFunction(''), ...set });
  afterEach(() => sessionStorage.clear());

  it('keeps the attempt before the page leaves, with nothing secret in it but the state', async () => {
    const element = await pageLink({
      providerId: '1000',
      correlationId: 'order-6',
      issuer: 'https://b.example',
    });
    const { state, url } = await away(element);
    const [transaction] = keptTransactions();
    const { createdAt, attemptId, ...others } = transaction!;
    expect(others).to.deep.equal({
      state,
      flow: 'outbound',
      mode: 'page',
      owner: 'bank',
      returnTo: location.href,
      redirectUri: url.searchParams.get('redirect_uri'),
      sentRedirectUri: url.searchParams.get('redirect_uri'),
      providerId: '1000',
      correlationId: 'order-6',
      issuer: 'https://b.example',
    });
    expect(Math.abs(Date.now() - createdAt)).to.be.lessThan(10_000);
    expect(attemptId).to.be.a('string');
    expect(location.href).to.not.contain(state);
    element.close();
  });

  it('keeps nothing where the session is closed as the ready address is read', async () => {
    const element = await pageLink({ authorizeUrl: await authorizeUrl('') });
    const close = (event: Event) => {
      event.preventDefault();
      queueMicrotask(() => element.close());
    };
    element.addEventListener('flinks-navigate', close, { once: true });
    expect(await element.open()).to.include({ type: 'cancel', reason: 'closed' });
    await nextFrame();
    expect(kept()).to.deep.equal([]);
  });

  it('refuses two elements of one name, before anybody is asked for an address', async () => {
    const authorize = authorizeFunction('');
    const elements = [await pageLink({ id: '', name: 'bank' })];
    elements.push(await pageLink({ id: '', name: 'bank', authorizeUrl: authorize }));
    const error = await rejectionOf(elements[1]!.open());
    expect(error).to.include({ code: 'invalid-configuration' });
    expect([authorize.states, kept()]).to.deep.equal([[], []]);
  });

  it('refuses twins in shadow roots of their own, where equal ids are legal', async () => {
    const inShadow = async (set: Partial<FlinksLink> = {}) => {
      const element = await pageLink(set);
      element.parentElement!.attachShadow({ mode: 'open' }).append(element);
      return element;
    };
    const authorize = authorizeFunction('');
    await inShadow();
    const second = await inShadow({ authorizeUrl: authorize });
    expect(await rejectionOf(second.open())).to.include({ code: 'invalid-configuration' });
    expect([authorize.states, kept()]).to.deep.equal([[], []]);
  });

  it('knows of twins without a walk through the page', async () => {
    const element = await pageLink();
    const { querySelectorAll } = Document.prototype;
    const asked: string[] = [];
    Document.prototype.querySelectorAll = function (this: Document, selectors: string) {
      asked.push(selectors);
      return querySelectorAll.call(this, selectors);
    };
    try {
      await away(element);
    } finally {
      Document.prototype.querySelectorAll = querySelectorAll;
    }
    element.close();
    expect(asked).to.deep.equal([]);
  });

  it('refuses a twin that comes while the address is fetched, and keeps nothing', async () => {
    const element = await pageLink();
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const promise = element.open();
    await pageLink();
    expect(await rejectionOf(promise)).to.include({ code: 'invalid-configuration' });
    expect(kept()).to.deep.equal([]);
  });

  it('comes back to the page as it was, with the host’s own parameters byte for byte', async () => {
    const before = location.href;
    const here = new URL(before);
    here.search += '&institution=14&status=draft&tag=of+the%20host&code=PROMO';
    history.replaceState(null, '', here);
    try {
      const element = await pageLink();
      const { state } = await away(element);
      expect(keptTransactions()[0]).to.include({ state, returnTo: here.href });
      element.close();
      expect(location.href).to.equal(here.href);
    } finally {
      history.replaceState(null, '', before);
    }
  });

  it('comes back from a start route whose redirect_uri is a path of the host’s', async () => {
    const url = new URL('/start?redirect_uri=%2Fback', location.href);
    const element = await pageLink({ authorizeUrl: { url, state: 's-1' } });
    await away(element);
    const [transaction] = keptTransactions();
    expect(transaction).to.include({
      state: 's-1',
      redirectUri: location.href,
      sentRedirectUri: '/back',
    });
    element.close();
  });

  it('forgets what another visit of the page had begun and left, and nothing of another page', async () => {
    const others = { redirectUri, owner: 'bank' };
    left({ ...others, returnTo: location.href });
    const elsewhere = left({ ...others, returnTo: `${location.origin}/mortgage` });
    const element = await pageLink();
    const { state } = await away(element);
    expect(kept()).to.have.members([elsewhere.state, state]);
    element.close();
  });

  describe('in a page out of the browser’s cache', () => {
    const comeOut = () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

    it('waits on while its attempt is kept', async () => {
      const element = await pageLink();
      const { state } = await away(element);
      comeOut();
      expect(element.status).to.equal('waiting');
      expect(await element.complete(answer({ code: 'c-1', state }))).to.include({ code: 'c-1' });
    });

    it('ends in silence when another visit has taken the answer', async () => {
      const element = await pageLink();
      const { state, outcome } = await away(element);
      const events = record(element);
      expect(new TransactionStore().take('bank', state)?.state).to.equal(state);
      comeOut();
      expect(await outcome).to.include({ type: 'cancel', reason: 'aborted' });
      await element.updateComplete;
      expect([events, element.status, element.matches(':state(idle)')]).to.deep.equal([[], 'idle', true]);
      const again = await away(element);
      expect(kept()).to.deep.equal([again.state]);
      element.close();
    });

    it('is no end for a window, which this page waits for', async () => {
      const element = await outbound({ authorizeUrl: authorizeFunction('') });
      await away(element);
      comeOut();
      expect(element.status).to.equal('waiting');
      element.close();
    });
  });

  for (const [how, end] of Object.entries({
    'close()': (element: FlinksLink) => element.close(),
    'reset()': (element: FlinksLink) => element.reset(),
    'its removal': (element: FlinksLink) => element.remove(),
  })) {
    it(`forgets the attempt with ${how}`, async () => {
      const element = await pageLink();
      const { outcome } = await away(element);
      expect(sessionStorage).to.have.lengthOf(1);
      end(element);
      expect(((await outcome) as Outcome).type).to.equal('cancel');
      expect(sessionStorage).to.have.lengthOf(0);
    });
  }

  it('is storage-unavailable where the page may keep nothing, and nobody is sent away', async () => {
    await withoutStorage(async () => {
      const authorize = authorizeFunction('');
      const element = await pageLink({ authorizeUrl: authorize });
      const navigate = oneEvent(element, 'flinks-navigate');
      const error = await element.open().catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'storage-unavailable', retryable: false });
      expect(`${JSON.stringify(error)} ${error}`).to.not.contain(authorize.states[0]);
      expect(await (await navigate).detail.url.catch((reason: unknown) => reason)).to.equal(error);
    });
  });
});

describe('a window in a page that no answer can reach', () => {
  it('is storage-unavailable, and goes nowhere', async () => {
    const authorize = authorizeFunction('');
    const element = await outbound({ authorizeUrl: authorize });
    const navigate = oneEvent(element, 'flinks-navigate');
    element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
    const error = await withoutChannel(() => rejectionOf(element.open()));
    expect(error).to.include({ code: 'storage-unavailable', retryable: false });
    expect(`${JSON.stringify(error)} ${error}`).to.not.contain(authorize.states[0]);
    expect(await rejectionOf((await navigate).detail.url)).to.equal(error);
  });
});
