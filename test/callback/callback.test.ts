import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { Transaction } from '../../src/protocol/transaction.js';
import { claim } from '../../src/returns/relay.js';
import { TransactionStore } from '../../src/returns/transactions.js';
import { strangerFrame } from '../support/frames.js';
import { click } from '../support/input.js';
import { answer, comeBack, redirectUri } from '../support/redirect.js';
import { kept, keptTransactions } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

const strictPage = new URL('/test/hosts/callback-strict.html', location.href).href;
const landing = new URL('/test/hosts/landing.html', location.href).href;

const texts = {
  done: 'You can close this window and return to the page you started on.',
  stray: 'There is nothing to do here. Return to the page you started on, and start again if needed.',
};

type Inside = Window & { violations: string[]; addressBehind: string };
const inside = (frame: HTMLIFrameElement) => frame.contentWindow as Inside;
const textOf = (frame: HTMLIFrameElement) =>
  frame.contentDocument?.querySelector('[role=status]')?.textContent;
const says = (frame: HTMLIFrameElement, text: string) =>
  waitUntil(() => textOf(frame) === text, `the page never says "${text}"`, { timeout: 8_000 });

describe('the redirect page', () => {
  let state: string;
  let frames: HTMLIFrameElement[];
  let controller: AbortController;
  beforeEach(() => {
    state = crypto.randomUUID();
    frames = [];
    controller = new AbortController();
    sessionStorage.clear();
  });
  afterEach(() => {
    frames.forEach(frame => frame.remove());
    controller.abort();
    sessionStorage.clear();
  });

  const open = async (url: URL) => {
    const frame = await comeBack(url);
    frames.push(frame);
    return frame;
  };
  const waitFor = (wanted = state) => {
    const answers: string[] = [];
    claim(wanted, undefined, controller.signal, url => answers.push(url));
    return answers;
  };

  it('hands the whole answer to the page that waits, and says that the window can be closed', async () => {
    const answers = waitFor();
    const url = answer({ code: 'c-1', state, iss: 'https://bank.example' });
    const frame = await open(url);
    await says(frame, texts.done);
    expect(answers).to.deep.equal([url.href]);
  });

  it('hands it over once: a reload, and a second page that waits, get nothing', async () => {
    const first = waitFor();
    const frame = await open(answer({ code: 'c-1', state }));
    await says(frame, texts.done);
    const second = waitFor();
    inside(frame).location.reload();
    await oneEvent(frame, 'load');
    await says(frame, texts.stray);
    expect([first.length, second]).to.deep.equal([1, []]);
  });

  describe('takes the address off the bar before anything else runs', () => {
    const broken: Record<string, string> = {
      'a code of an unknown state': '?code=hush&state=unknown',
      'a refusal': '?error=access_denied&state=unknown&error_description=hush',
      'a loginId': '?loginId=hush&flinks_state=unknown',
      'no state': '?code=hush',
      'an empty state': '?code=hush&state=',
      'two states': '?code=hush&state=a&state=b',
      'a state that is too long': `?code=hush&state=${'x'.repeat(1_025)}`,
      'a state with a line break': '?code=hush&state=a%0Ab',
      'no UTF-8': '?code=hush%ff%c3&state=%ff',
      'no query that could be read': '?&&==&hush&%zz&%',
      'a fragment': '#code=hush&state=unknown',
      'a state that is a name of objects': '?code=hush&state=__proto__',
      'parameters of the page itself': '?env=hush&code=hush&state=unknown',
    };
    for (const [what, query] of Object.entries(broken)) {
      it(`with ${what}`, async () => {
        const frame = await open(new URL(strictPage + query));
        expect(inside(frame).addressBehind).to.equal(strictPage);
        expect(inside(frame).location.href).to.equal(strictPage);
        expect(inside(frame).history.state).to.equal(null);
        expect(frame.contentDocument?.documentElement.outerHTML).to.not.contain('hush');
      });
    }
  });

  it('takes the answer off an address whose path begins with two slashes, and stays on this host', async () => {
    const page = strictPage.replace(location.origin, `${location.origin}/`);
    const frame = await open(new URL(`${page}?code=hush&state=unknown`));
    expect(inside(frame).addressBehind).to.equal(page);
  });

  it('cannot clear the entry that the browser keeps of the navigation, which scripts of the page can read', async () => {
    const frame = await open(answer({ code: 'hush', state }));
    const [entry] = inside(frame).performance.getEntriesByType('navigation');
    expect(entry?.name).to.contain('hush');
  });

  it('says at once, neutrally, that there is nothing to do where no answer can be handed over', async () => {
    for (const query of ['', '?code=hush', '?state=', '?code=1&state=a&state=b']) {
      const frame = await open(new URL(redirectUri + query));
      expect(textOf(frame), query).to.equal(texts.stray);
    }
  });

  it('breaks no rule of a page that allows its own scripts and nothing else, and speaks French there', async () => {
    const answers = waitFor();
    const frame = await open(answer({ code: 'c-1', state }, strictPage));
    await says(frame, 'Vous pouvez fermer cette fenêtre et revenir à la page où vous avez commencé.');
    const stray = await open(new URL(strictPage));
    expect(textOf(stray)).to.match(/^Il n’y a rien à faire ici\./);
    expect([inside(frame).violations, inside(stray).violations]).to.deep.equal([[], []]);
    expect(answers).to.have.lengthOf(1);
  });

  it('uses the place that the page has for its text', async () => {
    const frame = await open(new URL(redirectUri));
    const place = frame.contentDocument?.querySelector('[role=status]');
    expect(frame.contentDocument?.querySelectorAll('[role=status]')).to.have.lengthOf(1);
    expect(place?.parentElement).to.equal(frame.contentDocument?.body);
  });

  describe('in the tab that left', () => {
    const attempt = (others: Partial<Transaction> = {}): Transaction => ({
      state,
      flow: 'outbound',
      mode: 'page',
      owner: 'bank',
      returnTo: landing,
      redirectUri,
      createdAt: Date.now(),
      attemptId: 'a-1',
      ...others,
    });
    const store = new TransactionStore();

    it('keeps the answer for the element, and goes back to its page without it', async () => {
      const left = attempt();
      store.keep(left);
      const url = answer({ code: 'c-1', state });
      const frame = await open(url);
      await waitUntil(() => inside(frame).location.href === landing);
      expect(keptTransactions()).to.deep.equal([{ ...left, answer: url.href }]);
    });

    it('stays, and hands the answer over, where what it has left for has another state', async () => {
      const left = attempt({ state: 'another' });
      store.keep(left);
      const answers = waitFor();
      const url = answer({ code: 'c-1', state });
      const frame = await open(url);
      await says(frame, texts.done);
      expect([answers, inside(frame).location.href]).to.deep.equal([[url.href], redirectUri]);
      expect(keptTransactions()).to.deep.equal([left]);
    });

    it('goes back where a message had brought the answer before', async () => {
      store.keep(attempt({ flow: 'connect', mode: 'done' }));
      const frame = await open(answer({ loginId: 'l-1', flinks_state: state }));
      await waitUntil(() => inside(frame).location.href === landing);
    });

    it('does so for Connect’s own state', async () => {
      store.keep(attempt({ flow: 'connect' }));
      const frame = await open(answer({ loginId: 'l-1', flinks_state: state, state: 'of the host' }));
      await waitUntil(() => inside(frame).location.href === landing);
      expect(kept()).to.deep.equal([state]);
    });
  });

  it('tells an opener of another origin nothing, whatever that one says to it', async () => {
    const stranger = await strangerFrame();
    frames.push(stranger);
    const heard: unknown[] = [];
    let clicked = false;
    const onMessage = ({ source, data }: MessageEvent) => {
      if (source !== stranger.contentWindow) return;
      if (data.heard) heard.push(data.heard);
      clicked ||= data.stranger === 'clicked';
    };
    addEventListener('message', onMessage);
    const tell = (what: object) => stranger.contentWindow?.postMessage(what, '*');
    const page = new BroadcastChannel(`flinks-link:${state}`);
    let responses = 0;
    page.onmessage = ({ data }) => (responses += Number(data.say === 'response'));
    const claimOnce = () => page.postMessage({ say: 'claim', id: 'page' });

    tell({ open: answer({ code: 'hush', state }).href });
    // A frame in a process of its own may be seen before it can be clicked.
    await waitUntil(() => clicked || click(stranger).then(() => aTimeout(300)), 'no click', {
      interval: 300,
    });
    await waitUntil(() => responses || claimOnce(), 'the page never responds', { timeout: 8_000 });
    // Even one that has found out what is said on the channel is not spoken to.
    for (const say of ['claim', 'ack']) {
      for (const id of ['evil', 'page']) tell({ say: [`flinks-link:${state}`, { say, id }] });
    }
    responses = 0;
    await waitUntil(() => responses || claimOnce(), 'the page responds no more', { timeout: 8_000 });
    tell({ close: true });
    page.close();
    removeEventListener('message', onMessage);
    expect(heard).to.deep.equal([]);
  });
});

