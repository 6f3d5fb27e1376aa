import { expect } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { listen } from '../../src/frame/listen.js';
import { letPost, messageFrom, otherConnectFrame, postSourceless, strangerFrame } from '../support/frames.js';

/** Origins that look like `origin` to a check by prefix, suffix, part or pattern. */
function lookAlikes(origin: string): Set<string> {
  const { protocol, hostname, port } = new URL(origin);
  const hosts = new Set<string>();
  for (let i = 0; i <= hostname.length; i++) {
    for (const extra of ['x', '-', '.', '0', 'a.', '%'])
      hosts.add(hostname.slice(0, i) + extra + hostname.slice(i));
    if (i < hostname.length) hosts.add(hostname.slice(0, i) + hostname.slice(i + 1));
  }
  for (const host of [
    `${hostname}.evil.test`,
    `evil.test.${hostname}`,
    `evil-${hostname}`,
    `${hostname}.`,
    hostname.toUpperCase().replace('L', 'ł'),
  ])
    hosts.add(host);
  const found = new Set<string>();
  for (const host of [hostname, ...hosts]) {
    for (const otherPort of [port, `${port}0`, '444', '']) {
      for (const scheme of [protocol, 'http:', 'https:', 'ws:', 'file:']) {
        found.add(`${scheme}//${host}${otherPort ? `:${otherPort}` : ''}`);
      }
    }
  }
  for (const odd of [
    'null',
    '',
    '*',
    'undefined',
    `${origin}/`,
    ` ${origin}`,
    `${origin} `,
    `${origin}#`,
    `https://evil.test/?${origin}`,
    `https://evil.test@${hostname}`,
    origin.toUpperCase(),
  ]) {
    found.add(odd);
  }
  found.delete(origin);
  return found;
}

