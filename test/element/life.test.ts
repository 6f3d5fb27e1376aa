import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import {
  connectUrl,
  endings,
  frameOf,
  link,
  loadsOf,
  mintToken,
  puppet,
  record,
  say,
  settled,
  tokenFunction,
} from '../support/connect.js';
import { countLeaks } from '../support/leaks.js';
import { skip } from '../support/skip.js';
import { waitUntil } from '../support/wait-until.js';

/** A task behind everything that is queued now. */
const nextTask = () =>
  new Promise<void>(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

describe('in the document', () => {
  it('a move before the frame exists changes nothing, and one token is asked for', async () => {
    const [first, second] = [await fixture(html`<div></div>`), await fixture(html`<div></div>`)];
    const element = document.createElement('flinks-link');
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    Object.assign(element, { connectUrl, authorizeToken });
    first.append(element);
    second.append(element);
    first.append(element);
    await oneEvent(element, 'flinks-ready');
    expect(authorizeToken.tokens).to.have.lengthOf(1);
  });

  it('a move goes on with the same attempt, a renewed token, and no token twice', async () => {
    const elsewhere = await fixture(html`<div></div>`);
    const element = await puppet();
    const source = element.authorizeToken as ReturnType<typeof tokenFunction>;
    const promise = element.open();
    const events = record(element);
    elsewhere.append(element);
    await oneEvent(element, 'flinks-ready');
    expect(source.reasons).to.deep.equal(['start', 'renew']);
    expect(endings(events)).to.deep.equal([]);
    say(element, { step: 'REDIRECT', loginId: 'l' });
    expect(await promise).to.deep.include({ loginId: 'l' });
    for (const token of source.tokens) expect(await loadsOf(token)).to.equal(1);
  });

  it('a move of an open dialog keeps it modal', async () => {
    const elsewhere = await fixture(html`<div></div>`);
    const element = await puppet({ set: { display: 'dialog' } });
    elsewhere.append(element);
    await oneEvent(element, 'flinks-ready');
    expect(element.shadowRoot?.querySelector('dialog')?.matches(':modal')).to.equal(true);
    element.close();
  });

  it('a move with a token as text is token-expired, and says what to do', async () => {
    const elsewhere = await fixture(html`<div></div>`);
    const token = await mintToken({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken: token } });
    elsewhere.append(element);
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error.code).to.equal('token-expired');
    expect(detail.error.message).to.contain('function');
    expect(await loadsOf(token)).to.equal(1);
  });

  it('moveBefore() keeps the session, and the frame where the browser does', async function () {
    const elsewhere = (await fixture(html`<div></div>`)) as Element & {
      moveBefore?: (node: Node, child: null) => void;
    };
    if (!elsewhere.moveBefore) return skip(this, 'WebKitGTK 2.50 has no moveBefore()');
    const element = await puppet();
    const source = element.authorizeToken as ReturnType<typeof tokenFunction>;
    const promise = element.open();
    const frame = frameOf(element)!;
    const { contentWindow } = frame;
    elsewhere.moveBefore(element, null);
    const kept = frame.contentWindow === contentWindow;
    // Firefox 153 keeps frames, but not those in a shadow root.
    if (!kept) await oneEvent(element, 'flinks-ready');
    await settled(element);
    expect(source.reasons).to.deep.equal(kept ? ['start'] : ['start', 'renew']);
    expect(element.open()).to.equal(promise);
    return undefined;
  });

  it('removal releases everything and is the cancel disconnected, told to the element alone', async () => {
    const parent = await fixture(html`<div></div>`);
    const element = await puppet();
    parent.append(element);
    await oneEvent(element, 'flinks-ready');
    const promise = element.open();
    let bubbled = 0;
    parent.addEventListener('flinks-cancel', () => bubbled++);
    const cancel = oneEvent(element, 'flinks-cancel');
    element.remove();
    expect((await cancel).detail.reason).to.equal('disconnected');
    expect(await promise).to.deep.include({ type: 'cancel', reason: 'disconnected' });
    expect(bubbled).to.equal(0);
    expect(element.status).to.equal('idle');
    expect(frameOf(element)).to.equal(null);
  });

  it('removal from a shadow root, with the element around it, is told to no one else either', async () => {
    const around = await fixture<HTMLElement>(html`<div></div>`);
    const element = await puppet();
    around.attachShadow({ mode: 'open' }).append(element);
    await oneEvent(element, 'flinks-ready');
    const told: string[] = [];
    around.addEventListener('flinks-cancel', ({ type }) => told.push(type));
    const cancel = oneEvent(element, 'flinks-cancel');
    around.remove();
    expect((await cancel).detail.reason).to.equal('disconnected');
    expect(told).to.deep.equal([]);
  });

  it('removal together with its parent is told to the element alone as well', async () => {
    const parent = await fixture(html`<div></div>`);
    const element = await puppet();
    parent.append(element);
    await oneEvent(element, 'flinks-ready');
    let bubbled = 0;
    parent.addEventListener('flinks-cancel', () => bubbled++);
    const cancel = oneEvent(element, 'flinks-cancel');
    parent.remove();
    await cancel;
    expect(bubbled).to.equal(0);
  });

  it('coming back later starts a session of its own', async () => {
    const element = await puppet();
    const parent = element.parentElement!;
    element.remove();
    await oneEvent(element, 'flinks-cancel');
    parent.append(element);
    await oneEvent(element, 'flinks-ready');
    expect((element.authorizeToken as ReturnType<typeof tokenFunction>).reasons).to.deep.equal([
      'start',
      'start',
    ]);
  });

  it('removal after an outcome is silent', async () => {
    const element = await puppet();
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    const events = record(element);
    element.remove();
    await nextTask();
    expect(events).to.deep.equal([]);
    expect(element.value).to.equal('l');
  });
});

