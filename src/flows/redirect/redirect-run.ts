import { isFramed, lacksActivation, leaveFor } from '../../browser/page.js';
import { type Closed, openPopup, type Popup } from '../../browser/popup.js';
import { FlinksLinkError } from '../../errors.js';
import { type Attempt, attemptLifetime } from '../../protocol/attempt.js';
import type { AuthorizeRequest } from '../../protocol/authorize-url.js';
import { answerState } from '../../protocol/return-url.js';
import { claim } from '../../returns/relay.js';
import type { AttemptStore } from '../../returns/transaction-store.js';
import { deliver, forgetLeft, forgetTaken, keepAttempt, sharedOwner } from '../../returns/transactions.js';
import type { FlowContext, FlowRun, StartFlow } from '../../session/flow.js';
import type { Language, Target } from '../../types.js';
import type { AuthorizeSource, AuthorizeUrlContext } from './authorize-source.js';

/** What a redirect session is made with; a change of the element's attributes comes too late for it. */
export interface RedirectOptions {
  readonly flow: 'outbound' | 'custom';
  readonly target: Target;
  readonly requests: AuthorizeSource;
  readonly language: Language;
  /** Shown in the blank window until the bank's address is known. */
  readonly blankText: string;
  /** Milliseconds that a function of the host may take. */
  readonly loadTimeout: number;
  /** There is another way to link an account: what goes wrong is an error at once, a window that is refused twice as well. */
  readonly hasFallback?: boolean;
  /** Whether no other element of the page would take the answer to an attempt that leaves with the page. */
  readonly isOnlyOwner: () => boolean;
  /** What every attempt of the session has in common. */
  readonly attempt: Pick<
    Attempt,
    'owner' | 'returnTo' | 'redirectUri' | 'providerId' | 'correlationId' | 'issuer' | 'tag'
  >;
}

/** The way to the bank's own page and back: one attempt per window or departure, several at most in one session. */
class RedirectRun implements FlowRun {
  readonly #context: FlowContext;
  readonly #options: RedirectOptions;
  readonly #store: AttemptStore;
  /** An answer to any of them is taken: the person may finish in the first window although a second was asked for. */
  readonly #attempts = new Map<string, Attempt>();
  /** Somebody has gone to the bank, and may still be there. */
  #left = false;
  #refusals = 0;
  /** Owns the present window; the next one replaces it. */
  #departure = new AbortController();

