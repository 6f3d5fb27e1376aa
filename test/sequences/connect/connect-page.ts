import { getEventListeners } from 'node:events';
import { connect } from '../../../src/flows/connect/index.ts';
import { FrameBox } from '../../../src/frame/frame-box.ts';
import { TransactionStore } from '../../../src/returns/transactions.ts';
import type { ViewHost } from '../../../src/session/flow.ts';
import { Session, type SessionEvent } from '../../../src/session/session.ts';
import type { Counts } from '../counts.ts';
import { Faults } from '../faults.ts';
import { Browser } from '../platform/browser.ts';
import type { Later } from '../platform/channels.ts';
import { settle } from '../platform/clock.ts';
import { type ForeignWindow, FrameBoxElement, type FrameElement } from '../platform/frame.ts';
import { Ledger } from './ledger.ts';
import { settingsOf, type Setup } from './setup.ts';
import { TokenHost } from './token-host.ts';

/** What a listener of the page does, once, at the next event of a type. */
export interface Reaction {
  readonly on: 'status' | 'step' | 'notice' | 'close-request' | 'end';
  readonly act: 'cancel' | 'abort' | 'discard' | 'retry' | 'start';
}

/** One session, and what came of it. */
interface SessionRecord {
  readonly session: Session;
  /** Aborts the signal that the page has given to `open()`. */
  readonly page: AbortController;
  ends: number;
  isDiscarded: boolean;
}

/** A page with the Connect flow in it, and one session at a time, as the element runs them. */
export class ConnectPage {
  readonly faults = new Faults();
  readonly browser: Browser;
  readonly box = new FrameBoxElement();
  readonly ledger: Ledger;
  /** Those of every load so far. */
  readonly windows: ForeignWindow[] = [];
  reaction: Reaction | undefined;
  #current!: SessionRecord;
  readonly #tokens: TokenHost;
  readonly #setup: Setup;
  readonly #later: Later;
  readonly #consumed = new Set<string>();
  readonly #view: FrameBox;

