import { claim, respond } from '../../../src/returns/relay.ts';
import type { Counts } from '../counts.ts';
import { Faults } from '../faults.ts';
import { Browser, homePage } from '../platform/browser.ts';
import type { Later } from '../platform/channels.ts';
import type { Page } from '../platform/page.ts';

/** A page that waits for a response. */
export interface Waiter {
  readonly page: Page;
  readonly state: string;
  /** The window that it has opened, where it is framed. */
  readonly popup: Page | undefined;
  readonly ended: AbortController;
  readonly responses: string[];
}

/** A window that came back with a response. */
export interface Returned {
  readonly page: Page;
  readonly state: string;
  readonly url: string;
  readonly ended: AbortController;
  isTaken: boolean;
}

/** What one page says to another, or on the channel. */
export interface Word {
  readonly say: string;
  readonly id?: string;
  readonly url?: string;
}

/** The states of the requests. */
export const states = ['state-a', 'state-b', 'state-c', 'state-d'] as const;

/** Pages of one site that wait, and windows that come back, each with the real relay in it. */
export class RelaySite {
  readonly faults = new Faults();
  readonly browser: Browser;
  readonly waiters: Waiter[] = [];
  readonly returned: Returned[] = [];
  /** Ids of claims, as one would know them that has read all along. */
  readonly claims = new Set<string>();
  /** Another script of the site has spoken on the channel: it may take what it likes, and send anything. */
  isOverrun = false;
  readonly #ends: Counts;

  constructor(later: Later, ends: Counts) {
    this.browser = new Browser({ later });
    this.#ends = ends;
    const framed = this.browser.openPage();
    framed.partition = 'framed';
    for (const state of states)
      for (const page of [this.browser.home, framed]) this.browser.run(page, () => this.#read(state));
  }

  /** A page begins to wait. @param isFramed - the channel may not reach it: it has opened the window, and knows it */
  wait(state: string, isFramed: boolean): void {
    const page = this.browser.openPage();
    const popup = isFramed ? this.browser.openPage(`${homePage}/back`) : undefined;
    if (popup) {
      popup.isForeign = true;
      page.partition = 'framed';
    }
    const waiter: Waiter = { page, state, popup, ended: new AbortController(), responses: [] };
    this.waiters.push(waiter);
    this.browser.run(page, () =>
      claim(state, popup?.window as unknown as Window | undefined, waiter.ended.signal, url => {
        waiter.responses.push(url);
        this.#onResponse(waiter, url);
      }),
    );
  }

  /** A window comes back. @param waiter - the page that has opened it; undefined: it is another one */
  comeBack(state: string, waiter?: Waiter): void {
    const page = waiter?.popup ?? this.browser.openPage(`${homePage}/back`);
    page.isForeign = false;
    const url = `${homePage}/back?code=granted-${this.returned.length}&state=${state}`;
    const returned: Returned = { page, state, url, ended: new AbortController(), isTaken: false };
    this.returned.push(returned);
    const done = this.browser.run(page, () => respond(state, url, returned.ended.signal));
    void done.then(() => {
      returned.isTaken = true;
      this.#ends.add('taken');
      if (returned.ended.signal.aborted) this.faults.add('it was taken after the end');
    });
  }

  /** A page or window gives up. */
  end(tab: Waiter | Returned | undefined): void {
    tab?.ended.abort();
  }

  /** Checks all that must be true between two tasks. */
  check(): void {
    const { faults, waiters, returned } = this;
    for (const { responses } of waiters)
      faults.compare('responses to one page', Math.max(responses.length, 1), 1);
    const all = waiters.flatMap(({ responses }) => responses);
    if (!this.isOverrun) faults.compare('pages with one response', new Set(all).size, all.length);
    // Windows of one document share what is taken, so that one may end without a page that has its own URL.
    const taken = returned.filter(({ isTaken }) => isTaken).map(({ state }) => state);
    const given = waiters.filter(({ responses }) => responses.length).map(({ state }) => state);
    if (!this.isOverrun) for (const state of taken) if (!given.includes(state)) faults.add('taken by none');
    const live = [
      ...waiters.filter(({ responses }) => !responses.length),
      ...returned.filter(r => !r.isTaken),
    ];
    if (live.every(({ ended }) => ended.signal.aborted)) this.#checkRest();
    faults.check();
  }

  /** One page and one window of one state that can reach each other have met, once the time has passed. */
  checkMet(): void {
    if (this.isOverrun) return;
    for (const waiter of this.waiters) {
      const { state, popup, responses, ended } = waiter;
      const [returned, ...more] = this.returned.filter(other => other.state === state);
      const isAlone = this.waiters.every(other => other === waiter || other.state !== state);
      if (!returned || more.length || !isAlone) continue;
      if (ended.signal.aborted || returned.ended.signal.aborted) continue;
      if (popup && returned.page !== popup) continue;
      this.#ends.add('met');
      this.faults.compare('a page and its window', [responses, returned.isTaken], [[returned.url], true]);
    }
    this.faults.check();
  }

  #checkRest(): void {
    const { listeners, clock, channels } = this.browser;
    // Those of the one that reads along.
    this.faults.compare(
      'left after the end',
      [listeners, clock.running, channels.open.size],
      [[], 0, 2 * states.length],
    );
  }

  #onResponse({ ended, state }: Waiter, url: string): void {
    this.#ends.add('response');
    if (ended.signal.aborted) this.faults.add('a response came after the end');
    const own = this.returned.some(returned => returned.url === url && returned.state === state);
    if (!own && !this.isOverrun) this.faults.add(`a response of no window: ${url}`);
    if (url.includes('forged')) this.faults.add(`a forged response: ${url}`);
  }

  #read(state: string): void {
    const channel = new this.browser.channels.Channel(`flinks-link:${state}`);
    channel.onmessage = ({ data }) => {
      const { say, id } = data as Word;
      if (say === 'claim' && id) this.claims.add(id);
    };
  }
}
