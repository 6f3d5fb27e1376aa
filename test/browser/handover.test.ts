import { aTimeout, expect } from '@open-wc/testing';
import fc from 'fast-check';
import { claim, offer } from '../../src/browser/handover.js';
import { letPost, messageFrom, strangerFrame } from '../support/frames.js';
import { countLeaks } from '../support/leaks.js';
import { withoutChannel } from '../support/no-channel.js';

type Word = Record<string, unknown>;
type Heard = (word: Word) => boolean;

const address = 'https://host.example/back?code=hush&state=s';

/** Somebody else of this origin, who has found out the state: hears every word, and can speak. */
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

/** Offers for a while; whether it was taken. */
async function offerFor(milliseconds: number, state: string): Promise<boolean> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<false>(resolve => (timer = setTimeout(resolve, milliseconds, false)));
  const taken = await Promise.race([offer(state, address, controller.signal).then(() => true), over]);
  clearTimeout(timer);
  controller.abort();
  return taken;
}

/** Waits for an answer; `next` tells of the one that comes. */
function waiter(state: string, peer?: Window | null) {
  const controller = new AbortController();
  const answers: string[] = [];
  const next = new Promise<string>(resolve => {
    claim(state, peer, controller.signal, url => {
      answers.push(url);
      resolve(url);
    });
  });
  return { answers, next, stop: () => controller.abort() };
}

