import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { type Frame, openFrame } from '../../src/browser/frame.js';
import { hearFrame } from '../../src/frame/frame-listener.js';
import { lateResults } from '../../src/frame/late-results.js';
import { SourcelessMessages } from '../../src/frame/sourceless-messages.js';
import { parseConnectMessage } from '../../src/protocol/connect-message.js';
import { letPost, messageFrom, postSourceless } from '../support/frames.js';

const login = { step: 'REDIRECT', loginId: 'l-1' };

describe('one load of Connect', () => {
  let controller: AbortController;
  let frame: Frame;
  let element: HTMLIFrameElement;
  let heard: string[];
  let onOpened: () => void;
  let onMessage: () => void;

  /** A frame at an origin of its own that posts what it is told to, and has said nothing of Connect's yet. */
  beforeEach(async () => {
    controller = new AbortController();
    heard = [];
    onOpened = onMessage = () => {};
    const { signal } = controller;
    const box = await fixture<HTMLElement>(html`<div></div>`);
    frame = openFrame(box, { title: 'Connect', allow: '' }, signal);
    element = box.querySelector<HTMLIFrameElement>('iframe')!;
    hearFrame(frame, {
      origin: origins.stranger,
      timeout: 10_000,
      signal,
      parse: parseConnectMessage,
      parseLate: data => lateResults(data, {}),
      onSlow: () => {},
      onFailure: reason => heard.push(reason),
      onOpened: () => {
        heard.push('opened');
        onOpened();
      },
      onMessage: ({ type, step }) => {
        heard.push(type === 'step' ? String(step.step) : type);
        onMessage();
      },
      onDrop: () => {},
    });
    await load(origins.stranger);
  });
  afterEach(() => controller.abort());

  /** Until the page has spoken and its load is over, or a listener has ended it, which takes the frame out of the page. */
  async function load(address: string): Promise<void> {
    const loaded = oneEvent(element, 'load');
    const spoken = messageFrom(frame.window);
    const ended = new Promise(resolve => controller.signal.addEventListener('abort', resolve));
    element.src = address;
    await Promise.race([Promise.all([loaded, spoken]), ended]);
  }

  /** A frame that has just been replaced would have been judged: messages came up to now, and 150 ms pass. */
  const judged = () =>
    new Promise<void>(resolve => {
      const { signal } = controller;
      const witness = new SourcelessMessages(signal, () => resolve());
      witness.hold(new MessageEvent('message'));
      witness.frameReplaced();
      // Where a listener has ended it, nothing more can come.
      signal.addEventListener('abort', () => setTimeout(resolve));
    });

  it('opens with the first message of Connect, and hands it on', async () => {
    await letPost(element, { step: 'APP_MOUNTED' });
    await letPost(element, { step: 'INSTITUTION_SELECTED' });
    expect(heard).to.deep.equal(['opened', 'APP_MOUNTED', 'INSTITUTION_SELECTED']);
  });

  it('takes a message without a source once a frame that has spoken gets another document', async () => {
    await letPost(element, { step: 'APP_MOUNTED' });
    await postSourceless(login);
    await load(`${origins.stranger}/next`);
    await judged();
    expect(heard).to.deep.equal(['opened', 'APP_MOUNTED', 'login']);
  });

  it('takes none of two that contradict each other', async () => {
    await letPost(element, { step: 'APP_MOUNTED' });
    await postSourceless(login);
    await postSourceless({ ...login, loginId: 'l-2' });
    await load(`${origins.stranger}/next`);
    await judged();
    expect(heard).to.deep.equal(['opened', 'APP_MOUNTED']);
  });

  it('takes no message without a source for a frame that has never spoken', async () => {
    await postSourceless(login);
    await load(`${origins.stranger}/next`);
    await judged();
    expect(heard).to.deep.equal([]);
  });

  it('hands on nothing once a listener has ended it as it opened', async () => {
    onOpened = () => controller.abort();
    const arrived = oneEvent(window, 'message');
    frame.window()?.postMessage({ post: { payload: login } }, origins.stranger);
    await arrived;
    expect(heard).to.deep.equal(['opened']);
  });

  it('hands on none of the late results that follow the one at which it was ended', async () => {
    await letPost(element, { step: 'APP_MOUNTED' });
    onMessage = () => controller.abort();
    for (let i = 0; i < 2; i++) await postSourceless(login);
    await load(`${origins.stranger}/next`);
    await judged();
    expect(heard).to.deep.equal(['opened', 'APP_MOUNTED', 'login']);
  });
});
