import type { LitElement, ReactiveController } from 'lit';
import type { AttemptStore } from '../browser/attempt-store.js';
import { offer } from '../browser/handover.js';
import { showAddress } from '../browser/page.js';
import { FlinksLinkError } from '../errors.js';
import { type Answered, collectAnswer, isAwaitedAt, takeAnswered } from '../flows/attempts.js';
import { answerState, isAnswer, withoutAnswer } from '../protocol/return-url.js';
import { connectState } from '../protocol/redirect-uri.js';

/** What the page that holds the element may be, when its address has an answer that is not the element's own. */
type Errand =
  /** Perhaps a window that another page waits for: nothing may start yet. */
  | 'offering'
  /** The other page has its answer: this window has done its work. */
  | 'done';

export interface ReturnVisitOptions {
  readonly store: AttemptStore;
  /** Whether the element has no session. */
  readonly isFree: () => boolean;
  readonly owner: () => string;
  /** Whether the element's flow comes back by OAuth's parameters, which other people's answers have as well. */
  readonly isAnswered: () => boolean;
  /** Where the element says that people come back to, if it does. */
  readonly redirectUri: () => string | undefined;
  readonly onAnswer: (attempt: Answered) => void;
  readonly onStray: (error: FlinksLinkError) => void;
}

/** Milliseconds in which another page must claim an answer. */
const patience = 1_000;

/**
 * Looks, whenever the element comes into the document, whether the page is one that somebody has come back to: with the
 * answer to this element's attempt, or, in a window, to an attempt of another page. Answers that are neither, such as
 * those of the host's own sign-in, are left alone.
 */
export class ReturnVisit implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: ReturnVisitOptions;
  #errand: Errand | undefined;
  #looked = false;
  #offering: Promise<void> | undefined;

  constructor(host: LitElement, options: ReturnVisitOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get errand(): Errand | undefined {
    return this.#errand;
  }

  /** While the answer is offered: fulfilled when nobody else has taken it, and never if somebody has. */
  get offering(): Promise<void> | undefined {
    return this.#offering;
  }

  /** One task later, as a session that starts by itself: a script behind the tag can still set properties and listeners. */
  hostConnected(): void {
    this.#looked = false;
    setTimeout(() => {
      if (this.#host.isConnected && this.#options.isFree()) this.look();
    });
  }

  /**
   * Looks now, if it has not yet: a page may open a session as soon as it loads, and nobody is sent off who is just back.
   *
   * @returns whether the answer was this element's
   */
  look(): boolean {
    if (this.#looked) return false;
    this.#looked = true;
    const { store, owner, onAnswer } = this.#options;
    const url = new URL(location.href);
    const collected = collectAnswer(store, url);
    const answered = takeAnswered(store, owner());
    if (answered) onAnswer(answered);
    else if (isAnswer(url) && !collected) void this.#offer(url);
    return !!answered;
  }

  /** Offers the answer to other pages. If none wants it, it is refused, or somebody else's: then it stays as it is. */
  async #offer(url: URL): Promise<void> {
    const { store, owner, isAnswered, redirectUri, isFree, onStray } = this.#options;
    const ours = url.searchParams.has(connectState) || isAwaitedAt(store, owner(), url, redirectUri());
    if (!ours && !isAnswered()) return;
    const state = answerState(url);
    if (state && (await this.#isTaken(state, url))) {
      showAddress(withoutAnswer(url, redirectUri()));
      self.close();
      return;
    }
    if (!ours || location.href !== url.href) return;
    showAddress(withoutAnswer(url, redirectUri()));
    if (!isFree()) return;
    onStray(
      new FlinksLinkError(
        'state-mismatch',
        'The address holds an answer that nobody here waits for: it was used, is too old, or began in another window.',
      ),
    );
  }

  async #isTaken(state: string, url: URL): Promise<boolean> {
    let over!: () => void;
    this.#offering = new Promise(resolve => (over = resolve));
    this.#become('offering');
    const taken = await offer(state, url.href, patience);
    this.#offering = undefined;
    this.#become(taken ? 'done' : undefined);
    if (!taken) over();
    return taken;
  }

  #become(errand: Errand | undefined): void {
    this.#errand = errand;
    this.#host.requestUpdate();
  }
}
