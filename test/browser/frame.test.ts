import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { openFrame } from '../../src/browser/frame.js';

describe('a frame', () => {
  let controller: AbortController;
  beforeEach(() => (controller = new AbortController()));
  afterEach(() => controller.abort());

  /** An empty frame, and how often it was seen to get another document. */
  async function opened() {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const frame = openFrame(box, { title: 'Connect', allow: '' }, controller.signal);
    const element = box.querySelector<HTMLIFrameElement>('iframe')!;
    let replaced = 0;
    frame.onReplaced(() => replaced++);
    const go = async (path: string) => {
      const loaded = oneEvent(element, 'load');
      frame.navigate(new URL(path, origins.stranger));
      await loaded;
      // Firefox reports the empty document that a frame begins with in a task of its own.
      while (element.contentDocument) await oneEvent(element, 'load');
    };
    return { box, frame, element, go, replaced: () => replaced };
  }

  it('is replaced by every document after the one that it was sent to', async () => {
    const { go, replaced } = await opened();
    await go('/first');
    expect(replaced()).to.equal(0);
    await go('/second');
    await go('/third');
    expect(replaced()).to.equal(2);
  });

  it('is not replaced by the document it was sent to, though the empty one before has loaded twice', async () => {
    const { box, element, go, replaced } = await opened();
    box.append(element);
    await go('/first');
    expect(replaced()).to.equal(0);
  });

  it('has no replacement to report once its signal has aborted, and stays in the page if it is kept', async () => {
    const { frame, element, go, replaced } = await opened();
    await go('/first');
    frame.keep();
    controller.abort();
    await go('/second');
    expect([replaced(), element.isConnected]).to.deep.equal([0, true]);
  });

  it('leaves the page with its signal', async () => {
    const { element } = await opened();
    controller.abort();
    expect(element.isConnected).to.equal(false);
  });

  it('is lost when it was moved, and shows no address in its attributes', async () => {
    const { box, frame, element, go } = await opened();
    await go('/first?authorizeToken=hush');
    expect(frame.lost()).to.equal(false);
    expect(element.outerHTML).to.not.contain('hush');
    box.append(element);
    expect(frame.lost()).to.equal(true);
  });
});