describe('a handover', () => {
  let state: string;
  let spy: ReturnType<typeof listener>;
  beforeEach(() => {
    state = crypto.randomUUID();
    spy = listener(state);
  });
  afterEach(() => spy.close());

  it('brings the address to the page that waits, and tells the window that it was taken', async () => {
    const { next, answers, stop } = waiter(state);
    expect(await offerFor(5_000, state)).to.equal(true);
    expect(await next).to.equal(address);
    stop();
    expect(answers).to.have.lengthOf(1);
    expect(spy.words.map(({ say }) => say)).to.include.members(['offer', 'claim', 'answer', 'done']);
  });

  it('brings it to one page only, whoever else claims', async () => {
    const pages = [waiter(state), waiter(state), waiter(state)];
    expect(await offerFor(5_000, state)).to.equal(true);
    await Promise.race(pages.map(({ next }) => next));
    for (const { stop } of pages) stop();
    expect(pages.flatMap(({ answers }) => answers)).to.deep.equal([address]);
    expect(new Set(spy.words.filter(({ say }) => say === 'answer').map(({ to }) => to)).size).to.equal(1);
  });

  it('says nothing of the address before a page claims it', async () => {
    expect(await offerFor(500, state)).to.equal(false);
    expect(spy.words.length, 'offered again and again').to.be.greaterThan(1);
    expect(new Set(spy.words.map(word => Object.keys(word).join()))).to.deep.equal(new Set(['say,from']));
    expect(JSON.stringify(spy.words)).to.not.contain('hush');
  });

  it('reaches a page that begins to wait when offers were made already', async () => {
    const taken = offerFor(5_000, state);
    await spy.hears('offer');
    const { next, stop } = waiter(state);
    expect(await next).to.equal(address);
    expect(await taken).to.equal(true);
    stop();
  });

  it('goes on for as long as the window lives, more slowly: the page that waits may be frozen', async () => {
    const taken = offerFor(20_000, state);
    await aTimeout(3_000);
    const early = spy.words.length;
    const { next, stop } = waiter(state);
    expect(await next).to.equal(address);
    expect(await taken).to.equal(true);
    stop();
    expect(early, 'at an even pace it were 16').to.be.within(4, 13);
  });

  it('of several in one document is one: what is taken from one is taken from all', async () => {
    const { next, answers, stop } = waiter(state);
    expect(await Promise.all([offerFor(5_000, state), offerFor(5_000, state)])).to.deep.equal([true, true]);
    await next;
    stop();
    expect(answers).to.deep.equal([address]);
  });

  it('ends for one that was made in the same document when another was claimed already', async () => {
    const first = offerFor(5_000, state);
    const { from: window } = await spy.hears('offer');
    spy.say({ say: 'claim', from: 'page', to: window });
    await spy.hears('answer');
    const second = offerFor(5_000, state);
    spy.say({ say: 'done', from: 'page', to: window });
    expect(await Promise.all([first, second])).to.deep.equal([true, true]);
  });

  it('of another state is none of this page’s business', async () => {
    const { answers, stop } = waiter(crypto.randomUUID());
    expect(await offerFor(300, state)).to.equal(false);
    stop();
    expect(answers).to.deep.equal([]);
  });

  it('takes the first answer, and no second one, from the same window or another', async () => {
    const { next, answers, stop } = waiter(state);
    spy.say({ say: 'offer', from: 'window' });
    const { from: page } = await spy.hears('claim');
    spy.say({ say: 'answer', from: 'window', to: page, url: 'https://first.example/' });
    expect(await next).to.equal('https://first.example/');
    spy.say({ say: 'answer', from: 'window', to: page, url: 'https://second.example/' });
    spy.say({ say: 'answer', from: 'other', to: page, url: 'https://third.example/' });
    // A window that has not heard of it offers once more: it is told that it is done, others are not answered.
    spy.words.length = 0;
    spy.say({ say: 'offer', from: 'other' });
    spy.say({ say: 'offer', from: 'window' });
    expect(await spy.heard(({ say }) => say !== 'answer')).to.include({ say: 'done', to: 'window' });
    stop();
    expect(answers).to.deep.equal(['https://first.example/']);
  });

  it('answers the first claimer whenever it asks, and nobody else', async () => {
    const taken = offerFor(5_000, state);
    const { from: window } = await spy.hears('offer');
    spy.say({ say: 'claim', from: 'first', to: window });
    spy.say({ say: 'claim', from: 'second', to: window });
    spy.say({ say: 'claim', from: 'second', to: 'first' });
    spy.say({ say: 'done', from: 'second', to: window });
    spy.say({ say: 'claim', from: 'first', to: window });
    await spy.hears('answer');
    spy.say({ say: 'done', from: 'first', to: window });
    expect(await taken).to.equal(true);
    const answers = spy.words.filter(({ say }) => say === 'answer');
    expect(answers).to.have.lengthOf(2);
    for (const { to, url } of answers) expect([to, url]).to.deep.equal(['first', address]);
  });

  it('answers no claim that is addressed to another window, and gives it no place in the queue', async () => {
    const taken = offerFor(5_000, state);
    const { from: window } = await spy.hears('offer');
    for (const to of ['another', `${window}0`, '', undefined]) spy.say({ say: 'claim', from: 'wrong', to });
    spy.say({ say: 'claim', from: 'right', to: window });
    await spy.hears('answer');
    spy.say({ say: 'done', from: 'right', to: window });
    expect(await taken).to.equal(true);
    const answers = spy.words.filter(({ say }) => say === 'answer');
    expect(answers.map(({ to }) => to)).to.deep.equal(['right']);
  });

  it('takes no address that is longer than any server makes', async () => {
    const { next, answers, stop } = waiter(state);
    spy.say({ say: 'offer', from: 'window' });
    const { from: page } = await spy.hears('claim');
    spy.say({ say: 'answer', from: 'window', to: page, url: `https://host.example/?${'x'.repeat(1e6)}` });
    spy.say({ say: 'answer', from: 'window', to: page, url: address });
    expect((await next).length, 'not the long one').to.equal(address.length);
    stop();
    expect(answers).to.have.lengthOf(1);
  });

  it('survives whatever else is said on its channel', async () => {
    const errors: string[] = [];
    const onError = (event: ErrorEvent) => errors.push(event.message);
    addEventListener('error', onError);
    const { answers, next, stop } = waiter(state);
    const taken = offerFor(30_000, state);
    const { from: window } = await spy.hears('offer');
    const { from: page } = await spy.hears('claim');
    await next;
    const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
    const word = fc.record(
      {
        say: fc.oneof(fc.constantFrom('offer', 'claim', 'answer', 'done', '__proto__'), odd),
        from: fc.oneof(fc.string(), odd),
        to: fc.oneof(fc.constantFrom(window, page), odd),
        url: fc.oneof(fc.webUrl(), odd),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(odd, word), said => spy.say(said)),
      { numRuns: 500 },
    );
    // Messages of one channel arrive in order: behind this one all have been heard.
    spy.words.length = 0;
    spy.say({ say: 'offer', from: window });
    await spy.heard(({ say, to }) => say === 'done' && to === window);
    expect(await taken).to.equal(true);
    stop();
    removeEventListener('error', onError);
    expect(errors).to.deep.equal([]);
    expect(answers).to.deep.equal([address]);
  });

  it('leaves no channel, listener or timer behind, whether it ends well, in vain or by abort', async () => {
    const leaks = countLeaks();
    const count = () => [leaks.channels(), leaks.listeners(), leaks.timers()];
    const before = count();
    const { next, stop } = waiter(state, window);
    await offerFor(5_000, state);
    await next;
    stop();
    await offerFor(50, crypto.randomUUID());
    const aborted = waiter(crypto.randomUUID(), window);
    expect(count(), 'while one waits').to.not.deep.equal(before);
    aborted.stop();
    const after = count();
    leaks.restore();
    expect(after).to.deep.equal(before);
  });

  it('is over for a page that has stopped waiting', async () => {
    const { answers, stop } = waiter(state);
    stop();
    expect(await offerFor(300, state)).to.equal(false);
    expect(answers).to.deep.equal([]);
    expect(spy.words.map(({ say }) => say)).to.not.include('claim');
  });
});

