import { isFramed, lacksActivation, leaveFor } from '../../browser/page.js';
import { type Closed, openPopup, type Popup } from '../../browser/popup.js';
import type { Waiting, WaitingView } from '../../cards/waiting-view.js';
import { FlinksLinkError, isFlinksLinkError } from '../../errors.js';
import type { AuthorizeRequest } from '../../protocol/authorize-url.js';
import { parseUrl } from '../../protocol/parse-url.js';
import { responseState } from '../../protocol/return-url.js';
import { type Transaction, transactionLifetime } from '../../protocol/transaction.js';
import { deliver, tellLateConsent } from '../../returns/deliver.js';
import { sharedKey } from '../../returns/element-key.js';
import { forgetTaken } from '../../returns/forget-taken.js';
import { claim } from '../../returns/relay.js';
import type { FlowContext, FlowHost, FlowRun } from '../../session/flow.js';
import type { AuthorizeUrlContext } from '../../session/host-functions.js';
import type { RedirectFlow, Target } from '../../types.js';
import { AuthorizeSource } from './authorize-source.js';
import { loadingBank } from './texts.js';

export interface RedirectOptions {
  readonly flow: RedirectFlow;
  readonly providerId: string | undefined;
  /** Makes an authorize request in the page, where the host has set no `authorizeUrl`. */
  readonly build: (providerId: string | undefined) => AuthorizeRequest;
}

/** What every transaction of a session has in common. */
type Common = Pick<
  Transaction,
  'owner' | 'returnTo' | 'redirectUri' | 'providerId' | 'correlationId' | 'issuer' | 'tag'
>;

function commonOf({ settings, elementKey }: FlowHost<WaitingView>, providerId: string | undefined): Common {
  const { redirectUri, correlationId, issuer, tag } = settings;
  return {
    owner: elementKey,
    returnTo: location.href,
    redirectUri: redirectUri ? new URL(redirectUri, location.href).href : '',
    ...(providerId ? { providerId } : {}),
    ...(correlationId ? { correlationId } : {}),
    ...(issuer ? { issuer } : {}),
    ...(tag ? { tag } : {}),
  };
}

/** The way to the bank's own page and back: one transaction per window or departure, several at most in one session. */
export class RedirectRun implements FlowRun {
  readonly #context: FlowContext;
  readonly #host: FlowHost<WaitingView>;
  readonly #options: RedirectOptions;
  readonly #requests: AuthorizeSource;
  readonly #common: Common;
  /** A response to any of them is taken: the user may finish in the first window although a second was asked for. */
  readonly #transactions = new Map<string, Transaction>();
  /** The user has gone to the bank, and may still be there. */
  #left = false;
  #refusals = 0;
  #popup: Popup | undefined;
  /** Those whose windows may still be at the bank. The others are waited for as well: a bank's app may open another window. */
  readonly #windows = new Set<Transaction>();
  /** Owns the present window; the next one replaces it. */
  #departure = new AbortController();

