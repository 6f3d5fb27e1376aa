import fc from 'fast-check';
import { settle } from '../platform/clock.ts';
import { Page } from '../platform/page.ts';
import { type RelaySite, states, type Word } from './relay-site.ts';

type Command = fc.AsyncCommand<object, RelaySite>;

const command = (name: string, run: (site: RelaySite) => unknown): Command => ({
  check: () => true,
  toString: () => name,
  async run(_, site) {
    await run(site);
    await settle();
    site.check();
  },
});

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(from.length, 1)];

/** What is wrong with a message to a window. */
type Flaw = 'untrusted' | 'origin' | 'lookalike' | 'opaque' | 'sourceless' | 'other window';

/** `event.origin`, where that is what is wrong. */
const flaws: Partial<Record<Flaw, (origin: string) => string>> = {
  origin: () => 'https://stranger.example',
  lookalike: origin => `${origin}.stranger.example`,
  opaque: () => 'null',
};

interface Forgery {
  readonly flaw: Flaw;
  readonly say: string;
  readonly state: string;
  /** Of a claim that was made, as if that were known. */
  readonly isKnown: boolean;
  readonly to: number;
}

/** Another window says a word of the relay, to every page and window that may listen. */
const forge = ({ flaw, say, state, isKnown, to }: Forgery) =>
  command(`forge ${JSON.stringify({ flaw, say, state, isKnown, to })}`, site => {
    const { waiters, returned, browser, claims } = site;
    const target = pick([...waiters, ...returned], to);
    if (!target) return;
    // What comes from a window of this very site may be believed by one that came back, which hears them all.
    if (flaw === 'other window' && !waiters.some(waiter => waiter === target)) return;
    const id = (isKnown && pick([...claims], to)) || 'forged-id';
    const origin = browser.home.location.origin;
    const opener = ('popup' in target && target.popup) || browser.home;
    const stranger = new Page(browser.home.host, 'https://stranger.example/');
    stranger.isForeign = true;
    target.page.window.fire('message', {
      isTrusted: flaw !== 'untrusted',
      origin: flaws[flaw]?.(origin) ?? origin,
      source: flaw === 'sourceless' ? null : flaw === 'other window' ? stranger.window : opener.window,
      data: [`flinks-link:${state}`, { say, id, url: 'https://host.example/link/back?code=forged' }],
    });
  });

/** Another script of this site has the state, and speaks on the channel. Then all can be lost but the bounds. */
const overrun = (state: string, say: string, at: number) =>
  command(`overrun ${state} ${say} ${at}`, site => {
    site.isOverrun = true;
    const word: Word = {
      say,
      id: pick([...site.claims], at) ?? 'intruder',
      url: `https://host.example/${at}`,
    };
    const channel = new site.browser.channels.Channel(`flinks-link:${state}`);
    channel.postMessage(word);
    channel.close();
  });

const state = fc.constantFrom(...states);
const index = fc.nat({ max: 5 });
const say = fc.constantFrom('ready', 'claim', 'response', 'response', 'ack', 'noise');

export const allCommands: fc.Arbitrary<Command>[] = [
  fc
    .tuple(state, fc.boolean())
    .map(([name, isFramed]) => command(`wait ${name} ${isFramed}`, site => site.wait(name, isFramed))),
  state.map(name => command(`return ${name}`, site => site.comeBack(name))),
  index.map(at =>
    command(`return for ${at}`, site => {
      const waiter = pick(site.waiters, at);
      if (waiter) site.comeBack(waiter.state);
    }),
  ),
  index.map(at =>
    command(`return of the window of ${at}`, site => {
      const waiter = pick(site.waiters, at);
      const isThere = site.returned.some(({ page }) => page === waiter?.popup);
      if (waiter?.popup && !isThere) site.comeBack(waiter.state, waiter);
    }),
  ),
  index.map(at => command(`stop waiting ${at}`, site => site.end(pick(site.waiters, at)))),
  index.map(at => command(`stop responding ${at}`, site => site.end(pick(site.returned, at)))),
  index.map(at =>
    command(`seen again ${at}`, site => pick(site.waiters, at)?.page.document.fire('visibilitychange')),
  ),
  fc
    .constantFrom(1, 249, 250, 2_000)
    .map(ms => command(`tick ${ms}`, ({ browser }) => browser.clock.advance(ms))),
  ...Array.from({ length: 3 }, () =>
    fc
      .record<Forgery>({
        flaw: fc.constantFrom('untrusted', 'origin', 'lookalike', 'opaque', 'sourceless', 'other window'),
        say,
        state,
        isKnown: fc.boolean(),
        to: index,
      })
      .map(forge),
  ),
];

/** Those of a site on whose channel another script speaks as well. */
export const overrunCommands: fc.Arbitrary<Command>[] = [
  ...allCommands,
  fc.tuple(state, say, index).map(([name, word, at]) => overrun(name, word, at)),
];
