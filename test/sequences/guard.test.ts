import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import fc from 'fast-check';
import { origins } from 'virtual:origins';
import { type Frame, openFrame } from '../../src/browser/frame.js';
import { hearFrame } from '../../src/frame/frame-listener.js';
import { lateResults } from '../../src/frame/late-results.js';
import { SourcelessMessages } from '../../src/frame/sourceless-messages.js';
import { parseConnectMessage } from '../../src/protocol/connect-message.js';
import { letPost, messageFrom, postSourceless, strangerFrame } from '../support/frames.js';
import { countLeaks } from '../support/leaks.js';
import { type Kind, kinds } from './connect/message.js';

/** What ought to have been heard, by the marks of its messages. */
interface Model {
  messages: number;
  readonly expected: string[];
}

/** One real frame that is heard, at another origin, and others around it. */
class Guarded {
  readonly controller = new AbortController();
  readonly heard: string[] = [];
  /** A listener of the page ends it as the first message comes. */
  endsAtFirst = false;
  readonly #box: HTMLElement;
  readonly frame: Frame;
  readonly element: HTMLIFrameElement;
  /** Another frame of the very origin. */
  readonly other: HTMLIFrameElement;

  constructor(box: HTMLElement, other: HTMLIFrameElement) {
    const { signal } = this.controller;
    this.#box = box;
    this.other = other;
    this.frame = openFrame(box, { title: 'Connect', allow: '' }, signal);
    this.element = box.querySelector('iframe') as HTMLIFrameElement;
    hearFrame(this.frame, {
      origin: origins.stranger,
      timeout: 60_000,
      signal,
      parse: parseConnectMessage,
      parseLate: data => lateResults(data, {}),
      onSlow: () => {},
      onFailure: reason => this.heard.push(reason),
      onOpened: () => this.endsAtFirst && this.controller.abort(),
      onMessage: ({ step }) => this.heard.push(String(step.requestId)),
      onDrop: () => {},
    });
  }

  get isOver(): boolean {
    return this.controller.signal.aborted;
  }

  async load(address = origins.stranger): Promise<void> {
    const loaded = oneEvent(this.element, 'load');
    const spoken = messageFrom(this.frame.window);
    this.element.src = address;
    await Promise.all([loaded, spoken]);
  }

  /** The browser empties a frame that is moved. */
  async move(): Promise<void> {
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    elsewhere.append(this.#box);
    await this.load();
  }

  /** The frame goes to a page of this origin, which speaks, and comes back. */
  async wander(payload: unknown): Promise<void> {
    const loaded = oneEvent(this.element, 'load');
    this.element.src = '/test/hosts/landing.html';
    await loaded;
    const script = this.element.contentDocument?.createElement('script');
    if (!script) throw new Error('the page of this origin did not come');
    script.text = `parent.postMessage(${JSON.stringify(payload)}, '*')`;
    const spoken = messageFrom(this.frame.window);
    this.element.contentDocument?.body.append(script);
    await spoken;
    await this.load();
  }

  /** A frame that has just been replaced would have been judged by then. */
  judged(): Promise<void> {
    return new Promise(resolve => {
      const witness = new SourcelessMessages(this.controller.signal, () => resolve());
      witness.hold(new MessageEvent('message'));
      witness.frameReplaced();
    });
  }
}

type Command = fc.AsyncCommand<Model, Guarded>;

const command = (
  name: string,
  run: (real: Guarded, mark: string, model: Model) => unknown,
  afterEnd = false,
): Command => ({
  check: () => true,
  toString: () => name,
  async run(model, real) {
    if (real.isOver && !afterEnd) return;
    await run(real, `m${++model.messages}`, model);
    expect(real.heard).to.deep.equal(model.expected);
  },
});

const says = (kind: Kind, requestId: string) => ({ ...kinds[kind], requestId, loginId: `l-${requestId}` });

/** Fulfilled when the page has heard the message of this mark, whatever has become of its frame by then. */
const arrival = (mark: string): Promise<void> =>
  new Promise(resolve => {
    addEventListener('message', function listener({ data }) {
      if (data?.requestId !== mark) return;
      removeEventListener('message', listener);
      resolve();
    });
  });

const ofKind = (run: (kind: Kind) => Command): fc.Arbitrary<Command> =>
  fc.constantFrom(...(Object.keys(kinds) as Kind[])).map(run);

const own = ofKind(kind =>
  command(`own ${kind}`, async ({ element, endsAtFirst }, mark, { expected }) => {
    const isLast = endsAtFirst && !expected.length;
    if (kind !== 'junk' && !isLast) expected.push(mark);
    const arrived = arrival(mark);
    element.contentWindow?.postMessage({ post: { payload: says(kind, mark) } }, origins.stranger);
    await arrived;
  }),
);

const others = [
  ofKind(kind => command(`other ${kind}`, ({ other }, mark) => letPost(other, says(kind, mark)), true)),
  ofKind(kind =>
    command(
      `page ${kind}`,
      async (_, mark) => {
        const arrived = arrival(mark);
        window.postMessage(says(kind, mark), location.origin);
        await arrived;
      },
      true,
    ),
  ),
  ofKind(kind =>
    command(
      `made up ${kind}`,
      ({ frame }, mark) => {
        const event = new MessageEvent('message', { data: says(kind, mark) });
        Object.defineProperties(event, {
          origin: { value: origins.stranger },
          source: { value: frame.window() },
        });
        dispatchEvent(event);
      },
      true,
    ),
  ),
  ofKind(kind => command(`wander ${kind}`, (real, mark) => real.wander(says(kind, mark)))),
];

const late = fc
  .array(fc.constantFrom<Kind>('login', 'login', 'close'), { minLength: 1, maxLength: 2 })
  .map(said =>
    command(`late ${said.join()}`, async (real, mark, { expected }) => {
      const hasSpoken = expected.length > 0;
      const marks = said.map((kind, at) => [kind, `${mark}-${at}`] as const);
      for (const [kind, own] of marks) await postSourceless(says(kind, own));
      await real.load(`${origins.stranger}/next`);
      await real.judged();
      const logins = marks.filter(([kind]) => kind === 'login');
      // Two logins contradict each other.
      if (hasSpoken && logins.length === 1) expected.push(...logins.map(([, own]) => own));
    }),
  );

const commands = [
  own,
  own,
  own,
  ...others,
  late,
  fc.constant(command('document', real => real.load(`${origins.stranger}/next`))),
  fc.constant(command('move', real => real.move())),
  fc.constant(command('end at the first message', real => void (real.endsAtFirst = true))),
  fc.constant(command('abort', ({ controller }) => controller.abort())),
];

const runs = __BROWSER_SEQUENCES__;

describe('a frame that is heard', () => {
  it(`keeps every rule in ${runs} generated sequences`, async () => {
    const other = await strangerFrame();
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 10 }), async sequence => {
        const leaks = countLeaks();
        const box = await fixture<HTMLElement>(html`<div></div>`);
        const real = new Guarded(box, other);
        try {
          await real.load();
          await fc.asyncModelRun(() => ({ model: { messages: 0, expected: [] }, real }), sequence);
          real.controller.abort();
          expect(leaks.types().filter(type => /message|policy/.test(type))).to.deep.equal([]);
          expect(box.childElementCount).to.equal(0);
        } finally {
          real.controller.abort();
          leaks.restore();
        }
      }),
      { numRuns: runs, endOnFailure: true, timeout: 20_000 },
    );
    other.remove();
  }).timeout(120_000);
});
