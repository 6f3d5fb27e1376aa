import { getEventListeners } from 'node:events';
import { RedirectRun } from '../../../src/flows/redirect/redirect-run.ts';
import { respond } from '../../../src/returns/relay.ts';
import { TransactionStore } from '../../../src/returns/transactions.ts';
import { Session, type SessionEvent } from '../../../src/session/session.ts';
import { defaults, type Settings } from '../../../src/session/settings.ts';
import type { Counts } from '../counts.ts';
import { Faults } from '../faults.ts';
import { Browser, homePage } from '../platform/browser.ts';
import type { Later } from '../platform/channels.ts';
import type { Page, PageWindow } from '../platform/page.ts';

/** How the page has set up its element, and where it is. */
export interface Setup {
  readonly isFramed: boolean;
  readonly allows: boolean;
  /** The browser lets windows open. */
  readonly opens: boolean;
  /** Of the calls of the host's function, in turn; all further ones return. */
  readonly calls: readonly ('returns' | 'rejects' | 'pending' | 'spent')[];
}

/** What a listener of the page does, once, at the next event of a type. */
export interface Reaction {
  readonly on: 'navigate' | 'notice' | 'end';
  readonly act: 'cancel' | 'discard' | 'retry' | 'start';
}

/** A request that was made, and the window that it is open in. */
export interface Request {
  readonly state: string;
  readonly session: Session;
  page: Page | undefined;
  readonly gone: AbortController;
}

interface SessionRecord {
  readonly session: Session;
  readonly abort: AbortController;
  ends: number;
  wasCancelled: boolean;
  wasReleased: boolean;
  isDiscarded: boolean;
  consents: number;
}

/** Milliseconds that a response is waited for. */
export const lifetime = 1_800_000;

/** A page with the flow through a bank's window in it, and one session at a time. */
export class RedirectPage {
  readonly faults = new Faults();
  readonly browser: Browser;
  readonly requests: Request[] = [];
  reaction: Reaction | undefined;
  #current!: SessionRecord;
  #endedAt = 0;
  readonly #setup: Setup;
  readonly #later: Later;
  readonly #ends: Counts;
  readonly #plans: Setup['calls'][number][];
  readonly #consumed = new Set<string>();
  readonly #windows = new Map<PageWindow, Page>();