describe('nothing is left behind', () => {
  it('one window listener while a session lives, none when it is over', async () => {
    const leaks = countLeaks();
    try {
      const element = await link();
      expect(leaks.listeners(), 'idle').to.equal(0);
      await oneEvent(element, 'flinks-ready');
      expect(leaks.types(), 'ready').to.deep.equal(['message']);
      expect(leaks.timers(), 'ready').to.equal(0);
      say(element, { step: 'TOKEN_INVALID' });
      await oneEvent(element, 'flinks-ready');
      expect(leaks.types(), 'loaded again').to.deep.equal(['message']);
      expect(leaks.timers(), 'loaded again').to.equal(0);
      element.close();
      expect(leaks.listeners(), 'closed').to.equal(0);
      expect(leaks.timers(), 'closed').to.equal(0);
    } finally {
      leaks.restore();
    }
  });

  it('1,000 mounts and unmounts leave no listener, timer or frame', async () => {
    const leaks = countLeaks();
    try {
      const parent = await fixture(html`<div></div>`);
      for (let i = 0; i < 1_000; i++) {
        const element = document.createElement('flinks-link');
        Object.assign(element, {
          connectUrl,
          display: i % 2 ? 'dialog' : 'inline',
          authorizeToken: () => 'unused',
        });
        // Each third has a frame on its way when it is removed, each other third a token.
        if (i % 3 === 0) element.authorizeToken = '';
        parent.append(element);
        if (i % 3) void element.open();
        await element.updateComplete;
        if (i % 3 === 0) {
          void element.open();
          await element.updateComplete;
          await Promise.resolve();
        }
        element.remove();
        await Promise.resolve();
      }
      await nextTask();
      expect(leaks.listeners()).to.equal(0);
      // Those of the last elements look for an answer in a task of their own. waitUntil would set timers itself.
      for (let frames = 0; leaks.timers() && frames < 60; frames++) await nextFrame();
      expect(leaks.timers()).to.equal(0);
      expect(document.querySelectorAll('iframe')).to.have.lengthOf(0);
      // Firefox takes the last of them down in its own time.
      await waitUntil(() => window.length === 0, 'a browsing context is left', { timeout: 20_000 });
    } finally {
      leaks.restore();
    }
  }).timeout(60_000);
});