  constructor(setup: Setup, later: Later, ends: Counts) {
    this.#setup = setup;
    this.#later = later;
    this.#tokens = new TokenHost(setup, later);
    this.browser = new Browser({ later, onNavigate: (frame, href) => this.#onNavigate(frame, href) });
    if (!setup.hasRoom) Object.freeze(this.browser.storage);
    this.ledger = new Ledger(this.faults, ends);
    const host: Partial<ViewHost> = {
      addController: () => {},
      renderRoot: { querySelector: () => this.box } as unknown as HTMLElement,
      shadowRoot: null,
    };
    this.#view = new FrameBox(host as ViewHost);
    this.start();
  }

  /** The session of now, or the last one. */
  get session(): Session {
    return this.#current.session;
  }

  /** The next session; the one before ends, as in the element. */
  start(): void {
    const previous = this.#current as SessionRecord | undefined;
    previous?.session.cancel('aborted');
    previous?.session.release();
    if (previous) this.#checkEnds(previous);
    // A listener may have started one as that ended, which is not heard any more.
    if (previous && this.session.live) this.discard();
    const { token } = this.#setup;
    this.#tokens.calls = [];
    this.ledger.begin();
    this.box.replaceChildren();
    const session = new Session('attempt', event => this.#hear(record, event));
    const record: SessionRecord = { session, page: new AbortController(), ends: 0, isDiscarded: false };
    this.#current = record;
    const setting = token === 'none' ? '' : token === 'text' ? this.#tokens.mint() : this.#tokens.ask;
    session.start(context =>
      connect.run(
        context,
        {
          settings: settingsOf(this.#setup, setting),
          language: 'en',
          elementKey: 'bank',
          isOnlyElement: () => true,
          consumed: this.#consumed,
          transactions: new TransactionStore(),
          rendered: new Promise<void>(resolve => this.#later('rendered', resolve)),
          fallback: false,
          view: this.#view,
        },
        {},
      ),
    );
    session.abortWith(record.page.signal);
  }

  abort(): void {
    this.#current.page.abort(new DOMException('The page has aborted it.', 'AbortError'));
  }

  discard(): void {
    if (this.session.live) this.#current.isDiscarded = true;
    this.session.discard();
  }

  /** The user presses the button; the load that follows is no fault of the frame. */
  retry(): void {
    if (!this.session.run) return;
    this.ledger.allowLoad();
    this.session.run.retry();
  }

  /** The element is moved in the document, and its frame is empty then. */
  async move(between: () => void): Promise<void> {
    const { frame } = this.box;
    frame?.detach();
    between();
    frame?.attach();
    if (this.session.run && frame) this.ledger.allowLoad();
    this.session.run?.moved?.();
    await settle();
  }

  requestClose(): void {
    this.session.emit({ type: 'close-request', source: 'button' });
  }

  /** The element is taken out of the document. */
  remove(): void {
    const { session } = this;
    session.cancel('disconnected');
    session.release();
  }

  /** Checks all that must be true between two tasks. */
  check(): void {
    const { session, browser, faults, ledger } = this;
    faults.compare('loads and tokens over their number', ledger.excess(this.#tokens.calls.length), 0);
    const expected = session.live && this.box.frame && ledger.load ? 1 : 0;
    const messages = browser.listeners.filter(type => type === 'message').length;
    faults.compare('listeners of messages', messages, expected);
    if (!session.live) this.#checkRest(this.#current);
    faults.check();
  }

  #checkEnds({ ends, isDiscarded, page }: SessionRecord): void {
    this.faults.compare('ends of one session', ends, isDiscarded ? 0 : 1);
    const waiting = getEventListeners(page.signal, 'abort').length;
    this.faults.compare("listeners of the page's signal", waiting, 0);
  }

  #checkRest(record: SessionRecord): void {
    const { faults, browser } = this;
    this.#checkEnds(record);
    faults.compare('left after the end', browser.leftovers, {});
    const pending = Object.values(browser.storage).filter(text => !String(text).includes('"mode":"done"'));
    faults.compare('transactions left after the end', pending.length, 0);
    faults.compare('token functions that were not told', this.#tokens.untold, 0);
  }

  #onNavigate(frame: FrameElement, href: string): void {
    if (!this.session.live) this.faults.add('a frame was loaded after the end');
    if (frame.contentWindow) this.windows.push(frame.contentWindow);
    this.ledger.onLoad(frame, new URL(href));
  }

  #hear(record: SessionRecord, event: SessionEvent): boolean {
    const { faults, ledger } = this;
    const said = JSON.stringify(event.type === 'end' && event.error ? event.error.message : event);
    if (said.includes('forged')) faults.add(`forged: ${said}`);
    if (event.type !== 'end' && /granted|secret-token/.test(said)) faults.add(`a secret: ${said}`);
    if (record !== this.#current || record.ends) faults.add(`after the end: ${said}`);
    if (event.type === 'step') ledger.onStep(event.step);
    if (event.type === 'forget') this.discard();
    if (event.type === 'end') this.#onEnd(record, event);
    this.#react(event);
    if (event.type === 'close-request' && this.#setup.allows) record.session.cancel('closed');
    return this.#setup.allows;
  }

  #onEnd(record: SessionRecord, event: Extract<SessionEvent, { type: 'end' }>): void {
    record.ends++;
    this.ledger.onEnd(event);
    this.faults.compare('listeners as the end is told', this.browser.listeners, []);
    const isKept = event.outcome?.type === 'login' && this.#setup.params === 'innerRedirect=true';
    if (!isKept) this.faults.compare('frames as the end is told', !!this.box.frame, false);
    this.faults.compare('listeners of the frame', this.box.frame?.types ?? [], []);
  }

  #react(event: SessionEvent): void {
    const { reaction } = this;
    // What the page hears nothing of.
    if (event.type === 'status' && event.status !== 'ready') return;
    if (event.type === 'notice' && !event.notice) return;
    if (reaction?.on !== event.type) return;
    this.reaction = undefined;
    this.ledger.interrupt();
    if (reaction.act === 'cancel') this.session.cancel('closed');
    else this[reaction.act]();
  }
}