describe('the redirect page of an answer that no page takes', () => {
  const whole = { flow: 'outbound', mode: 'page', owner: 'bank', redirectUri, createdAt: Date.now() };
  const stored = (others: object) => JSON.stringify({ ...whole, attemptId: 'a-1', state: 'its', ...others });
  const unusable: Record<string, string> = {
    'another origin': stored({ returnTo: 'https://evil.example/' }),
    'a script': stored({ returnTo: 'javascript:document.title="evil"' }),
    'a document of its own': stored({ returnTo: 'data:text/html,evil' }),
    'no URL': stored({ returnTo: '/' }),
    'a transaction of a window': stored({ mode: 'popup', returnTo: landing }),
    'no object': 'null',
    'no JSON': '{',
  };
  const frames = new Map<string, HTMLIFrameElement>();
  const states = new Map<string, string>();
  let storage: Record<string, string>;
  const of = (what: string) => frames.get(what)!;

  /** The page waits 5 seconds before it tells the user: all of them wait them out together. */
  before(async function () {
    this.timeout(30_000);
    sessionStorage.clear();
    for (const what of ['no attempt', ...Object.keys(unusable)]) states.set(what, crypto.randomUUID());
    for (const [what, text] of Object.entries(unusable))
      sessionStorage.setItem(`flinks-link:${what}`, text.replace('"its"', JSON.stringify(states.get(what))));
    storage = { ...sessionStorage };
    const opened = [...states].map(async ([what, state]) => {
      const frame = await comeBack(answer({ code: 'hush', state }));
      frames.set(what, frame);
      await says(frame, texts.stray);
    });
    await Promise.all(opened);
  });
  after(() => {
    frames.forEach(frame => frame.remove());
    sessionStorage.clear();
  });

  for (const what of Object.keys(unusable)) {
    it(`goes nowhere for ${what}`, () => {
      expect(inside(of(what)).location.href).to.equal(redirectUri);
      expect(of(what).contentDocument?.title).to.equal('Back from the bank');
    });
  }

  it('keeps nothing in storage, and no name of its window', () => {
    expect({ ...sessionStorage }).to.deep.equal(storage);
    expect([localStorage.length, inside(of('no attempt')).name]).to.deep.equal([0, '']);
  });

  it('is still heard when a page begins to wait after the user was told that none does', async () => {
    const answers: string[] = [];
    const controller = new AbortController();
    claim(states.get('no attempt')!, undefined, controller.signal, url => answers.push(url));
    await says(of('no attempt'), texts.done);
    controller.abort();
    expect(answers).to.have.lengthOf(1);
  });
});