  constructor(context: FlowContext, host: FlowHost<WaitingView>, options: RedirectOptions) {
    this.#context = context;
    this.#host = host;
    this.#options = options;
    const { settings, consumed, transactions } = host;
    this.#requests = new AuthorizeSource(settings.authorizeUrl, options.build, consumed);
    this.#common = commonOf(host, options.providerId);
    const waiting = () => [...this.#transactions.values()].filter(({ mode }) => mode === 'page');
    forgetTaken(context, transactions, waiting);
    context.signal.addEventListener('abort', () => {
      this.#leaveWindow();
      for (const transaction of this.#transactions.values()) transactions.remove(transaction);
    });
    this.#depart('start', settings.target);
  }

  retry(): void {
    this.#depart('retry', this.#host.settings.target);
  }

  bringToFront(): void {
    this.#popup?.focus();
  }

  complete(url: URL): boolean {
    const state = responseState(url) ?? '';
    const transaction = this.#transactions.get(state);
    if (!transaction) return false;
    // Consumed before it is read: a failure need not end the session, as `auto` asks the page about it first.
    this.#transactions.delete(state);
    this.#host.transactions.remove(transaction);
    // A timer ends it after 30 minutes, whatever the clock of the device says.
    if (this.#context.signal.aborted) tellLateConsent(this.#context, { url, transaction });
    else deliver(this.#context, { url, transaction }, transaction.createdAt);
    return true;
  }

  /** Closes the present window where a page can, and has the user told of what stays open. */
  #leaveWindow(): void {
    this.#departure.abort();
    if (this.#windows.size) this.#host.view.isWindowLeft = true;
  }

  #depart(reason: AuthorizeUrlContext['reason'], target: Target): void {
    const { flow, providerId } = this.#options;
    const { settings, language, fallback } = this.#host;
    const context = this.#context;
    // A button may be pressed before it is redrawn.
    if (context.signal.aborted) return;
    this.#leaveWindow();
    const departure = (this.#departure = new AbortController());
    const { signal } = departure;
    let found!: (url: string) => void;
    let failed!: (error: unknown) => void;
    const url = new Promise<string>((resolve, reject) => ([found, failed] = [resolve, reject]));
    url.catch(() => {}); // The end of the session reports it.
    signal.addEventListener('abort', () => failed(signal.reason));

    context.emit({ type: 'status', status: 'opening' });
    const ours = context.emit({ type: 'navigate', target, url });
    // A listener of the page may have ended the session inside the event.
    if (signal.aborted) return;
    let sent: Transaction | undefined;
    const onEnded = (isClosed: boolean) => isClosed && sent && this.#windows.delete(sent);
    const popup = (this.#popup = ours && target === 'popup' ? this.#open(signal, onEnded) : undefined);
    const blocked = ours && target === 'popup' && !popup;
    if (blocked) {
      if (++this.#refusals > 1 && fallback) {
        const error = new FlinksLinkError(
          'popup-blocked',
          'The browser blocked the bank window twice. Allow pop-ups for this site, or set target="page".',
        );
        context.emit({ type: 'fail', error });
        return;
      }
      this.#offerOtherWays();
      context.emit({ type: 'notice', notice: { code: 'popup-blocked', retryable: false } });
      if (signal.aborted) return;
    }

    this.#requests
      .next({ flow, language, reason, signal, ...(providerId ? { providerId } : {}) }, settings.loadTimeout)
      .then(request => {
        if (signal.aborted) return;
        const transaction = this.#expect(request, target, popup);
        found(request.url.href);
        if (blocked)
          return this.#offerOtherWays({ href: request.url.href, onFollow: () => this.#follow(transaction) });
        this.#wait();
        // A listener of the page may have ended the session inside an event.
        if (signal.aborted) return;
        this.#left = true;
        if (popup) {
          this.#windows.add((sent = transaction));
          popup.navigate(request.url);
        } else if (ours) leaveFor(request.url);
      })
      .catch((error: unknown) => {
        failed(error);
        if (!signal.aborted) this.#fail(error);
      });
  }

  #fail(error: unknown): void {
    const context = this.#context;
    if (!this.#left || this.#host.fallback) {
      context.emit({ type: 'fail', error });
      return;
    }
    // The user may still be at the bank, from before.
    this.#leaveWindow();
    const detail = isFlinksLinkError(error) ? error.code : undefined;
    context.emit({ type: 'debug', what: 'failed', detail });
    this.#popup = undefined;
    this.#wait();
    context.emit({ type: 'notice', notice: { code: 'authorization-failed', retryable: false } });
  }

  #open(signal: AbortSignal, onEnded: (isClosed: boolean) => void): Popup | undefined {
    if (lacksActivation()) return undefined;
    const { language } = this.#host;
    const onClosed = (how: Closed) => this.#onClosed(how);
    return openPopup({ text: loadingBank[language], language, signal, onClosed, onEnded });
  }

  #onClosed(how: Closed): void {
    this.#popup = undefined;
    if (how === 'blank') {
      this.#context.emit({ type: 'cancel', reason: 'window-closed' });
      return;
    }
    this.#wait();
    if (how === 'perhaps')
      this.#context.emit({ type: 'notice', notice: { code: 'window-closed', retryable: false } });
  }

  #show(waiting: Waiting): void {
    // The view may belong to another session by now.
    if (this.#context.signal.aborted) return;
    this.#host.view.show(waiting);
    this.#context.emit({ type: 'status', status: 'waiting' });
  }

  #wait(): void {
    this.#show(this.#popup ? { bringToFront: this.#popup.focus } : {});
    this.#context.emit({ type: 'notice', notice: undefined });
  }

  /**
   * The browser blocked the window: offers a link, which it does not block, and this tab where no other element could take
   * the response. A framed page offers neither, because it can only hear a window that it opened itself.
   */
  #offerOtherWays(link: Waiting = {}): void {
    if (isFramed()) return this.#show({});
    return this.#show({
      ...link,
      ...(this.#host.isOnlyElement() ? { usePage: () => this.#depart('retry', 'page') } : {}),
    });
  }

  #follow(transaction: Transaction): void {
    this.#left = true;
    this.#windows.add(transaction);
    // In a task of its own: the link must still be there when the browser follows it.
    setTimeout(() => this.#wait());
  }

  /** From here on a response with this state is ours. */
  #expect({ url, state, redirectUri }: AuthorizeRequest, target: Target, popup?: Popup): Transaction {
    const common = this.#common;
    // A start route of the host may have a path in this parameter, which is nothing to compare a response with.
    const sent = redirectUri && parseUrl(redirectUri) ? redirectUri : '';
    const transaction: Transaction = {
      ...common,
      state,
      flow: this.#options.flow,
      mode: target,
      redirectUri: common.redirectUri || sent || common.returnTo,
      createdAt: Date.now(),
      attemptId: this.#context.attemptId,
      ...(redirectUri ? { sentRedirectUri: redirectUri } : {}),
    };
    if (target === 'page') {
      if (!this.#host.isOnlyElement()) throw sharedKey();
      this.#host.transactions.keep(transaction);
    }
    this.#transactions.set(state, transaction);
    this.#context.emit({ type: 'debug', what: 'away', detail: url.origin });
    const ended = this.#limit(transaction);
    if (target === 'page') return transaction;
    try {
      claim(state, isFramed() ? popup?.window : undefined, ended, response => {
        // That window closes by itself.
        this.#windows.delete(transaction);
        if (this.#context.signal.aborted && !this.#windows.size) this.#host.view.isWindowLeft = false;
        const found = parseUrl(response);
        if (found) this.complete(found);
      });
    } catch {
      this.#transactions.delete(state);
      throw new FlinksLinkError(
        'storage-unavailable',
        "BroadcastChannel is blocked because this site's data is blocked. Allow cookies for this site.",
      );
    }
    return transaction;
  }

  /** Each transaction has 30 minutes of its own. Returns what aborts when they are over, or nothing waits for it any more. */
  #limit(transaction: Transaction): AbortSignal {
    const { released } = this.#context;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      ended.abort();
      // A retry with the same ready URL may have replaced it.
      if (this.#transactions.get(transaction.state) !== transaction) return;
      this.#transactions.delete(transaction.state);
      this.#host.transactions.remove(transaction);
      if (this.#transactions.size) return;
      const error = new FlinksLinkError('attempt-expired', 'No response came in 30 minutes. Start again.');
      this.#context.emit({ type: 'fail', error });
    }, transactionLifetime);
    released.addEventListener('abort', () => {
      clearTimeout(timer);
      ended.abort();
    });
    return ended.signal;
  }
}
