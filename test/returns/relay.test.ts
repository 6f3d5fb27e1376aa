import { aTimeout, expect } from '@open-wc/testing';
import fc from 'fast-check';
import { claim, respond } from '../../src/returns/relay.js';
import { letPost, messageFrom, strangerFrame } from '../support/frames.js';
import { countLeaks } from '../support/leaks.js';
import { withoutChannel } from '../support/no-channel.js';
import { skip } from '../support/skip.js';
import { waitUntil } from '../support/wait-until.js';

type Word = Record<string, unknown>;
type Heard = (word: Word) => boolean;

const address = 'https://host.example/back?code=hush&state=s';

/** Another page of this origin that has found out the state: hears every word, and can speak. */
function listener(state: string) {
  const channel = new BroadcastChannel(`flinks-link:${state}`);
  const words: Word[] = [];
  let check = () => {};
  channel.onmessage = event => {
    words.push(event.data);
    check();
  };
  const heard = (wanted: Heard): Promise<Word> =>
    new Promise(resolve => {
      check = () => {
        const found = words.find(wanted);
        if (found) resolve(found);
      };
      check();
    });
  return {
    words,
    heard,
    hears: (say: string) => heard(word => word.say === say),
    say: (word: unknown) => channel.postMessage(word),
    close: () => channel.close(),
  };
}

