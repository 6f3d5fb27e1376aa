import { origins } from 'virtual:origins';
import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { Orphans } from '../../src/browser/orphans.js';
import { endings, frameOf, puppet, record, say, settled } from '../support/connect.js';
import { otherConnectFrame, stall } from '../support/frames.js';

/** Lets a puppet's page post a login and navigate at once, while this page hears nothing. */
function postAndGo(frame: HTMLIFrameElement, loginId: string): void {
  const orders = [
    { simulator: 'post', payload: { step: 'REDIRECT', loginId } },
    { simulator: 'navigate', url: `${origins.simulator}/v2/?gone` },
  ];
  for (const order of orders) frame.contentWindow?.postMessage(order, origins.simulator);
  stall(400);
}

// Whether the source is null by then depends on the engine and its processes: the journeys see to it that it is.
describe('a frame that posts its result and navigates at once', () => {
  it('is heard, though its document is gone by then', async () => {
    const element = await puppet();
    const frame = frameOf(element) as HTMLIFrameElement;
    // Wait until the puppet's page has loaded to its end, as any page has when a person has signed in.
    await aTimeout(300);
    const login = oneEvent(element, 'flinks-login');
    say(element, { step: 'ACCOUNT_SELECTED', accountId: 'a' });
    postAndGo(frame, 'last-words');
    const { detail } = await login;
    expect(detail).to.deep.include({ loginId: 'last-words', accountIds: ['a'] });
  });
});

describe('a message without a source', () => {
  /** Lets another frame at the same origin post a login and be gone at once. */
  async function orphanOfAnother(loginId: string): Promise<void> {
    const other = await otherConnectFrame();
    await aTimeout(300);
    const arrived = new Promise<MessageEvent>(resolve => {
      addEventListener('message', function listener(event) {
        if (event.data?.loginId !== loginId) return;
        removeEventListener('message', listener);
        resolve(event);
      });
    });
    postAndGo(other, loginId);
    await arrived;
    other.remove();
  }

  it('of another frame at the same origin is never believed while this frame stays', async () => {
    const element = await puppet();
    const events = record(element);
    await orphanOfAnother('of-another');
    await settled(element);
    await aTimeout(50);
    expect(endings(events)).to.deep.equal([]);
  });
});

describe('Orphans', () => {
  const message = (data: unknown) => new MessageEvent('message', { data });
  function setUp() {
    const controller = new AbortController();
    const delivered: unknown[][] = [];
    const orphans = new Orphans(controller.signal, data => delivered.push(data));
    return { controller, delivered, orphans };
  }

  it('delivers nothing without the proof', async () => {
    const { orphans, delivered } = setUp();
    orphans.hold(message(1));
    await aTimeout(20);
    expect(delivered).to.deep.equal([]);
  });

  it('delivers together what came before the proof and right behind it', async () => {
    const { orphans, delivered } = setUp();
    orphans.hold(message(1));
    orphans.frameReplaced();
    orphans.hold(message(2));
    await aTimeout(20);
    expect(delivered).to.deep.equal([[1, 2]]);
  });

  it('delivers nothing more once the frame has spoken for itself', async () => {
    const { orphans, delivered } = setUp();
    orphans.frameReplaced();
    await aTimeout(20);
    orphans.frameSpoke();
    orphans.hold(message(1));
    await aTimeout(20);
    expect(delivered).to.deep.equal([]);
  });

  it('delivers nothing behind its end, and keeps no timer', async () => {
    const { controller, orphans, delivered } = setUp();
    orphans.hold(message(1));
    orphans.frameReplaced();
    controller.abort();
    await aTimeout(20);
    expect(delivered).to.deep.equal([]);
  });

  it('delivers nothing that it is given after its end', async () => {
    const { controller, orphans, delivered } = setUp();
    controller.abort();
    orphans.hold(message(1));
    orphans.frameReplaced();
    await aTimeout(20);
    expect(delivered).to.deep.equal([]);
  });

  it('holds a flood of at most 50, the latest of them', async () => {
    const { orphans, delivered } = setUp();
    for (let i = 0; i < 1_000; i++) orphans.hold(message(i));
    orphans.frameReplaced();
    await aTimeout(20);
    expect(delivered[0]).to.deep.equal(Array.from({ length: 50 }, (_, i) => 950 + i));
  });

  it('forgets what was said long before the proof, and a proof of long before', async () => {
    const now = performance.now.bind(performance);
    try {
      const { orphans, delivered } = setUp();
      orphans.hold(message('stale'));
      performance.now = () => now() + 3_000;
      orphans.frameReplaced();
      await aTimeout(20);
      performance.now = () => now() + 6_000;
      orphans.hold(message('too late'));
      await aTimeout(20);
      expect(delivered).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(performance, 'now');
    }
  });
});