describe('a handover by postMessage', () => {
  let state: string;
  let frames: HTMLIFrameElement[];
  beforeEach(() => {
    state = crypto.randomUUID();
    frames = [];
  });
  afterEach(() => frames.forEach(frame => frame.remove()));

  /** A page of this origin that says to its parent what it is told to, and remembers what it hears. */
  function peer() {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frames.push(frame);
    const inside = frame.contentWindow as Window & typeof globalThis;
    const script = inside.document.createElement('script');
    script.text = `
      var heard = [];
      onmessage = event => heard.push(event.data);
      function say(name, word) { parent.postMessage([name, word], origin); }`;
    inside.document.body.append(script);
    const { say, heard } = inside as unknown as { say(name: string, word: Word): void; heard: unknown[] };
    return {
      frame,
      window: inside,
      heard,
      say: (word: Word) => say(`flinks-link:${state}`, word),
      speak: say,
    };
  }

  /** A message from the window to the page has arrived: those before it have as well. */
  const arrived = (from: Window) =>
    new Promise<void>(resolve => {
      addEventListener('message', function last(event) {
        if (event.source !== from || event.data !== 'last') return;
        removeEventListener('message', last);
        resolve();
      });
    });
  async function flush({ window: inside }: ReturnType<typeof peer>) {
    const last = arrived(inside);
    const script = inside.document.createElement('script');
    script.text = `parent.postMessage('last', origin)`;
    inside.document.body.append(script);
    await last;
  }

  it('hears the window that it was told of, and speaks to it', async () => {
    const bank = peer();
    const { next, stop } = waiter(state, bank.window);
    const claimed = new Promise<Word>(resolve => {
      bank.window.addEventListener('message', event => resolve(event.data[1]), { once: true });
    });
    bank.say({ say: 'offer', from: 'window' });
    const { say, from, to } = await claimed;
    expect([say, to]).to.deep.equal(['claim', 'window']);
    bank.say({ say: 'answer', from: 'window', to: from, url: address });
    expect(await next).to.equal(address);
    stop();
  });

  it('hears that window where the browser gives the page no channel', async () => {
    const bank = peer();
    const { next, stop } = await withoutChannel(async () => waiter(state, bank.window));
    const claimed = new Promise<Word>(resolve => {
      bank.window.addEventListener('message', event => resolve(event.data[1]), { once: true });
    });
    bank.say({ say: 'offer', from: 'window' });
    const { from } = await claimed;
    bank.say({ say: 'answer', from: 'window', to: from, url: address });
    expect(await next).to.equal(address);
    stop();
  });

  it('says so where there is neither', async () => {
    const error = await withoutChannel(() => waiter(state).next.catch((reason: unknown) => reason));
    expect(error).to.include({ name: 'SecurityError' });
  });

  it('hears no other window of this origin, no other name, and nothing behind its end', async () => {
    const bank = peer();
    const other = peer();
    const { stop, answers } = waiter(state, bank.window);
    other.say({ say: 'offer', from: 'window' });
    bank.speak('flinks-link:other', { say: 'offer', from: 'window' });
    await flush(other);
    await flush(bank);
    stop();
    bank.say({ say: 'offer', from: 'window' });
    await flush(bank);
    expect([bank.heard, other.heard, answers]).to.deep.equal([[], [], []]);
  });

  it('hears no window of another origin, and tells it nothing', async () => {
    const stranger = await strangerFrame();
    frames.push(stranger);
    const spy = listener(state);
    const { stop, answers } = waiter(state, stranger.contentWindow);
    await letPost(stranger, [`flinks-link:${state}`, { say: 'offer', from: 'evil' }]);
    // What comes by the channel is behind it.
    spy.say({ say: 'offer', from: 'window' });
    await spy.hears('claim');
    stop();
    spy.close();
    expect(spy.words.map(({ to }) => to)).to.deep.equal(['window']);
    expect(answers).to.deep.equal([]);
  });

  it('hears no window of an opaque origin in a page of an opaque origin, which are "null" both', async () => {
    const script = async (name: string) => (await fetch(`/src/browser/${name}.ts`)).text();
    const url = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
    const handover = (await script('handover')).replace(/\.\/random\.[jt]s/, url(await script('random')));
    const frame = document.createElement('iframe');
    frames.push(frame);
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = `<body><script type="module">
      import { claim } from '${url(handover)}';
      const said = [origin];
      addEventListener('error', ({ message }) => said.push(message));
      addEventListener('message', ({ origin, data }) => {
        if (data === 'last') parent.postMessage([...said, origin], '*');
      });
      const bank = document.createElement('iframe');
      bank.srcdoc = \`<script>
        addEventListener('message', () => parent.postMessage('last', '*'));
        parent.postMessage(['flinks-link:s', { say: 'offer', from: 'evil' }], '*');
        parent.postMessage('last', '*');
      <\\/script>\`;
      document.body.append(bank);
      try {
        claim('s', bank.contentWindow, new AbortController().signal, () => said.push('answer'));
      } catch ({ name }) {
        if (name !== 'SecurityError') said.push(name);
      }
    </script>`;
    const told = messageFrom(() => frame.contentWindow);
    document.body.append(frame);
    expect((await told).data).to.deep.equal(['null', 'null']);
  });

  it('hears no event that a script has made up', () => {
    const bank = peer();
    const { stop, answers } = waiter(state, bank.window);
    let read = 0;
    const event = new MessageEvent('message', {
      origin: location.origin,
      source: bank.window,
      data: [`flinks-link:${state}`, { say: 'offer', from: 'window' }],
    });
    Object.defineProperty(event, 'data', { get: () => read++ });
    dispatchEvent(event);
    stop();
    expect([read, bank.heard, answers]).to.deep.equal([0, [], []]);
  });
});
