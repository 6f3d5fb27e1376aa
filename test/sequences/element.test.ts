import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import type { FlinksLink } from '../../src/element.js';
import { endings, puppet, ready, record, say, settled, tokenFunction } from '../support/connect.js';
import { letPost, otherConnectFrame, strangerFrame } from '../support/frames.js';
import { countLeaks } from '../support/leaks.js';
import { type Kind, kinds } from './connect/message.js';

/** How many loads the user or the page has asked for. */
interface Model {
  asked: number;
  /** `reset()` drops a session without an event. */
  isDropped: boolean;
}

interface Real {
  readonly element: FlinksLink;
  readonly events: { type: string; detail: unknown }[];
  readonly tokens: readonly string[];
  readonly controller: AbortController;
  /** Fulfilled when the session has ended. */
  readonly ended: Promise<void>;
  readonly strangers: readonly HTMLIFrameElement[];
}

type Command = fc.AsyncCommand<Model, Real>;

const mostTokens = 3;

const isLive = ({ element, events }: Real): boolean => element.isConnected && !endings(events).length;

function check({ events, tokens }: Real, { asked, isDropped }: Model): void {
  expect(JSON.stringify(events)).to.not.contain('forged');
  const secrets = events.filter(({ type }) => type !== 'flinks-login');
  expect(JSON.stringify(secrets)).to.not.contain('granted');
  expect(endings(events).length).to.be.at.most(isDropped ? 0 : 1);
  expect(tokens.length).to.be.at.most(mostTokens + asked);
}

const command = (name: string, run: (real: Real, model: Model) => unknown, afterEnd = false): Command => ({
  check: ({ isDropped }) => afterEnd || !isDropped,
  toString: () => name,
  async run(model, real) {
    if (!isLive(real) && !afterEnd) return;
    await run(real, model);
    check(real, model);
  },
});

const allKinds = Object.keys(kinds) as Kind[];

const ofKind = (run: (kind: Kind) => Command, from: readonly Kind[] = allKinds): fc.Arbitrary<Command> =>
  fc.constantFrom(...from).map(run);

/** Nothing that follows a refusal is heard of the same load: that has a command of its own. */
const own = ofKind(
  kind =>
    command(`own ${kind}`, async real => {
      const { element, ended } = real;
      say(element, { ...kinds[kind], loginId: 'granted' });
      await Promise.race([settled(element), ended]);
      if (isLive(real)) await Promise.race([ready(element), ended]);
    }),
  allKinds.filter(kind => kind !== 'refusal'),
);

/** The frame refuses its token, and again: other loads, or the end. */
const refuse = fc.integer({ min: 1, max: 3 }).map(times =>
  command(`refuse ${times}`, async real => {
    const { element, ended } = real;
    for (let at = 0; at < times && isLive(real); at++) {
      const again = new Promise(resolve => element.addEventListener('flinks-ready', resolve, { once: true }));
      say(element, kinds.submit);
      say(element, kinds.refusal);
      await Promise.race([again, ended]);
    }
  }),
);

const strangers = fc
  .nat({ max: 1 })
  .chain(at =>
    ofKind(kind =>
      command(
        `stranger ${at} ${kind}`,
        ({ strangers }) => letPost(strangers[at] as HTMLIFrameElement, { ...kinds[kind], loginId: 'forged' }),
        true,
      ),
    ),
  );

const page = ofKind(kind =>
  command(
    `page ${kind}`,
    ({ element }) => {
      const frame = element.renderRoot.querySelector('iframe');
      const event = new MessageEvent('message', { data: { ...kinds[kind], loginId: 'forged' } });
      Object.defineProperties(event, {
        origin: { value: new URL(String(element.connectUrl)).origin },
        source: { value: frame?.contentWindow ?? null },
      });
      dispatchEvent(event);
    },
    true,
  ),
);

const move = fc.constant(
  command('move', async (real, model) => {
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    model.asked++;
    const again = new Promise(resolve =>
      real.element.addEventListener('flinks-ready', resolve, { once: true }),
    );
    elsewhere.append(real.element);
    await Promise.race([again, real.ended]);
  }),
);

const end = fc.constantFrom(
  command('close', ({ element }) => element.close()),
  command('abort', ({ controller }) => controller.abort()),
  command('remove', async ({ element }) => {
    element.remove();
    await Promise.resolve();
  }),
  command('reset', ({ element }, model) => {
    model.isDropped = true;
    element.reset();
  }),
);

const runs = Math.ceil(__BROWSER_SEQUENCES__ / 4);

describe('an element with a frame', () => {
  it(`keeps every rule in ${runs} generated sequences`, async () => {
    const around = [await strangerFrame(), await otherConnectFrame()];
    await fc.assert(
      fc.asyncProperty(
        fc.commands([own, own, refuse, strangers, page, move, end], { maxCommands: 8 }),
        async sequence => {
          const leaks = countLeaks();
          const authorizeToken = tokenFunction({ simulate: 'puppet' });
          const element = await puppet({ set: { authorizeToken, display: 'dialog' } });
          const controller = new AbortController();
          element.open({ signal: controller.signal }).catch(() => {});
          const events = record(element);
          const ended = new Promise<void>(resolve => {
            for (const type of ['login', 'cancel', 'error'])
              element.addEventListener(`flinks-${type}`, () => resolve(), { once: true });
          });
          const model: Model = { asked: 0, isDropped: false };
          const { tokens } = authorizeToken;
          const real: Real = { element, events, tokens, controller, ended, strangers: around };
          try {
            await fc.asyncModelRun(() => ({ model, real }), sequence);
            element.remove();
            await Promise.resolve();
            check(real, model);
            if (!model.isDropped) expect(endings(events)).to.have.lengthOf(1);
            expect(leaks.types().filter(type => /message|policy|online|pageshow/.test(type))).to.deep.equal(
              [],
            );
            expect(leaks.channels()).to.equal(0);
          } finally {
            element.remove();
            leaks.restore();
          }
        },
      ),
      { numRuns: runs, endOnFailure: true, timeout: 20_000 },
    );
    for (const frame of around) frame.remove();
  }).timeout(120_000);
});
