import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { endings, record } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { openPage, put } from '../support/host-page.js';
import { click, clickIn } from '../support/input.js';
import { countLeaks } from '../support/leaks.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  clickTrigger,
  comeBack,
  outbound,
  redirectUri,
  watchWindows,
} from '../support/redirect.js';
import { kept } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

/** A bank of this origin, whose window can be looked at: the redirect page, without an answer. */
const quietBank = (state: string = crypto.randomUUID()) => ({ url: redirectUri, state });

const buttonCalled = async (element: FlinksLink, label: string) => {
  await element.updateComplete;
  const buttons = [...element.renderRoot.querySelectorAll<HTMLElement>('.panel button')];
  return buttons.find(button => button.textContent === label)!;
};

describe('while the bank has the person', () => {
  let windows: ReturnType<typeof watchWindows>;
  beforeEach(() => (windows = watchWindows()));
  afterEach(() => {
    windows.restore();
    for (const opened of windows.opened) opened.close();
  });

  /** Clicked, and the window has left for the bank. */
  async function waiting(set: Partial<FlinksLink> = {}) {
    const element = await outbound({ authorizeUrl: () => quietBank(), ...set });
    await clickTrigger(element);
    await waitUntil(() => windows.opened.at(-1)?.document.querySelector('[role=status]'));
    expect(element.status).to.equal('waiting');
    return element;
  }
  const gone = (index = 0) => waitUntil(() => windows.opened[index]?.closed, 'the window stays open');

  it('open() and the trigger join the session, and open nothing more', async () => {
    const element = await waiting();
    let front = 0;
    Object.assign(windows.opened[0]!, { focus: () => front++ });
    const promise = element.open();
    expect(element.open()).to.equal(promise);
    await clickTrigger(element);
    expect(windows.opened).to.have.lengthOf(1);
    expect(front, 'the window comes to the front each time').to.equal(3);
    expect(element.status).to.equal('waiting');
    element.close();
    expect(await promise).to.include({ type: 'cancel' });
  });

  it('its window has no opener in a page that is not framed', async () => {
    const element = await waiting();
    expect(window.top === window, 'not framed').to.equal(true);
    expect(windows.opened[0]?.opener === null, 'no opener').to.equal(true);
    element.close();
  });

  it('its window has no opener in a framed page either', async () => {
    const frame = await openPage({});
    const inside = frame.contentWindow!;
    const opened: Window[] = [];
    const { open } = inside;
    const element = put(inside, { flow: 'outbound', authorizeUrl: () => quietBank() });
    await element.updateComplete;
    const trigger = element.renderRoot.querySelector('.trigger button')!;
    inside.open = (...args) => {
      const found = open.apply(inside, args);
      if (found) opened.push(found);
      return found;
    };
    await clickIn(frame, trigger);
    await waitUntil(() => opened[0]?.document.querySelector('[role=status]'));
    const isCut = opened[0]?.opener === null;
    element.close();
    opened[0]?.close();
    frame.remove();
    expect(isCut, 'no opener').to.equal(true);
  });

  it('a button brings the window to the front', async () => {
    const element = await waiting();
    let front = 0;
    Object.assign(windows.opened[0]!, { focus: () => front++ });
    await click(await buttonCalled(element, 'Show bank window'));
    expect(front).to.equal(1);
    element.close();
  });

  const ends: Record<string, [(element: FlinksLink) => void, string]> = {
    'close()': [element => element.close(), 'closed'],
    'requestClose()': [element => element.requestClose(), 'closed'],
    'its removal': [element => element.remove(), 'disconnected'],
  };
  for (const [how, [end, reason]] of Object.entries(ends)) {
    it(`${how} closes the window, and is the cancel ${reason}`, async () => {
      const element = await waiting();
      const promise = element.open();
      const events = record(element);
      end(element);
      expect(await promise).to.include({ type: 'cancel', reason });
      await gone();
      expect(endings(events)).to.deep.equal(['flinks-cancel']);
    });
  }

  it('a button gives up, after it has asked', async () => {
    const element = await waiting();
    const promise = element.open();
    element.addEventListener('flinks-close-request', event => event.preventDefault(), { once: true });
    await click(await buttonCalled(element, 'Cancel'));
    expect(element.status).to.equal('waiting');
    await click(await buttonCalled(element, 'Cancel'));
    expect(await promise).to.include({ type: 'cancel', reason: 'closed' });
    await gone();
  });

  it('reset() closes the window, and tells nobody', async () => {
    const element = await waiting();
    const promise = element.open();
    const events = record(element);
    element.reset();
    expect(await promise).to.include({ type: 'cancel', reason: 'aborted' });
    await gone();
    expect(events).to.deep.equal([]);
    expect(element.status).to.equal('idle');
  });

  it('a signal ends it, and the promise rejects with its reason', async () => {
    const element = await outbound({ authorizeUrl: () => quietBank() });
    const controller = new AbortController();
    const promise = element.open({ signal: controller.signal });
    const reason = new Error('mine');
    const cancel = oneEvent(element, 'flinks-cancel');
    controller.abort(reason);
    expect((await cancel).detail.reason).to.equal('aborted');
    expect(await promise.catch((error: unknown) => error)).to.equal(reason);
    const never = element.open({ signal: controller.signal });
    expect(await never.catch((error: unknown) => error)).to.equal(reason);
    expect(element.status, 'no session for it').to.equal('cancelled');
  });

  it('a move in the document changes nothing', async () => {
    const element = await waiting();
    const promise = element.open();
    document.body.append(element);
    await element.updateComplete;
    expect(element.open()).to.equal(promise);
    expect(windows.opened[0]?.closed).to.equal(false);
    element.remove();
    await promise;
  });

  it('a window that is closed before it has left is the cancel window-closed', async () => {
    const element = await outbound({ authorizeUrl: () => new Promise(() => {}) });
    const cancel = oneEvent(element, 'flinks-cancel');
    await clickTrigger(element);
    await waitUntil(() => windows.opened.length);
    expect(element.status).to.equal('opening');
    expect(windows.opened[0]?.document.body.textContent).to.equal('Connecting to your bank…');
    windows.opened[0]?.close();
    expect((await cancel).detail.reason).to.equal('window-closed');
  });

  it('a window that is closed later may still be open: a notice, and its answer is taken', async () => {
    const state = crypto.randomUUID();
    const element = await waiting({ authorizeUrl: () => quietBank(state) });
    await aTimeout(300); // The element checks the window at the bank.
    await aTimeout(1_600); // From then on, `closed` is not taken for COOP.
    const events = record(element);
    windows.opened[0]?.close();
    const { detail } = await oneEvent(element, 'flinks-notice');
    expect(detail).to.deep.equal({ code: 'window-closed', retryable: false });
    expect(await buttonCalled(element, 'Show bank window'), 'there is none to be shown').to.equal(undefined);
    expect(await buttonCalled(element, 'Reopen bank window')).to.not.equal(undefined);
    expect(element.renderRoot.querySelector('[part=notice]')?.textContent).to.contain('seems to be closed');
    const code = oneEvent(element, 'flinks-code');
    const frame = await comeBack(answer({ code: 'c-1', state }));
    expect((await code).detail.code).to.equal('c-1');
    frame.remove();
    expect(endings(events)).to.deep.equal(['flinks-code']);
  });

  it('"Reopen bank window" asks for another address, and replaces the window', async () => {
    const authorize = authorizeFunction();
    const reasons: string[] = [];
    const element = await waiting({
      authorizeUrl: context => {
        reasons.push(context.reason);
        return context.reason === 'start' ? quietBank() : authorize(context);
      },
    });
    const promise = element.open();
    const events = record(element);
    await click(await buttonCalled(element, 'Reopen bank window'));
    expect(await promise).to.deep.include({ type: 'code', state: authorize.states[0] });
    expect(reasons).to.deep.equal(['start', 'retry']);
    await gone();
    expect(endings(events)).to.deep.equal(['flinks-code']);
    expect(events.map(({ type }) => type)).to.include('flinks-navigate');
  });

  it('a code ends the wait for every other window: no channel is left', async () => {
    const leaks = countLeaks();
    try {
      const authorize = authorizeFunction('');
      const element = await outbound({ authorizeUrl: authorize });
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const promise = element.open();
      await waitUntil(() => element.status === 'waiting');
      await click(await buttonCalled(element, 'Reopen bank window'));
      await waitUntil(() => leaks.channels() === 2);
      await element.complete(answer({ code: 'c-1', state: authorize.states[0]! }));
      expect(await promise).to.include({ code: 'c-1' });
      expect(leaks.channels()).to.equal(0);
    } finally {
      leaks.restore();
    }
  });

  for (const which of ['first', 'second'] as const) {
    it(`the answer to the ${which} of two attempts ends it, and the other one’s is too late`, async () => {
      const states: string[] = [];
      const element = await outbound({
        authorizeUrl: async () => {
          const url = await authorizeUrl('');
          states.push(url.searchParams.get('state')!);
          return url;
        },
      });
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const promise = element.open();
      await waitUntil(() => element.status === 'waiting');
      const events = record(element);
      await click(await buttonCalled(element, 'Reopen bank window'));
      await waitUntil(() => states.length === 2 && element.status === 'waiting');
      const [mine, other] = which === 'first' ? states : [...states].reverse();
      const frame = await comeBack(answer({ code: 'c-1', state: mine! }));
      expect(await promise).to.deep.include({ code: 'c-1', state: mine });
      const late = await element
        .complete(answer({ code: 'c-2', state: other! }))
        .catch((error: { code: string }) => error.code);
      expect(late).to.equal('state-mismatch');
      frame.remove();
      expect(endings(events)).to.deep.equal(['flinks-code']);
      expect(element.value).to.equal('c-1');
    });
  }

  for (const target of ['popup', 'page'] as const) {
    for (const parameters of [{ code: 'c-1' }, { error: 'access_denied' }, { error: 'server_error' }]) {
      it(`${JSON.stringify(parameters)} is consumed before the page hears of it, target ${target}`, async () => {
        const element = await outbound({ target, authorizeUrl: authorizeFunction('') });
        const { state, outcome } = await away(element);
        const url = answer({ ...parameters, state });
        let again: Promise<unknown> | undefined;
        let left: readonly string[] | undefined;
        for (const type of ['flinks-code', 'flinks-cancel', 'flinks-error'])
          element.addEventListener(
            type,
            () => {
              left = kept();
              again = rejectionOf(element.complete(url));
            },
            { once: true },
          );
        const events = record(element);
        void element.complete(url).catch(() => {});
        await outcome.catch(() => {});
        expect(left).to.deep.equal([]);
        expect(await again).to.include({ code: 'state-mismatch' });
        expect(endings(events)).to.have.lengthOf(1);
      });
    }
  }

  it('"Reopen bank window" opens a ready address once more: there is no other, and no dead end', async () => {
    const { url, state } = quietBank();
    const element = await waiting({ authorizeUrl: { url, state } });
    const promise = element.open();
    await click(await buttonCalled(element, 'Reopen bank window'));
    await waitUntil(() => windows.opened.length === 2 && element.status === 'waiting');
    const frame = await comeBack(answer({ code: 'c-1', state }));
    expect(await promise).to.deep.include({ type: 'code', code: 'c-1', state });
    frame.remove();
  });

  it('two elements at once never get each other’s answer', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => outbound({ authorizeUrl: authorizeFunction('') })));
    const [first, second] = [await away(one!), await away(two!)];
    const frames = [
      await comeBack(answer({ code: 'for-two', state: second.state })),
      await comeBack(answer({ code: 'for-one', state: first.state })),
    ];
    expect(await first.outcome).to.include({ code: 'for-one' });
    expect(await second.outcome).to.include({ code: 'for-two' });
    frames.forEach(frame => frame.remove());
  });

  it('a change of settings is for the next session', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state, outcome } = await away(element);
    Object.assign(element, {
      flow: 'connect',
      issuer: 'https://other.example',
      providerId: '9',
      target: 'page',
    });
    await element.updateComplete;
    expect(await element.complete(answer({ code: 'c-1', state }))).to.equal(await outcome);
    expect(element.result).to.include({ type: 'code' }).and.not.have.property('providerId');
  });

  it('a change of the address is for the next session, however often this one leaves', async () => {
    const built = { authorizeUrl: undefined, clientId: 'c', scope: 's', redirectUri };
    const element = await outbound({ ...built, outboundUrl: 'https://one.example' });
    const { url } = await away(element);
    element.outboundUrl = 'https://two.example';
    await element.updateComplete;
    const again = oneEvent(element, 'flinks-navigate');
    element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
    (await buttonCalled(element, 'Reopen bank window')).click();
    expect(new URL(await (await again).detail.url).origin).to.equal(url.origin);
    element.close();
  });

  it('a change of flow in the task of its start neither starts it twice nor never', async () => {
    const authorize = authorizeFunction('');
    const asked: string[] = [];
    const element = await outbound({
      authorizeUrl: authorize,
      connectUrl: `${location.origin}/test/hosts/landing.html`,
      authorizeToken: () => {
        asked.push('token');
        return new Promise<string>(() => {});
      },
    });
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const promise = element.open();
    element.flow = 'connect';
    await waitUntil(() => element.status === 'waiting');
    expect(asked).to.deep.equal([]);
    await element.complete(answer({ code: 'c-1', state: authorize.states[0]! }));
    expect(await promise).to.include({ type: 'code' });

    element.reset();
    element.display = 'dialog'; // Inline, it would start by itself.
    const connect = element.open();
    element.flow = 'outbound';
    await waitUntil(() => authorize.states.length === 2 || asked.length === 1);
    element.close();
    expect(await connect).to.include({ type: 'cancel', reason: 'closed' });
  });
});
