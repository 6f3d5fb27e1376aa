import type { AttemptStore } from '../browser/attempt-store.js';
import { type Frame, type FrameOptions } from '../browser/frame.js';
import { listen } from '../browser/listen.js';
import { untilOnline } from '../browser/online.js';
import { isFramed } from '../browser/page.js';
import { randomText } from '../browser/random.js';
import { type LoadFailure, watchLoad } from '../browser/watch-load.js';
import { FlinksLinkError, type FlinksLinkErrorCode, misconfigured } from '../errors.js';
import type { Attempt } from '../protocol/attempt.js';
import {
  type ConnectLogin,
  type ConnectMessage,
  type ConnectStep,
  parseConnectMessage,
} from '../protocol/connect-message.js';
import { connectUrl, type ConnectUrlOptions } from '../protocol/connect-url.js';
import { withFlinksState } from '../protocol/redirect-uri.js';
import { answerState } from '../protocol/return-url.js';
import { deliver, forgetTaken, keepAttempt, keepDone, sharedOwner } from './attempts.js';
import type { FlowContext, FlowRun, StartFlow } from './flow.js';
import { type AuthorizeTokenContext, textServesOnce, type TokenSource } from './token-source.js';

/** What a Connect session is made with; a change of the element's attributes comes too late for it. */
export interface ConnectOptions extends Omit<ConnectUrlOptions, 'authorizeToken'> {
  readonly tokens: TokenSource;
  /** Milliseconds until a silent frame, or a silent token function, has failed. */
  readonly loadTimeout: number;
  readonly frame: FrameOptions;
  /** What an attempt needs that comes back to the page by its address. */
  readonly owner: string;
  readonly returnTo: string;
  /** Whether no other element of the page would take the answer. */
  readonly isOnlyOwner: () => boolean;
}

/** Puts an empty frame into the page, until the signal aborts. */
export type OpenFrame = (options: FrameOptions, signal: AbortSignal) => Frame;

const failures: Readonly<Record<LoadFailure, readonly [FlinksLinkErrorCode, string]>> = {
  blocked: [
    'frame-blocked',
    "The page's Content-Security-Policy blocks Connect. Add its origin to frame-src.",
  ],
  isolated: ['isolated', 'Connect stayed silent. Serve the page without Cross-Origin-Embedder-Policy.'],
  offline: ['offline', 'The browser has no network.'],
  silent: [
    'load-timeout',
    'Connect stayed silent. Check instance or connect-url, and that Flinks lets this page frame it.',
  ],
};

/**
 * What a document said right before it was gone: its result, and nothing else is taken from it. A login with another tag
 * or state than this session's is somebody else's. Two logins cannot both be this frame's: then none is believed; and a
 * choice of accounts counts with its login only.
 */
function lastWords(data: unknown[], tag = '', state = ''): ConnectMessage[] {
  const results = data
    .flatMap(payload => parseConnectMessage(payload) ?? [])
    .filter(({ type }) => type !== 'step')
    .filter(message => message.type !== 'login' || (message.login.tag ?? tag) === tag)
    .filter(message => message.type !== 'login' || (message.state ?? state) === state);
  const logins = new Set(results.flatMap(message => (message.type === 'login' ? message.login.loginId : [])));
  return logins.size === 1 ? results : [];
}

/** The Flinks Connect frame: one token and one frame per load, several loads at most in one session. */
class ConnectRun implements FlowRun {
  readonly framed = true;
  readonly #context: FlowContext;
  readonly #openFrame: OpenFrame;
  readonly #store: AttemptStore;
  #options: ConnectOptions;
  /** Owns the frame, listener and timers of the present load; a new load aborts the one before. */
  #load = new AbortController();
  #frame: Frame | undefined;
  /** Of the present load, where Connect may come back by the page's address. */
  #attempt: Attempt | undefined;
  /** A message has brought the login. */
  #told = false;
  #renewed = false;
  #accountIds: readonly string[] = [];