  constructor(setup: Setup, later: Later, ends: Counts) {
    this.#setup = setup;
    this.#later = later;
    this.#ends = ends;
    this.#plans = [...setup.calls];
    this.browser = new Browser({ later, onOpen: () => this.#open() });
    if (setup.isFramed) {
      this.browser.home.window.top = this.browser.openPage().window;
      this.browser.home.partition = 'framed';
    }
    this.start();
  }

  get session(): Session {
    return this.#current.session;
  }

  start(): void {
    const previous = this.#current as SessionRecord | undefined;
    previous?.session.cancel('aborted');
    if (previous) this.#release(previous);
    if (previous && this.session.live) this.discard();
    const session = new Session('attempt', event => this.#hear(record, event));
    const record: SessionRecord = {
      session,
      abort: new AbortController(),
      ends: 0,
      wasCancelled: false,
      wasReleased: false,
      isDiscarded: false,
      consents: 0,
    };
    this.#current = record;
    const settings = { ...defaults, loadTimeout: 3_000, authorizeUrl: this.#authorize } as Partial<Settings>;
    session.start(
      context =>
        new RedirectRun(
          context,
          {
            settings: settings as Settings,
            language: 'en',
            elementKey: 'bank',
            isOnlyElement: () => true,
            consumed: this.#consumed,
            transactions: new TransactionStore(),
            rendered: Promise.resolve(),
            fallback: false,
            view: { isWindowLeft: false, show: () => {} } as never,
          },
          {
            flow: 'outbound',
            providerId: undefined,
            build: () => {
              throw new Error('the host has set authorizeUrl');
            },
          },
        ),
    );
    session.abortWith(record.abort.signal);
  }

  abort(): void {
    this.#current.abort.abort(new DOMException('The page has aborted it.', 'AbortError'));
  }

  discard(): void {
    if (this.session.live) this.#current.isDiscarded = true;
    this.#current.wasReleased = true;
    this.session.discard();
  }

  /** The element is taken out of the document. */
  remove(): void {
    const record = this.#current;
    record.session.cancel('disconnected');
    this.#release(record);
  }

  /** The user comes back from the bank. @param state - of the response, which the bank may have mixed up */
  comeBack({ page, gone }: Request, state: string): void {
    if (!page || page.window.closed || !page.isForeign) return;
    page.isForeign = false;
    const url = `${homePage}/back?code=granted-${state}&state=${state}`;
    void this.browser.run(page, () => respond(state, url, gone.signal)).then(() => this.closeWindow(page));
  }

  /** The user closes the windows in which the bank has not shown yet. */
  closeBlank(): void {
    for (const [window, page] of this.#windows)
      if (page.location.href === 'about:blank') window.closed = true;
  }

  /** The window is closed, and what was in it is gone. */
  closeWindow(page: Page): void {
    page.window.closed = true;
    for (const { page: own, gone } of this.requests) if (own === page) gone.abort();
  }

  /** Checks all that must be true between two tasks. */
  check(): void {
    const { faults, browser } = this;
    const record = this.#current;
    if (!record.session.live) {
      faults.compare('ends of one session', record.ends, record.isDiscarded ? 0 : 1);
      faults.compare(
        "listeners of the page's signal",
        getEventListeners(record.abort.signal, 'abort').length,
        0,
      );
      const isOver = record.wasReleased || !record.wasCancelled || this.#isOld;
      const own = this.requests.filter(({ session }) => session === record.session).length;
      this.#checkRest(isOver ? 0 : own);
    }
    faults.compare('requests kept in storage', Object.keys(browser.storage).length, 0);
    faults.check();
  }

  /** What is left of sessions, beside what the windows at the bank own. */
  #checkRest(waiting: number): void {
    const { browser, faults } = this;
    const { window, document } = browser.home;
    const heard = [...window.types, ...document.types];
    const mayHear = this.#setup.isFramed ? 2 : 1;
    if (heard.length > waiting * mayHear) faults.add(`left after the end: ${heard.join()} (${waiting})`);
    // Each has a claim at intervals, and 30 minutes.
    if (browser.clock.running > 2 * waiting)
      faults.add(`${browser.clock.running} timers are left (${waiting})`);
    const returned = this.requests.filter(
      ({ page, gone }) => page && !page.isForeign && !gone.signal.aborted,
    );
    if (browser.channels.open.size > waiting + returned.length) faults.add('a channel is left');
  }

  get #isOld(): boolean {
    return this.browser.clock.now - this.#endedAt > lifetime;
  }

  #release(record: SessionRecord): void {
    record.wasReleased = true;
    record.session.release();
  }

  readonly #authorize = () => {
    const plan = this.#plans.shift() ?? 'returns';
    const { session } = this.#current;
    if (plan === 'pending') return new Promise<never>(() => {});
    return new Promise<string>((resolve, reject) => {
      this.#later(`URL ${plan}`, () => {
        if (plan === 'rejects') return reject(new TypeError('the backend is down'));
        const last = this.requests.at(-1);
        const state = plan === 'spent' && last ? last.state : `state-${this.requests.length}`;
        this.requests.push({ state, session, page: undefined, gone: new AbortController() });
        return resolve(`https://bank.example/authorize?state=${state}`);
      });
    });
  };

  #open(): PageWindow | null {
    if (!this.#setup.opens) return null;
    const page = this.browser.openPage('about:blank');
    this.#windows.set(page.window, page);
    const { replace } = page.location;
    page.location.replace = href => {
      Reflect.apply(replace, page.location, [href]);
      page.isForeign = true;
      const state = new URL(href).searchParams.get('state');
      const request = this.requests.findLast(other => other.state === state);
      if (request) request.page = page;
    };
    return page.window;
  }

  #hear(record: SessionRecord, event: SessionEvent): boolean {
    const { faults } = this;
    const said = JSON.stringify(event.type === 'end' && event.error ? event.error.message : event);
    if (said.includes('forged')) faults.add(`forged: ${said}`);
    if (event.type !== 'end' && said.includes('granted')) faults.add(`a code: ${said}`);
    const isLate = event.type === 'notice' && event.notice?.code === 'consent-after-cancel';
    if (isLate) this.#onLateConsent(record, event.notice?.state);
    else if (record !== this.#current || record.ends) faults.add(`after the end: ${said}`);
    if (event.type === 'end') this.#onEnd(record, event);
    this.#react(record, event);
    return this.#setup.allows;
  }

  #onLateConsent(record: SessionRecord, state: string | undefined): void {
    this.#ends.add('consent after cancel');
    record.consents++;
    if (!record.wasCancelled || record.wasReleased) this.faults.add('consent-after-cancel without a cancel');
    const own = this.requests.filter(({ session }) => session === record.session);
    if (state !== undefined && !own.some(request => request.state === state))
      this.faults.add(`a consent to ${state}`);
    if (record.consents > own.length) this.faults.add('a consent was told twice');
  }

  #onEnd(record: SessionRecord, { outcome, error }: Extract<SessionEvent, { type: 'end' }>): void {
    record.ends++;
    this.#endedAt = this.browser.clock.now;
    record.wasCancelled = outcome?.type === 'cancel';
    const how = outcome?.type === 'cancel' ? outcome.reason : outcome?.type;
    this.#ends.add(how ?? error?.code ?? 'none');
    if (outcome?.type !== 'code') return;
    const own = this.requests.filter(({ session }) => session === record.session);
    const isOwn = own.some(({ state }) => outcome.state === state && outcome.code === `granted-${state}`);
    if (!isOwn) this.faults.add(`${outcome.code} for ${outcome.state}, of another session`);
  }

  #react(record: SessionRecord, event: SessionEvent): void {
    const { reaction } = this;
    if (event.type === 'notice' && !event.notice) return;
    if (reaction?.on !== event.type) return;
    this.reaction = undefined;
    if (reaction.act === 'cancel') record.session.cancel('closed');
    else if (reaction.act === 'retry') record.session.run?.retry();
    else this[reaction.act]();
  }
}
