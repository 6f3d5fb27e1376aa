import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink, FlinksLinkError } from '../../src/element.js';
import { endings, puppet, record } from '../support/connect.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  clickTrigger,
  outbound,
  redirectUri,
  watchWindows,
} from '../support/redirect.js';
import { kept } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: FlinksLinkError) => error,
  );

describe('flinks-navigate', () => {
  it('comes inside the click, before any window is opened and any address is asked for', async () => {
    const order: string[] = [];
    const windows = watchWindows();
    const authorize = authorizeFunction();
    const element = await outbound({
      authorizeUrl: context => {
        order.push(`asked with ${windows.opened.length} window`);
        return authorize(context);
      },
    });
    element.addEventListener('flinks-navigate', event => {
      order.push(
        `${event.detail.target} with ${windows.opened.length}`,
        `active ${navigator.userActivation.isActive}`,
      );
    });
    const code = oneEvent(element, 'flinks-code');
    await clickTrigger(element);
    await code;
    windows.restore();
    expect(order).to.deep.equal(['popup with 0', 'active true', 'asked with 1 window']);
  });

  it('bubbles, is composed and cancelable, and its detail is frozen', async () => {
    const element = await outbound();
    const navigate = oneEvent(element.ownerDocument, 'flinks-navigate');
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    void element.open();
    const event = await navigate;
    expect(event).to.include({ bubbles: true, composed: true, cancelable: true });
    expect(event.detail).to.be.frozen;
    expect(event.detail.url).to.be.instanceOf(Promise);
    element.close();
  });

  it('when it is prevented opens nothing: the page gets the address', async () => {
    const windows = watchWindows();
    const url = await authorizeUrl('');
    const element = await outbound({ authorizeUrl: url });
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const navigate = oneEvent(element, 'flinks-navigate');
    await clickTrigger(element);
    expect(await (await navigate).detail.url).to.equal(url.href);
    await waitUntil(() => element.status === 'waiting');
    windows.restore();
    expect(windows.opened).to.deep.equal([]);
    await element.updateComplete;
    const labels = [...element.renderRoot.querySelectorAll('.panel button')].map(
      button => button.textContent,
    );
    expect(labels, 'no window to be brought to the front').to.deep.equal(['Reopen bank window', 'Cancel']);
    element.close();
  });

  it('rejects its address when none comes: by an error, or by the end of the session', async () => {
    const addresses: Promise<string>[] = [];
    const listen = (element: FlinksLink, act: () => void) =>
      element.addEventListener('flinks-navigate', event => {
        event.preventDefault();
        addresses.push(event.detail.url);
        act();
      });
    const failing = await outbound({ authorizeUrl: () => 'https://bank.example/' });
    listen(failing, () => {});
    const error = await reasonOf(failing.open());
    const closing = await outbound({ authorizeUrl: await authorizeUrl('') });
    listen(closing, () => closing.close());
    await closing.open();
    const removed = await outbound({ authorizeUrl: () => new Promise(() => {}) });
    listen(removed, () => removed.remove());
    await removed.open();
    const [first, second, third] = await Promise.all(addresses.map(reasonOf));
    expect(first).to.equal(error);
    expect([second?.name, third?.name]).to.deep.equal(['AbortError', 'AbortError']);
  });

  it('may end the session: nobody is asked for an address then, and no window opens', async () => {
    const windows = watchWindows();
    const authorize = authorizeFunction();
    const element = await outbound({ authorizeUrl: authorize });
    element.addEventListener('flinks-navigate', () => element.close());
    const events = record(element);
    const cancel = oneEvent(element, 'flinks-cancel');
    await clickTrigger(element);
    await cancel;
    windows.restore();
    expect([windows.opened, authorize.reasons]).to.deep.equal([[], []]);
    expect(endings(events)).to.deep.equal(['flinks-cancel']);
  });
});

