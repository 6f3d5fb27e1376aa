import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { type Live, type Way, ways } from '../contract/ways.js';
import { endings, ready, record } from '../support/connect.js';
import { letPost, strangerFrame } from '../support/frames.js';

/** What must come of a session in which the fault happened before the user succeeded. */
type Result = 'success' | 'aborted' | 'disconnected';

interface Fault {
  /** Happens while the bank has the user; may give what puts the page right again. */
  readonly happen: (element: FlinksLink, live: Live, way: Way) => unknown;
  /** Default: success. */
  readonly result?: Result;
}

const isConnect = ({ refusal }: Way) => refusal === 'consent-denied';

/** Lets the wall clock of the page differ, until it is put right. */
function skewClock(milliseconds: number): () => void {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  return () => (Date.now = now);
}

function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  dispatchEvent(new Event(online ? 'online' : 'offline'));
}

/** Sets a property to what no session can use, as a page that renders again does. */
const becomes = (setting: keyof FlinksLink, value: unknown): Fault => ({
  happen: element => Object.assign(element, { [setting]: value }),
});

/** Posts to the page from the page itself, and waits until it has come. */
const post = (data: unknown): Fault => ({
  async happen() {
    const come = oneEvent(window, 'message');
    window.postMessage(data, location.origin);
    await come;
  },
});

const forged = { step: 'REDIRECT', loginId: 'forged' };

const faults: Readonly<Record<string, Fault>> = {
  'the page posts null': post(null),
  'the page posts text that is no JSON': post('{'),
  'the page posts an array': post([forged]),
  'the page posts a login': post(forged),
  'a script makes a login up': {
    happen: () => dispatchEvent(new MessageEvent('message', { data: forged, origin: location.origin })),
  },
  'another frame posts a login': {
    async happen() {
      const frame = await strangerFrame();
      await letPost(frame, forged);
      frame.remove();
    },
  },
  'flow changes': becomes('flow', 'conect'),
  'display changes': becomes('display', 'inline'),
  'target changes': becomes('target', 'page'),
  'instance changes': becomes('instance', 'not a name'),
  'connect-url changes': becomes('connectUrl', 'bank'),
  'the token goes': becomes('authorizeToken', undefined),
  'the authorize URL goes': becomes('authorizeUrl', undefined),
  'the list of banks goes': becomes('providers', undefined),
  'load-timeout changes': becomes('loadTimeout', NaN),
  'the language changes': becomes('language', 'fr'),
  'the element is disabled': becomes('disabled', true),
  'the element gets a name': becomes('name', 'bank'),
  'the element is hidden': becomes('hidden', true),
  'the clock is 20 minutes late': { happen: () => skewClock(-1_200_000) },
  'the clock is 20 minutes early': { happen: () => skewClock(1_200_000) },
  'the clock is 40 minutes early': { happen: () => skewClock(2_400_000) },
  'the network goes and comes back': {
    happen() {
      setOnline(false);
      setOnline(true);
      Reflect.deleteProperty(navigator, 'onLine');
    },
  },
  'the network goes for good': {
    happen() {
      setOnline(false);
      return () => Reflect.deleteProperty(navigator, 'onLine');
    },
  },
  'the page clears its storage': { happen: () => sessionStorage.clear() },
  'the page loses BroadcastChannel': {
    happen() {
      const channel = Object.getOwnPropertyDescriptor(window, 'BroadcastChannel')!;
      Reflect.deleteProperty(window, 'BroadcastChannel');
      return () => Object.defineProperty(window, 'BroadcastChannel', channel);
    },
  },
  'the console throws': {
    happen() {
      const { warn, error } = console;
      console.warn = console.error = () => {
        throw new Error('no console');
      };
      return () => Object.assign(console, { warn, error });
    },
  },
  'the page is hidden and shown': {
    happen: () => {
      document.dispatchEvent(new Event('visibilitychange'));
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    },
  },
  'the page opens it again and again': {
    happen(element) {
      for (let times = 0; times < 20; times++) void element.open().catch(() => {});
    },
  },
  'the element is moved in the document': {
    async happen(element, _, way) {
      const spoken = isConnect(way) ? oneEvent(element, 'flinks-ready') : undefined;
      document.body.append(element);
      await spoken;
    },
  },
  'the element is removed': { happen: element => element.remove(), result: 'disconnected' },
  'the element is reset': { happen: element => element.reset(), result: 'aborted' },
};

for (const [name, way] of Object.entries(ways)) {
  describe(`a fault while the bank has the user: ${name}`, () => {
    let restore: unknown;
    afterEach(() => {
      if (typeof restore === 'function') restore();
      document.querySelectorAll('body > iframe, body > flinks-link').forEach(left => left.remove());
    });

    for (const [what, { happen, result: expected = 'success' }] of Object.entries(faults)) {
      it(`${what}: ${expected}`, async () => {
        const element = await way.make();
        const live = await way.begin(element);
        const events = record(element);
        restore = await happen(element, live, way);
        if (expected === 'success' && isConnect(way)) await ready(element);
        await live.succeed();
        const outcome: unknown = await live.promise.catch((error: unknown) => error);
        const ended = endings(events);
        if (expected === 'success') {
          expect(outcome).to.include({ type: way.success });
          expect(JSON.stringify(outcome)).to.contain(way.secret);
          expect(ended).to.deep.equal([`flinks-${way.success}`]);
        } else {
          expect(outcome).to.include({ type: 'cancel', reason: expected });
          expect(ended).to.deep.equal(expected === 'disconnected' ? ['flinks-cancel'] : []);
        }
        element.reset();
      });
    }
  });
}