  constructor(context: FlowContext, options: RedirectOptions, store: AttemptStore) {
    this.#context = context;
    this.#options = options;
    this.#store = store;
    if (options.target === 'page' && isFramed()) {
      throw new FlinksLinkError(
        'unsupported',
        'target="page" cannot leave a page that is framed. Use "popup".',
      );
    }
    if (options.target === 'popup' && typeof BroadcastChannel === 'undefined') {
      throw new FlinksLinkError('unsupported', 'This browser has no BroadcastChannel. Use target="page".');
    }
    forgetTaken(context, store, () => [...this.#attempts.values()].filter(({ mode }) => mode === 'page'));
    context.signal.addEventListener('abort', () => {
      this.#departure.abort();
      for (const state of this.#attempts.keys()) store.remove(state);
    });
    this.#depart('start', options.target);
  }

  retry(): void {
    this.#depart('retry', this.#options.target);
  }

  complete(url: URL): boolean {
    const state = answerState(url) ?? '';
    const attempt = this.#attempts.get(state);
    if (!attempt) return false;
    // Consumed before it is read: a failure need not end the session, as `auto` asks the page about it first.
    this.#attempts.delete(state);
    this.#store.remove(state);
    // While it is in memory, a timer that no clock sets is the judge of its age.
    deliver(this.#context, url, attempt, attempt.createdAt);
    return true;
  }

  #depart(reason: AuthorizeUrlContext['reason'], target: Target): void {
    const { flow, requests, language, loadTimeout, attempt } = this.#options;
    const context = this.#context;
    this.#departure.abort();
    const departure = (this.#departure = new AbortController());
    const { signal } = departure;
    let found!: (url: string) => void;
    let failed!: (error: unknown) => void;
    const address = new Promise<string>((resolve, reject) => ([found, failed] = [resolve, reject]));
    address.catch(() => {}); // Told by the session's own end.
    signal.addEventListener('abort', () => failed(signal.reason));

    context.move('opening');
    const ours = context.navigate(target, address);
    // A listener of the page may have ended the session inside the event.
    if (signal.aborted) return;
    const popup = ours && target === 'popup' ? this.#open(signal) : undefined;
    const blocked = ours && target === 'popup' && !popup;
    if (blocked) {
      if (++this.#refusals > 1 && this.#options.hasFallback) {
        return context.fail(
          new FlinksLinkError('popup-blocked', 'The browser blocks every window of this page.'),
        );
      }
      this.#offerOtherWays();
      context.notify('popup-blocked', false);
      if (signal.aborted) return;
    }

    requests
      .next(
        { flow, language, reason, signal, ...(attempt.providerId ? { providerId: attempt.providerId } : {}) },
        loadTimeout,
      )
      .then(request => {
        if (signal.aborted) return;
        this.#expect(request, target, popup);
        found(request.url.href);
        if (blocked) return this.#offerOtherWays(request.url.href);
        this.#wait(popup);
        // The page may have ended the session inside an event, or its debug function.
        if (signal.aborted) return;
        this.#left = true;
        if (popup) popup.navigate(request.url);
        else if (ours) leaveFor(request.url);
      })
      .catch((error: unknown) => {
        failed(error);
        if (signal.aborted) return;
        if (!this.#left || this.#options.hasFallback) return context.fail(error);
        // The person may still be at the bank, from before.
        departure.abort();
        context.debug('failed', error instanceof FlinksLinkError ? error.code : undefined);
        this.#wait();
        context.notify('authorization-failed', false);
      });
  }

  #open(signal: AbortSignal): Popup | undefined {
    if (lacksActivation()) return undefined;
    const { blankText, language } = this.#options;
    return openPopup({
      text: blankText,
      language,
      signal,
      onClosed: how => this.#onClosed(how),
    });
  }

  #onClosed(how: Closed): void {
    if (how === 'blank') return this.#context.cancel('window-closed');
    this.#wait();
    if (how === 'perhaps') this.#context.notify('window-closed', false);
  }

  #wait(popup?: Popup): void {
    this.#context.move('waiting', popup ? { bringToFront: popup.focus } : {});
    this.#context.clearNotice();
  }

  /**
   * The browser lets no window be opened: a link, which it does not block, and the whole page where that can be left. A
   * page that is framed has neither: it could not speak to a window that it has not opened.
   */
  #offerOtherWays(href?: string): void {
    if (isFramed()) return this.#context.move('waiting');
    this.#context.move('waiting', {
      ...(href ? { href, onFollow: () => this.#follow() } : {}),
      ...(this.#options.isOnlyOwner() ? { usePage: () => this.#depart('retry', 'page') } : {}),
    });
  }

  #follow(): void {
    this.#left = true;
    // In a task of its own: the link must still be there when the browser follows it.
    setTimeout(() => this.#wait());
  }

  /** From here on an answer with this state is ours. */
  #expect({ url, state, redirectUri }: AuthorizeRequest, target: Target, popup: Popup | undefined): void {
    const { flow, attempt: common, isOnlyOwner } = this.#options;
    // A start route of the host may have a path in this parameter, which is nothing to compare an answer with.
    const sent = redirectUri && URL.canParse(redirectUri) ? redirectUri : '';
    const attempt: Attempt = {
      ...common,
      state,
      flow,
      mode: target,
      redirectUri: common.redirectUri || sent || common.returnTo,
      createdAt: Date.now(),
      attemptId: this.#context.attemptId,
      ...(redirectUri ? { sentRedirectUri: redirectUri } : {}),
    };
    if (target === 'page') {
      if (!isOnlyOwner()) throw sharedOwner();
      keepAttempt(this.#store, attempt);
      forgetLeft(this.#store, attempt);
    }
    this.#attempts.set(state, attempt);
    this.#context.debug('away', url.origin);
    if (this.#context.signal.aborted) return;
    const ended = this.#limit(attempt);
    if (target === 'page') return;
    try {
      claim(state, isFramed() ? popup?.window : undefined, ended, answer => {
        if (URL.canParse(answer)) this.complete(new URL(answer));
      });
    } catch {
      this.#attempts.delete(state);
      throw new FlinksLinkError(
        'storage-unavailable',
        'The browser blocks all that this page keeps, and with it the way that the answer takes. Allow its cookies.',
      );
    }
  }

  /** Each attempt has 30 minutes of its own. Returns what aborts when they are over, or the session is. */
  #limit(attempt: Attempt): AbortSignal {
    const { signal } = this.#context;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      ended.abort();
      // A ready address may have been gone to once more.
      if (this.#attempts.get(attempt.state) !== attempt) return;
      this.#attempts.delete(attempt.state);
      this.#store.remove(attempt.state);
      if (this.#attempts.size) return;
      this.#context.fail(new FlinksLinkError('attempt-expired', 'No answer came within 30 minutes.'));
    }, attemptLifetime);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      ended.abort();
    });
    return ended.signal;
  }
}

/** The flows `outbound` and `custom`, on a page that can open windows. */
export const redirectFlow =
  (options: RedirectOptions, store: AttemptStore): StartFlow =>
  context =>
    new RedirectRun(context, options, store);