describe('a relay', () => {
  let state: string;
  let end: AbortController;
  let spy: ReturnType<typeof listener>;
  beforeEach(() => {
    state = crypto.randomUUID();
    end = new AbortController();
    spy = listener(state);
  });
  afterEach(() => {
    end.abort();
    spy.close();
  });

  /** What was said but that a window is ready. */
  const said = () => spy.words.filter(({ say }) => say !== 'ready');

  /** A window that came back; whether its response was taken. */
  function responder(signal = end.signal) {
    const result = { taken: false, done: respond(state, address, signal) };
    void result.done.then(() => (result.taken = true));
    return result;
  }

  /** A page that waits; `next` is the response. */
  function waiter({ popup, wanted = state }: { popup?: Window; wanted?: string } = {}) {
    const own = new AbortController();
    end.signal.addEventListener('abort', () => own.abort());
    const responses: string[] = [];
    const next = new Promise<string>(resolve => {
      claim(wanted, popup, own.signal, url => {
        responses.push(url);
        resolve(url);
      });
    });
    return { responses, next, stop: () => own.abort() };
  }

  it('brings the response to the page that waits, and tells the window that it was taken', async () => {
    const { next, responses } = waiter();
    await responder().done;
    expect(await next).to.equal(address);
    expect(responses).to.have.lengthOf(1);
    await spy.hears('ack');
    const [{ id } = {}] = said();
    expect(id).to.be.a('string').with.lengthOf(22);
    expect(new Set(said().map(({ say }) => say))).to.deep.equal(new Set(['claim', 'response', 'ack']));
    expect(new Set(said().map(word => word.id)), 'every word is of one claim').to.deep.equal(new Set([id]));
  });

  it('reaches a window that comes back long after the page began to wait', async () => {
    const { next } = waiter();
    for (let claims = 0; claims < 3; claims++) {
      await spy.hears('claim');
      spy.words.length = 0;
    }
    await responder().done;
    expect(await next).to.equal(address);
  });

  it('reaches a page that begins to wait after the window has come back', async () => {
    const { done } = responder();
    await aTimeout(50);
    expect(await waiter().next).to.equal(address);
    await done;
  });

  it('brings it to one page only, though others claim', async () => {
    const pages = [waiter(), waiter(), waiter()];
    await responder().done;
    await Promise.race(pages.map(({ next }) => next));
    expect(pages.flatMap(({ responses }) => responses)).to.deep.equal([address]);
    const given = spy.words.filter(({ say }) => say === 'response');
    expect(new Set(given.map(({ id }) => id)).size).to.equal(1);
  });

  it('says once, without content, that it is ready, in a window that receives no message', async () => {
    const { stop } = waiter({ wanted: crypto.randomUUID() });
    const window = responder();
    spy.say({ say: 'ack' });
    spy.say({ say: 'response', id: 'x', url: 'https://evil.example/' });
    await aTimeout(600);
    stop();
    expect([spy.words, window.taken]).to.deep.equal([[{ say: 'ready' }], false]);
  });

  it('claims at once when a window is ready, where its own timers may be slow', async () => {
    const { setInterval } = window;
    window.setInterval = (() => 0) as never;
    const { next } = waiter();
    window.setInterval = setInterval;
    await spy.hears('claim');
    await responder().done;
    expect(await next).to.equal(address);
  });

  it('claims at once when the page is seen again, where its timers may be slow', async () => {
    const { setInterval } = window;
    window.setInterval = (() => 0) as never;
    waiter();
    window.setInterval = setInterval;
    await spy.hears('claim');
    spy.words.length = 0;
    document.dispatchEvent(new Event('visibilitychange'));
    await spy.hears('claim');
  });

  it('of several in one document is one: what is taken from one is taken from all', async () => {
    const { next, responses } = waiter();
    await Promise.all([responder().done, responder().done]);
    await next;
    expect(responses).to.deep.equal([address]);
  });

  it('ends for one that was made in the same document when another was claimed already', async () => {
    const first = responder();
    spy.say({ say: 'claim', id: 'page' });
    await spy.hears('response');
    const second = responder();
    spy.say({ say: 'ack', id: 'page' });
    await Promise.all([first.done, second.done]);
  });

  it('takes the first response, and no second one, from the same window or another', async () => {
    const { next, responses } = waiter();
    const { id } = await spy.hears('claim');
    spy.say({ say: 'response', id, url: 'https://first.example/' });
    spy.say({ say: 'response', id, url: 'https://second.example/' });
    expect(await next).to.equal('https://first.example/');
    spy.words.length = 0;
    await aTimeout(400);
    expect(responses).to.deep.equal(['https://first.example/']);
    expect(
      spy.words.filter(({ say }) => say === 'claim'),
      'it claims no more',
    ).to.deep.equal([]);
  });

  it('responds to the first claimer whenever that asks, and to no other page', async () => {
    const { done } = responder();
    spy.say({ say: 'claim', id: 'first' });
    spy.say({ say: 'claim', id: 'second' });
    spy.say({ say: 'ack', id: 'second' });
    spy.say({ say: 'claim', id: 'first' });
    spy.say({ say: 'ack', id: 'first' });
    await done;
    const given = () => spy.words.filter(({ say }) => say === 'response');
    await waitUntil(() => given().length > 1);
    expect(given()).to.deep.equal(Array(2).fill({ say: 'response', id: 'first', url: address }));
  });

  it('takes no response that is addressed to another page, and none longer than any server makes', async () => {
    const { next, responses } = waiter();
    const { id } = await spy.hears('claim');
    spy.say({ say: 'response', id: 'other', url: 'https://other.example/' });
    spy.say({ say: 'response', url: 'https://other.example/' });
    spy.say({ say: 'response', id, url: `https://host.example/?${'x'.repeat(1e6)}` });
    spy.say({ say: 'response', id, url: address });
    expect((await next).length, 'not the long one').to.equal(address.length);
    expect(responses).to.have.lengthOf(1);
  });

  it('takes a response for one, and no other word though it has an address', async () => {
    const { next, responses } = waiter();
    const { id } = await spy.hears('claim');
    for (const say of ['claim', 'ack', undefined]) spy.say({ say, id, url: 'https://other.example/' });
    spy.say({ say: 'response', id, url: address });
    expect(await next).to.equal(address);
    expect(responses).to.have.lengthOf(1);
  });

  it('survives whatever else is said on its channel', async () => {
    const errors: string[] = [];
    const onError = (event: ErrorEvent) => errors.push(event.message);
    addEventListener('error', onError);
    const { responses, next } = waiter();
    const { id } = await spy.hears('claim');
    const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
    const word = fc.record(
      {
        say: fc.oneof(fc.constantFrom('claim', 'ack', '__proto__'), odd),
        id: fc.oneof(fc.string(), odd),
        url: fc.oneof(fc.webUrl(), odd),
      },
      { requiredKeys: [] },
    );
    const wrong = fc.record({ say: fc.constant('response'), id: fc.constant(id), url: odd });
    fc.assert(
      fc.property(fc.oneof(odd, word, wrong), said => {
        fc.pre(typeof (said as Partial<Word>)?.url !== 'string' || (said as Word).say !== 'response');
        spy.say(said);
      }),
      { numRuns: 500 },
    );
    spy.say({ say: 'response', id, url: address });
    expect(await next).to.equal(address);
    const window = responder();
    fc.assert(
      fc.property(odd, said => spy.say(said)),
      { numRuns: 200 },
    );
    spy.say({ say: 'claim', id: 'page' });
    spy.say({ say: 'ack', id: 'page' });
    await window.done;
    removeEventListener('error', onError);
    expect(errors).to.deep.equal([]);
    expect(responses).to.deep.equal([address]);
  });

  it('leaves no channel, listener or timer behind, after a response, and after an abort', async () => {
    const leaks = countLeaks();
    const count = () => [leaks.channels(), leaks.listeners(), leaks.timers()];
    const before = count();
    const { next } = waiter({ popup: window });
    await responder().done;
    await next;
    expect(count(), 'when it has ended well').to.deep.equal(before);
    const { stop } = waiter({ popup: window, wanted: crypto.randomUUID() });
    const other = new AbortController();
    void respond(crypto.randomUUID(), address, other.signal);
    expect(count(), 'while both wait').to.not.deep.equal(before);
    stop();
    other.abort();
    const after = count();
    leaks.restore();
    expect(after).to.deep.equal(before);
  });

  it('is over for a page that has stopped waiting, and for a window whose signal has aborted', async () => {
    const { responses, stop } = waiter();
    await spy.hears('claim');
    stop();
    const own = new AbortController();
    const window = responder(own.signal);
    own.abort();
    spy.words.length = 0;
    spy.say({ say: 'claim', id: 'page' });
    spy.say({ say: 'ack', id: 'page' });
    await aTimeout(300);
    expect([responses, said(), window.taken]).to.deep.equal([[], [], false]);
  });

  describe('by postMessage, where the page is framed by another site', () => {
    let frames: HTMLIFrameElement[];
    beforeEach(() => (frames = []));
    afterEach(() => frames.forEach(frame => frame.remove()));

    /** A page of this origin, with `script` in it. It stands for the bank's window, or for a page that speaks to one. */
    function peer(script = '') {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frames.push(frame);
      const inside = frame.contentWindow!;
      // Its address must be of this origin, as that of a window which came back is.
      return new Promise<Window>(resolve => {
        frame.onload = () => {
          run(
            inside,
            `var heard = []; addEventListener('message', ({ data }) => heard.push(data)); ${script}`,
          );
          resolve(inside);
        };
        frame.src = '/test/hosts/landing.html';
      });
    }
    const heardBy = (inside: Window): [name: string, word: Word][] => Reflect.get(inside, 'heard');
    const name = () => `flinks-link:${state}`;
    /** In the window itself, whose messages have it as their source then. */
    function run(inside: Window, code: string): void {
      const script = inside.document.createElement('script');
      script.text = code;
      inside.document.body.append(script);
    }
    /** Responds to the first claim by postMessage, as a window does that came back. */
    const responding = () => `addEventListener('message', ({ source, data: [name, { say, id }] }) => {
      if (say === 'claim') source.postMessage([name, { say: 'response', id, url: '${address}' }], location.origin);
    });`;

    it('speaks to the window that it was told of, and hears its response', async () => {
      const popup = await peer(responding());
      const { next } = waiter({ popup });
      expect(await next).to.equal(address);
      const words = () => heardBy(popup);
      await waitUntil(() => words().some(([, { say }]) => say === 'ack'));
      expect(new Set(words().map(([said]) => said))).to.deep.equal(new Set([name()]));
    });

    it('is responded to by the window that came back, to the page that spoke and no other', async () => {
      const other = await peer();
      const page = await peer();
      const window = responder();
      const speak = (word: Word) =>
        run(page, `parent.postMessage(${JSON.stringify([name(), word])}, location.origin)`);
      speak({ say: 'claim', id: 'page' });
      await waitUntil(() => heardBy(page).length);
      speak({ say: 'ack', id: 'page' });
      await window.done;
      expect(heardBy(page)).to.deep.equal([[name(), { say: 'response', id: 'page', url: address }]]);
      expect([said(), heardBy(other)], 'no other page hears of it').to.deep.equal([[], []]);
    });

    it('gives no turn to a page that is gone: the next one that claims is responded to', async function () {
      const page = await peer();
      const window = responder();
      const heard = new Promise<MessageEvent>(resolve => {
        addEventListener('message', function listener(event) {
          if (event.data?.[1]?.id !== 'gone') return;
          removeEventListener('message', listener);
          resolve(event);
        });
      });
      run(
        page,
        `parent.postMessage(${JSON.stringify([name(), { say: 'claim', id: 'gone' }])}, location.origin)`,
      );
      frames.pop()?.remove();
      if ((await heard).source) return skip(this, 'the browser names the window of a page that is gone');
      spy.say({ say: 'claim', id: 'page' });
      expect(await spy.hears('response')).to.include({ id: 'page' });
      return expect(window.taken).to.equal(false);
    });

    it('speaks to the window where the browser gives the page no channel, and says so where there is neither', async () => {
      const popup = await peer(responding());
      const { next } = await withoutChannel(async () => waiter({ popup }));
      expect(await next).to.equal(address);
      const error = await withoutChannel(() => waiter().next.catch((reason: unknown) => reason));
      expect(error).to.include({ name: 'SecurityError' });
    });

    it('hears no other window of this origin, no other name, and no message that a script has made up', async () => {
      const popup = await peer();
      const other = await peer();
      const { responses } = waiter({ popup });
      const { id } = await spy.hears('claim');
      const response = { say: 'response', id, url: address };
      const speak = (from: Window, data: unknown) =>
        run(from, `parent.postMessage(${JSON.stringify(data)}, location.origin)`);
      speak(other, [name(), response]);
      speak(popup, ['flinks-link:other', response]);
      dispatchEvent(
        new MessageEvent('message', { origin: location.origin, source: popup, data: [name(), response] }),
      );
      const last = messageFrom(() => popup);
      const lastOfOther = messageFrom(() => other);
      speak(other, 'last');
      speak(popup, 'last');
      await Promise.all([last, lastOfOther]);
      expect(responses).to.deep.equal([]);
    });

    it('tells a window of another origin nothing, and hears nothing of it', async () => {
      const stranger = await strangerFrame();
      frames.push(stranger);
      const popup = stranger.contentWindow!;
      const heard: unknown[] = [];
      const onMessage = ({ source, data }: MessageEvent) => source === popup && heard.push(data);
      addEventListener('message', onMessage);
      const { next } = waiter({ popup });
      const { id } = await spy.hears('claim');
      const payload = [name(), { say: 'response', id, url: 'https://evil.example/' }];
      await letPost(stranger, payload);
      spy.say({ say: 'response', id, url: address });
      expect(await next, 'what came by the channel behind it').to.equal(address);
      await letPost(stranger, 'last');
      removeEventListener('message', onMessage);
      expect(heard).to.deep.equal([payload, 'last']);
    });

    it('responds to no page of another origin, which takes no turn of a page of this one', async () => {
      const window = responder();
      const stranger = await strangerFrame();
      frames.push(stranger);
      for (const say of ['claim', 'ack']) await letPost(stranger, [name(), { say, id: 'evil' }]);
      spy.say({ say: 'claim', id: 'page' });
      expect(await spy.hears('response')).to.include({ id: 'page' });
      expect(window.taken).to.equal(false);
    });

    it('hears no window of an opaque origin in a page of an opaque origin, which are "null" both', async () => {
      /** A module, and all that it imports, as a URL that a page without an origin may load. */
      const bundled = async (module: URL): Promise<string> => {
        let text = await (await fetch(module)).text();
        for (const [, specifier = ''] of text.matchAll(/from ["'](\.[^"']+)["']/g)) {
          const imported = new URL(specifier.replace(/\.js$/, '.ts'), module);
          text = text.replace(specifier, await bundled(imported));
        }
        return `data:text/javascript,${encodeURIComponent(text)}`;
      };
      const relay = await bundled(new URL('/src/returns/relay.ts', location.href));
      const frame = document.createElement('iframe');
      frames.push(frame);
      frame.sandbox.add('allow-scripts');
      frame.srcdoc = `<body><script type="module">
        import { respond } from '${relay}';
        const said = [window.origin, location.origin];
        addEventListener('error', ({ message }) => said.push(message));
        const evil = document.createElement('iframe');
        evil.srcdoc = \`<script>
          addEventListener('message', ({ data }) => parent.postMessage({ heard: data }, '*'));
          parent.postMessage(['flinks-link:s', { say: 'claim', id: 'evil' }], '*');
          parent.postMessage('last', '*');
        <\\/script>\`;
        const { signal } = new AbortController();
        respond('s', 'https://host.example/?code=hush', signal).catch(({ name }) => said.push(name));
        addEventListener('message', ({ origin, data }) => {
          if (data.heard) said.push(data.heard);
          if (data === 'last') parent.postMessage([...said, origin], '*');
        });
        document.body.append(evil);
      </script>`;
      const told = messageFrom(() => frame.contentWindow);
      document.body.append(frame);
      expect((await told).data).to.deep.equal(['null', 'null', 'null']);
    });
  });
});