describe('complete()', () => {
  for (const form of ['text', 'a URL'] as const) {
    it(`ends the session with the address that came back, as ${form}`, async () => {
      const element = await outbound({ authorizeUrl: authorizeFunction('') });
      const { state, outcome } = await away(element);
      const events = record(element);
      const url = answer({ code: 'c-1', state });
      const completed = await element.complete(form === 'text' ? url.href : url);
      expect(completed).to.deep.include({ type: 'code', code: 'c-1', state, redirectUri });
      expect(await outcome).to.equal(completed);
      expect(endings(events)).to.deep.equal(['flinks-code']);
    });
  }

  it('takes an address of the page without its origin', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state } = await away(element);
    const { pathname, search } = answer({ code: 'c-1', state });
    expect(await element.complete(pathname + search)).to.deep.include({ code: 'c-1' });
  });

  it('of an answer that nobody waits for is state-mismatch, and the session goes on', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state, outcome } = await away(element);
    const events = record(element);
    for (const url of [
      answer({ code: 'hush', state: 'unknown' }),
      answer({ code: 'hush', state: `${state} ` }),
      answer({ code: 'hush', state: state.toUpperCase() }),
      answer({ code: 'hush' }),
      answer({ code: 'hush', state: '' }),
      new URL(`${answer({ code: 'hush', state })}&state=${state}`),
      answer({ code: 'hush', flinks_state: 'unknown', state }),
      answer({ code: 'hush', state: '__proto__' }),
      redirectUri,
    ]) {
      const error = await reasonOf(element.complete(url));
      expect(error, String(url)).to.include({ code: 'state-mismatch' });
      expect(`${JSON.stringify(error)} ${error}`).to.not.contain('hush');
      expect(element.status).to.equal('waiting');
    }
    expect(events).to.deep.equal([]);
    await element.complete(answer({ code: 'c-1', state }));
    expect(await outcome).to.deep.include({ code: 'c-1' });
  });

  it('of no address is invalid-return, and the session goes on', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    await away(element);
    for (const url of ['https://', 'http://[']) {
      expect(await reasonOf(element.complete(url))).to.include({ code: 'invalid-return' });
    }
    expect(element.status).to.equal('waiting');
    element.close();
  });

  it('ends a Connect session that runs, once, with the login', async () => {
    const element = await puppet({ set: { id: 'bank', redirectUri } });
    const events = record(element);
    const promise = element.open();
    const [state = ''] = kept();
    const url = answer({ loginId: 'l-1', flinks_state: state });
    let again: Promise<unknown> | undefined;
    element.addEventListener('flinks-login', () => (again = reasonOf(element.complete(url))), { once: true });
    const completed = await element.complete(url);
    expect(completed).to.include({ type: 'login', loginId: 'l-1', flow: 'connect' });
    expect(await promise).to.equal(completed);
    expect(await again).to.include({ code: 'state-mismatch' });
    expect([endings(events), kept()]).to.deep.equal([['flinks-login'], []]);
  });

  it('leaves a Connect session that runs alone where the answer has another state', async () => {
    const element = await puppet({ set: { id: 'bank', redirectUri } });
    const events = record(element);
    const [state = ''] = kept();
    for (const other of ['unknown', `${state}x`, '']) {
      const error = await reasonOf(element.complete(answer({ loginId: 'hush', flinks_state: other })));
      expect(error, other).to.include({ code: 'state-mismatch' });
    }
    expect([endings(events), kept(), element.status]).to.deep.equal([[], [state], 'ready']);
    element.close();
  });

  it('takes an answer once', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state } = await away(element);
    const events = record(element);
    const url = answer({ code: 'c-1', state });
    await element.complete(url);
    for (let i = 0; i < 100; i++)
      expect(await reasonOf(element.complete(url))).to.include({ code: 'state-mismatch' });
    expect(endings(events)).to.deep.equal(['flinks-code']);
    expect(element.value).to.equal('c-1');
  });

  it('rejects with the error that the answer is', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state, outcome } = await away(element);
    const error = await reasonOf(element.complete(answer({ error: 'server_error', state })));
    expect(error).to.include({ code: 'authorization-failed' });
    expect(await reasonOf(outcome)).to.equal(error);
  });

  it('before any session, and behind a reset, knows no answer', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    expect(await reasonOf(element.complete(answer({ code: 'c-1', state: 's' })))).to.include({
      code: 'state-mismatch',
    });
    const { state } = await away(element);
    element.reset();
    expect(await reasonOf(element.complete(answer({ code: 'c-1', state })))).to.include({
      code: 'state-mismatch',
    });
    expect(element.status).to.equal('idle');
  });

  it('cleans the address bar when the answer stands there, and leaves the rest of it', async () => {
    const before = location.href;
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state } = await away(element);
    const here = new URL(before);
    here.searchParams.set('of', 'the host');
    here.hash = 'part';
    const clean = here.href;
    for (const [name, value] of Object.entries({ code: 'c-1', state })) here.searchParams.set(name, value);
    try {
      history.replaceState({ kept: true }, '', here);
      await element.complete(location.href);
      expect(location.href).to.equal(clean);
      expect(history.state).to.deep.equal({ kept: true });
    } finally {
      history.replaceState(null, '', before);
    }
  });

  it('gives every element its own answer, and none that of another', async () => {
    const elements = await Promise.all(
      [1, 2, 3].map(() => outbound({ authorizeUrl: authorizeFunction('') })),
    );
    const sent: { state: string }[] = [];
    for (const element of elements) sent.push(await away(element));
    for (const [i, element] of elements.entries()) {
      const other = sent[(i + 1) % 3]?.state as string;
      expect(await reasonOf(element.complete(answer({ code: 'hush', state: other })))).to.include({
        code: 'state-mismatch',
      });
    }
    for (const [i, element] of elements.entries()) {
      await element.complete(answer({ code: `c-${i}`, state: sent[i]?.state as string }));
    }
    expect(elements.map(({ value }) => value)).to.deep.equal(['c-0', 'c-1', 'c-2']);
  });
});