describe('listen', () => {
  it('hears a real frame for its exact origin and for none of more than 500 look-alikes', async () => {
    const frame = await otherConnectFrame();
    const controller = new AbortController();
    const { signal } = controller;
    const accepted: string[] = [];
    const expected = lookAlikes(origins.simulator);
    for (const production of lookAlikes('https://demo-iframe.private.fin.ag')) expected.add(production);
    expect(expected.size).to.be.greaterThan(500);
    for (const origin of [...expected, origins.simulator]) {
      listen({ origin, source: () => frame.contentWindow, signal, onMessage: () => accepted.push(origin) });
    }
    await letPost(frame, { step: 'REDIRECT', loginId: 'l' });
    controller.abort();
    frame.remove();
    expect(accepted).to.deep.equal([origins.simulator]);
  });

  it('never hears an opaque origin, not even where "null" is expected', async () => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.src = `data:text/html,<script>parent.postMessage('hush', '*')</script>`;
    const controller = new AbortController();
    const heard: unknown[] = [];
    listen({
      origin: 'null',
      source: () => frame.contentWindow,
      signal: controller.signal,
      onMessage: data => heard.push(data),
      onDrop: reason => heard.push(reason),
    });
    const arrived = messageFrom(() => frame.contentWindow);
    document.body.append(frame);
    expect((await arrived).origin).to.equal('null');
    controller.abort();
    frame.remove();
    expect(heard).to.deep.equal(['origin']);
  });

  describe('of a sender that is gone, so that the browser names no source', () => {
    const login = { step: 'REDIRECT', loginId: 'sourceless' };

    function hear(expected: () => Window | null) {
      const controller = new AbortController();
      const heard: unknown[] = [];
      const sourceless: unknown[][] = [];
      let replace = () => {};
      let judged = () => {};
      const judgement = new Promise<void>(resolve => (judged = resolve));
      listen({
        origin: origins.stranger,
        source: expected,
        signal: controller.signal,
        onMessage: data => heard.push(data),
        onReplaced: callback => (replace = callback),
        onSourceless: data => {
          sourceless.push(data);
          judged();
        },
      });
      return { heard, sourceless, judgement, replace: () => replace(), stop: () => controller.abort() };
    }

    /** What comes of a login without a source, at the moment at which a frame that was replaced has been judged. */
    async function outcome(expected: () => Window | null, act: (replace: () => void) => unknown) {
      const tested = hear(expected);
      const witness = hear(() => window);
      await act(tested.replace);
      witness.replace();
      await witness.judgement;
      tested.stop();
      witness.stop();
      return [tested.heard, tested.sourceless];
    }

    it('hears nothing while the expected frame is gone as well: null does not equal null', async () => {
      const detached = document.createElement('iframe');
      const heard = await outcome(
        () => detached.contentWindow,
        async replace => {
          await postSourceless(login);
          replace();
        },
      );
      expect(heard).to.deep.equal([[], []]);
    });

    it('hears nothing while the expected frame keeps its document', async () => {
      const heard = await outcome(
        () => window,
        () => postSourceless(login),
      );
      expect(heard).to.deep.equal([[], []]);
    });

    it('hears it apart from all others once the expected frame has got another document', async () => {
      const heard = await outcome(
        () => window,
        async replace => {
          await postSourceless(login);
          replace();
        },
      );
      expect(heard).to.deep.equal([[], [[login]]]);
    });

    it('hears nothing of the new document where what was held before has ended the listening', async () => {
      const frame = await strangerFrame();
      const controller = new AbortController();
      const heard: unknown[] = [];
      let replace = () => {};
      // Heard before the listener below: the frame is replaced as its new document speaks.
      const onMessage = ({ source }: MessageEvent) => source === frame.contentWindow && replace();
      addEventListener('message', onMessage);
      listen({
        origin: origins.stranger,
        source: () => frame.contentWindow,
        signal: controller.signal,
        onMessage: data => heard.push(data),
        onReplaced: callback => (replace = callback),
        onSourceless: data => {
          heard.push(...data);
          controller.abort();
        },
      });
      await postSourceless(login);
      await letPost(frame, 'of the new document');
      removeEventListener('message', onMessage);
      frame.remove();
      expect(heard).to.deep.equal([login]);
    });

    it('hears nothing more of it once the new document has spoken', async () => {
      const frame = await strangerFrame();
      const heard = await outcome(
        () => frame.contentWindow,
        async replace => {
          replace();
          await letPost(frame, 'of the new document');
          await postSourceless(login);
        },
      );
      frame.remove();
      expect(heard).to.deep.equal([['of the new document'], []]);
    });
  });

  it('reads the data of its own window, and of no other', async () => {
    const [frame, other] = [await otherConnectFrame(), await otherConnectFrame()];
    const controller = new AbortController();
    const { prototype } = MessageEvent;
    const data = Object.getOwnPropertyDescriptor(prototype, 'data')!;
    const readers: (MessageEventSource | null)[] = [];
    listen({
      origin: origins.simulator,
      source: () => frame.contentWindow,
      signal: controller.signal,
      onMessage: () => {},
    });
    Object.defineProperty(prototype, 'data', {
      ...data,
      get(this: MessageEvent) {
        readers.push(this.source);
        return data.get?.call(this);
      },
    });
    try {
      for (const sender of [other, frame]) await letPost(sender, 'a message');
    } finally {
      Object.defineProperty(prototype, 'data', data);
      controller.abort();
    }
    const read = [frame, other].map(({ contentWindow }) => readers.includes(contentWindow));
    for (const sender of [frame, other]) sender.remove();
    expect(read).to.deep.equal([true, false]);
  });

  it('never reads the data of what it drops', () => {
    const controller = new AbortController();
    listen({
      origin: 'https://h.example',
      source: () => window,
      signal: controller.signal,
      onMessage: () => {},
    });
    const event = new MessageEvent('message', { origin: 'https://h.example' });
    Object.defineProperty(event, 'data', {
      get() {
        throw new Error('data was read');
      },
    });
    const errors: unknown[] = [];
    const onError = (error: ErrorEvent) => errors.push(error.message);
    addEventListener('error', onError);
    dispatchEvent(event);
    removeEventListener('error', onError);
    controller.abort();
    expect(errors).to.deep.equal([]);
  });

  it('hears nothing behind its end, and a message in flight is too late', async () => {
    const frame = await otherConnectFrame();
    const controller = new AbortController();
    let heard = 0;
    listen({
      origin: origins.simulator,
      source: () => frame.contentWindow,
      signal: controller.signal,
      onMessage: () => heard++,
    });
    await letPost(frame, 1);
    controller.abort();
    await letPost(frame, 2);
    frame.remove();
    expect(heard).to.equal(1);
  });

  it('hears nothing after its end where addEventListener has no options, as in a page with an old zone.js', async () => {
    const frame = await otherConnectFrame();
    const controller = new AbortController();
    const heard: unknown[] = [];
    const { prototype } = EventTarget;
    const { addEventListener: add } = prototype;
    prototype.addEventListener = function addWithoutOptions(type, listener) {
      add.call(this ?? window, type, listener);
    };
    listen({
      origin: origins.simulator,
      source: () => frame.contentWindow,
      signal: controller.signal,
      onMessage: data => heard.push(data),
    });
    prototype.addEventListener = add;
    await letPost(frame, 1);
    controller.abort();
    await letPost(frame, 2);
    frame.remove();
    expect(heard).to.deep.equal([1]);
  });
});