  constructor(context: FlowContext, options: ConnectOptions, openFrame: OpenFrame, store: AttemptStore) {
    this.#context = context;
    this.#options = options;
    this.#openFrame = openFrame;
    this.#store = store;
    connectUrl(options); // Whatever is wrong with the settings is said before a token is asked for.
    context.signal.addEventListener('abort', () => this.#load.abort(), { once: true });
    this.#open('start');
  }

  retry(): void {
    this.#reopen('The authorize token was used already.');
  }

  moved(): void {
    if (this.#frame?.lost()) this.#reopen('The element was moved, which empties its frame.');
  }

  complete(url: URL): boolean {
    const attempt = this.#attempt;
    if (!attempt || answerState(url) !== attempt.state) return false;
    this.#store.remove(attempt.state);
    deliver(this.#context, url, attempt, Date.now());
    return true;
  }

  /** Another load in the same session; only a token function can feed it. */
  #reopen(why: string): void {
    if (this.#options.tokens.renewable) return this.#open('renew');
    return this.#context.fail(new FlinksLinkError('token-expired', `${why} ${textServesOnce}`));
  }

  #open(reason: AuthorizeTokenContext['reason']): void {
    this.#load.abort();
    const load = (this.#load = new AbortController());
    this.#frame = this.#attempt = undefined;
    this.#accountIds = [];
    this.#context.move('opening');
    this.#fetchToken(reason, load.signal)
      .then(token => {
        if (!load.signal.aborted) this.#showFrame(token, load);
      })
      .catch((error: unknown) => {
        if (!load.signal.aborted) this.#context.fail(error);
      });
  }

  async #fetchToken(reason: AuthorizeTokenContext['reason'], signal: AbortSignal): Promise<string> {
    const { tokens, loadTimeout } = this.#options;
    if (!navigator.onLine) {
      this.#context.notify('offline', false);
      if (!(await untilOnline(loadTimeout, signal))) throw new FlinksLinkError(...failures.offline);
      this.#context.clearNotice();
    }
    this.#context.debug('token', reason);
    return tokens.next(reason, signal, loadTimeout);
  }

  #showFrame(authorizeToken: string, load: AbortController): void {
    const { frame: frameOptions, loadTimeout, requestId, tokens } = this.#options;
    this.#attempt = this.#expectReturn(load.signal);
    const { state } = this.#attempt ?? {};
    const { redirectUri } = this.#options;
    const url = connectUrl({
      ...this.#options,
      authorizeToken,
      redirectUri: redirectUri && state ? withFlinksState(redirectUri, state) : redirectUri,
    });
    const frame = (this.#frame = this.#openFrame(frameOptions, load.signal));
    const silence = new AbortController();
    load.signal.addEventListener('abort', () => silence.abort(), { once: true });

    this.#context.move('loading');
    watchLoad({
      origin: url.origin,
      timeout: loadTimeout,
      signal: silence.signal,
      onSlow: () => this.#context.notify('slow', tokens.renewable),
      onFailure: reason =>
        reason === 'silent' && requestId
          ? this.#startAfresh()
          : this.#context.fail(new FlinksLinkError(...failures[reason])),
    });
    // Connect has opened, and shows nothing of the session that it was to resume.
    let resuming: ReturnType<typeof setTimeout> | undefined;
    const resumed = () => clearTimeout(resuming);
    load.signal.addEventListener('abort', resumed, { once: true });
    const hear = (message: ConnectMessage): void => {
      if (!silence.signal.aborted) {
        silence.abort();
        if (requestId) resuming = setTimeout(() => this.#startAfresh(), loadTimeout);
        this.#context.move('ready');
      }
      if (message.step.step !== 'APP_MOUNTED') resumed();
      // A listener of the page may end this load inside an event.
      if (load.signal.aborted) return;
      this.#context.step(message.step);
      if (load.signal.aborted) return;
      if (message.type === 'login') {
        if (state && (message.state ?? state) !== state) return this.#context.debug('dropped', 'state');
        return this.#succeed(message.login, url, frame);
      }
      if (message.type === 'accounts') this.#choose(message.accountIds, url);
      this.#follow(message.step);
    };
    listen({
      origin: url.origin,
      source: frame.window,
      onReplaced: frame.onReplaced,
      signal: load.signal,
      onDrop: reason => this.#context.debug('dropped', reason),
      onMessage: data => {
        const message = parseConnectMessage(data);
        if (message) hear(message);
        else this.#context.debug('dropped', 'not a message of Connect');
      },
      onOrphans: data => {
        // A frame that never spoke has no orphans.
        if (silence.signal.aborted) lastWords(data, this.#options.tag, state).forEach(hear);
      },
    });
    try {
      frame.navigate(url);
    } catch {
      // What the browser threw may quote the address, and the token in it.
      this.#context.fail(misconfigured('The browser refuses connect-url: check its port.'));
    }
  }

  /**
   * Connect may end by sending this whole page to `redirect-uri`, with the loginId in the address. A state of ours in there
   * tells the page that comes back that it is awaited. It serves once, be it for the address or for the message.
   *
   * @returns undefined where Connect cannot come back to this page
   */
  #expectReturn(signal: AbortSignal): Attempt | undefined {
    const { redirectUri, owner, returnTo, tag, isOnlyOwner } = this.#options;
    if (!redirectUri || isFramed() || new URL(redirectUri).origin !== origin) return undefined;
    const { searchParams } = connectUrl(this.#options);
    if (searchParams.get('innerRedirect') === 'true') return undefined;
    const state = randomText(256);
    const attempt: Attempt = {
      state,
      flow: 'connect',
      mode: 'page',
      owner,
      returnTo,
      redirectUri,
      createdAt: Date.now(),
      attemptId: this.#context.attemptId,
      ...(tag ? { tag } : {}),
    };
    try {
      if (!isOnlyOwner()) throw sharedOwner();
      keepAttempt(this.#store, attempt);
    } catch (error) {
      // Then the message is the only way back.
      if (searchParams.get('oauthWindowRedirect') !== 'true') return undefined;
      throw error;
    }
    // In one step with the end: the host may block in its listener, and the page leave in the meantime.
    const settle = () => (this.#told ? keepDone(this.#store, attempt) : this.#store.remove(state));
    signal.addEventListener('abort', settle, { once: true });
    forgetTaken(this.#context, this.#store, () => [attempt], signal);
    return attempt;
  }

  /** A choice replaces the one before, unless several accounts may be chosen. */
  #choose(accountIds: readonly string[], url: URL): void {
    const several = url.searchParams.get('accountSelectorMultiple') === 'true';
    this.#accountIds = [...new Set([...(several ? this.#accountIds : []), ...accountIds])];
  }

  #succeed(login: ConnectLogin, url: URL, frame: Frame): void {
    const { tag } = this.#options;
    // The landing page of the host is inside the frame then.
    if (url.searchParams.get('innerRedirect') === 'true') frame.keep();
    const chosen = login.accountIds.length ? login.accountIds : this.#accountIds;
    this.#told = true;
    this.#context.succeed({
      type: 'login',
      flow: 'connect',
      ...(tag ? { tag } : {}),
      ...login,
      accountIds: Object.freeze(chosen),
    });
  }

  /** The steps that are more than news. Everything else, login errors included, Connect handles by itself. */
  #follow({ step, flinksCode }: ConnectStep): void {
    switch (step) {
      case 'COMPONENT_CLOSE_SESSION':
        return this.#context.requestClose('connect');
      case 'COMPONENT_DENY_CONSENT':
        return this.#context.cancel('consent-denied');
      case 'MAXIMUM_RETRY_REACHED':
        return this.#context.fail(
          new FlinksLinkError('retries-exhausted', 'The bank refused the credentials too often.'),
        );
      case 'TOKEN_INVALID':
        return this.#renewToken();
      case 'COMPONENT_LOAD_ACCOUNT_SELECTION':
        this.#accountIds = [];
        return undefined;
      case 'POPUP_BLOCKED':
        return this.#context.notify('popup-blocked', false);
      case 'APP_OFFLINE':
        return this.#context.notify('offline', false);
      case 'POPUP_OPENED':
      case 'APP_ONLINE':
      case 'INSTITUTION_SELECTED':
      case 'COMPONENT_LOAD_CREDENTIAL':
        // The person goes on: the token was good, and whatever was in the way is no more.
        this.#renewed = false;
        return this.#context.clearNotice();
    }
    if (flinksCode === 'SESSION_NONEXISTENT' || flinksCode === 'SESSION_EXPIRED') this.#startAfresh();
    return undefined;
  }

  #renewToken(): void {
    if (this.#renewed) {
      return this.#context.fail(
        new FlinksLinkError(
          'token-expired',
          'Connect refused two authorize tokens: check that your backend mints them for this instance.',
        ),
      );
    }
    this.#renewed = true;
    this.#reopen('Connect refused the authorize token.');
    return this.#context.notify('token-expired', false);
  }

  /** A resumed session that is dead, or silent, is replaced by a new one (Flinks: resume-and-reconnect). */
  #startAfresh(): void {
    if (!this.#options.requestId) return;
    this.#options = { ...this.#options, requestId: undefined };
    this.#reopen('The session of request-id has expired.');
    this.#context.notify('session-expired', false);
  }
}

/** The flow `connect`, on a page that can open frames. */
export const connectFlow =
  (options: ConnectOptions, openFrame: OpenFrame, store: AttemptStore): StartFlow =>
  context =>
    new ConnectRun(context, options, openFrame, store);
