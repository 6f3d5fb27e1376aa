import { showAddress } from '../browser/page.js';
import { FlinksLinkError } from '../errors.js';
import { attemptLifetime } from '../protocol/attempt.js';
import { connectState } from '../protocol/redirect-uri.js';
import { answerState, isAnswer, withoutAnswer } from '../protocol/return-url.js';
import { warnAboutOwners } from './owner-warning.js';
import { respond } from './relay.js';
import type { AttemptStore } from './transaction-store.js';
import { type Answered, answeredHere, collectAnswer, isAwaitedAt, takeAnswered } from './transactions.js';

/** What the page that holds the element may be, when nothing is to start in it. */
type Errand =
  /** Perhaps a window that another page waits for: nothing may start yet. */
  | 'relaying'
  /** The other page has its answer: this window has done its work. */
  | 'done'
  /** The page had its answer by a message, before it was left. */
  | 'succeeded';

/** The element, as far as it matters here. */
export interface ReturnVisitHost {
  readonly isConnected: boolean;
  addController(controller: ReturnVisit): void;
  requestUpdate(): void;
}

export interface ReturnVisitOptions {
  readonly store: AttemptStore;
  /** Whether the element has no session. */
  readonly isFree: () => boolean;
  readonly owner: () => string;
  /**
   * Whether an element of this document may come back to this page by OAuth's parameters, which other people's answers
   * have as well: it names no other page.
   */
  readonly expectsResponseAt: (page: URL) => boolean;
  /** Whether the element gives Connect a `flinks_state` to come back with. */
  readonly expectsConnectState: () => boolean;
  /** Where the element says that people come back to, if it does. */
  readonly redirectUri: () => string | undefined;
  readonly onAnswer: (attempt: Answered) => void;
  readonly onStray: (error: FlinksLinkError) => void;
}

/** Milliseconds in which another page must claim an answer before anything else may start. */
const patience = 1_000;

/**
 * Looks, whenever the element comes into the document, whether the page is one that somebody has come back to: with the
 * answer to this element's attempt, or, in a window, to an attempt of another page. Answers that are neither, such as
 * those of the host's own sign-in, are left alone.
 */
export class ReturnVisit {
  readonly #host: ReturnVisitHost;
  readonly #options: ReturnVisitOptions;
  #errand: Errand | undefined;
  /** The settings that it has looked with. */
  #looked: string | undefined;
  #relaying: Promise<void> | undefined;
  /** Ends the relay: the element is gone, or a session begins. */
  #relay = new AbortController();

  constructor(host: ReturnVisitHost, options: ReturnVisitOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get errand(): Errand | undefined {
    return this.#errand;
  }

  /** Resolves when no page claimed the response in time. Stays pending if one did. */
  get relaying(): Promise<void> | undefined {
    return this.#relaying;
  }

  /** One task later, as a session that starts by itself: a script behind the tag can still set properties and listeners. */
  hostConnected(): void {
    this.#looked = undefined;
    this.#lookSoon();
  }

  /** Settings may come late: a framework hands them to a tag that a server has rendered. */
  hostUpdated(): void {
    if (this.#looked !== undefined && this.#looked !== this.#settings) this.#lookSoon();
  }

  /** A removal and an insertion in one task is a move, and ends nothing. */
  hostDisconnected(): void {
    queueMicrotask(() => this.#host.isConnected || this.#relay.abort());
  }

  /** A session begins, whatever the page was. */
  end(): void {
    this.#errand = undefined;
    this.#relay.abort();
  }

  /**
   * Looks now, if it has not yet: a page may open a session as soon as it loads, and nobody is sent off who is just back.
   *
   * @param quiet - an answer that nobody waits for is no event
   * @returns whether the answer was this element's
   */
  look(quiet = false): boolean {
    if (this.#errand || this.#looked === this.#settings) return false;
    this.#looked = this.#settings;
    const { store, owner, onAnswer } = this.#options;
    const url = new URL(location.href);
    const collected = collectAnswer(store, owner(), url);
    const answered = collected ?? takeAnswered(store, owner(), url);
    // The element that left may be on its way.
    if (__DEV__ && answeredHere(store, url).length)
      setTimeout(() => warnAboutOwners(answeredHere(store, url)), 3_000);
    if (answered?.mode === 'done') this.#become('succeeded');
    else if (answered) onAnswer(answered);
    else if (isAnswer(url) && collected === undefined) void this.#passOn(url, quiet);
    return !!answered && answered.mode !== 'done';
  }

  get #settings(): string {
    const { owner, redirectUri, expectsResponseAt } = this.#options;
    return JSON.stringify([owner(), redirectUri(), expectsResponseAt(new URL(location.href))]);
  }

  #lookSoon(): void {
    setTimeout(() => {
      if (this.#host.isConnected && this.#options.isFree()) this.look();
    });
  }

  /** Holds the response for a page that claims it. If none does, ours is told as `state-mismatch`; any other stays in the address. */
  async #passOn(url: URL, quiet: boolean): Promise<void> {
    const { store, owner, expectsResponseAt, expectsConnectState, redirectUri, isFree, onStray } =
      this.#options;
    // A link can carry any flinks_state. Only an element that gave Connect one expects it back.
    if (url.searchParams.has(connectState) && !expectsConnectState()) return;
    const ours = isAwaitedAt(store, owner(), url, redirectUri());
    if (!ours && !expectsResponseAt(url)) return;
    const clean = () => showAddress(withoutAnswer(url, redirectUri()));
    if (ours) clean();
    const state = answerState(url);
    if ((state && (await this.#isTaken(state, url, clean, ours))) || !ours || quiet || !isFree()) return;
    onStray(
      new FlinksLinkError(
        'state-mismatch',
        'The address holds an answer that nobody here waits for: it was used, is too old, or began in another window.',
      ),
    );
  }

  /** Returns whether a page took it in time. Our own stays available for 30 minutes, because that page may be frozen. */
  async #isTaken(state: string, url: URL, clean: () => void, ours: boolean): Promise<boolean> {
    let over!: () => void;
    this.#relaying = new Promise(resolve => (over = resolve));
    this.#become('relaying');
    const relay = (this.#relay = new AbortController());
    const timer = setTimeout(() => relay.abort(), ours ? attemptLifetime : patience);
    relay.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    const given = respond(state, url.href, relay.signal).then(() => {
      relay.abort();
      if (location.href === url.href) clean();
      if (!this.#options.isFree()) return true;
      this.#become('done');
      window.close();
      return true;
    });
    const late = new Promise<false>(resolve => setTimeout(resolve, patience, false));
    const taken = await Promise.race([given, late]);
    this.#relaying = undefined;
    if (taken) return true;
    if (this.#errand === 'relaying') this.#become(undefined);
    over();
    // A session has started, or the element is gone: report nothing.
    return relay.signal.aborted;
  }

  #become(errand: Errand | undefined): void {
    this.#errand = errand;
    this.#host.requestUpdate();
  }
}
