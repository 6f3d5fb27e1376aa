import type { Frame, FrameOptions, OpenFrame } from '../../browser/frame.js';
import { untilOnline } from '../../browser/online.js';
import { FlinksLinkError, misconfigured } from '../../errors.js';
import { hearConnect, loadError } from '../../frame/frame-listener.js';
import { contradictionOf, type Sent } from '../../frame/login-match.js';
import type { LoadFailure } from '../../frame/watch-load.js';
import type { Attempt } from '../../protocol/attempt.js';
import type { ConnectLogin, ConnectMessage, ConnectStep } from '../../protocol/connect-message.js';
import { connectUrl, type ConnectUrlOptions } from '../../protocol/connect-url.js';
import { withFlinksState } from '../../protocol/redirect-uri.js';
import { answerState } from '../../protocol/return-url.js';
import type { AttemptStore } from '../../returns/transaction-store.js';
import { deliver } from '../../returns/transactions.js';
import type { FlowContext, FlowRun, StartFlow } from '../../session/flow.js';
import type { NoticeCode } from '../../types.js';
import { expectReturn, type ReturnOptions } from './page-return.js';
import { type AuthorizeTokenContext, textServesOnce, type TokenSource } from './token-source.js';

/** What a Connect session is made with; a change of the element's attributes comes too late for it. */
export interface ConnectOptions extends Omit<ConnectUrlOptions, 'authorizeToken'>, ReturnOptions {
  readonly tokens: TokenSource;
  /** Milliseconds until a silent frame, or a silent token function, has failed. */
  readonly loadTimeout: number;
  readonly frame: FrameOptions;
}

/**
 * The most loads of a session for which the frame is the reason, its first one included: each costs a token, and a frame
 * can refuse tokens, and say whatever else it likes, as often as it likes.
 */
const maxFrameLoads = 3;

/** One load of the frame. */
interface Load {
  readonly url: URL;
  readonly frame: Frame;
  readonly sent: Sent;
  readonly signal: AbortSignal;
}

/** The Flinks Connect frame: one token and one frame per load, several loads at most in one session. */
class ConnectRun implements FlowRun {
  readonly framed = true;
  readonly #context: FlowContext;
  readonly #openFrame: OpenFrame;
  readonly #store: AttemptStore;
  #options: ConnectOptions;
  /** Owns the frame, listener and timers of the present load; a new load aborts the one before. */
  #ending = new AbortController();
  #frame: Frame | undefined;
  /** Of the present load, where Connect may come back by the page's address. */
  #attempt: Attempt | undefined;
  /** A message has brought the login. */
  #told = false;
  /** The current token replaced one that Connect refused, and the user has submitted nothing since. */
  #renewed = false;
  #frameLoads = 1;
  /** Runs while a resumed session has shown nothing. */
  #resuming: ReturnType<typeof setTimeout> | undefined;
  #accountIds: readonly string[] = [];

  constructor(context: FlowContext, options: ConnectOptions, openFrame: OpenFrame, store: AttemptStore) {
    this.#context = context;
    this.#options = options;
    this.#openFrame = openFrame;
    this.#store = store;
    connectUrl(options); // Whatever is wrong with the settings is said before a token is asked for.
    context.signal.addEventListener('abort', () => this.#ending.abort(), { once: true });
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
    // Whatever it says ends the session, which forgets the attempt before the page hears of the end: it serves once.
    deliver(this.#context, url, attempt, Date.now());
    return true;
  }

  /** Another load in the same session; only a token function can feed it. */
  #reopen(why: string): void {
    if (this.#options.tokens.renewable) return this.#open('renew');
    return this.#context.fail(new FlinksLinkError('token-expired', `${why} ${textServesOnce}`));
  }

  #reopenForFrame(why: string, notice: NoticeCode): void {
    if (this.#frameLoads === maxFrameLoads) {
      return this.#context.fail(
        new FlinksLinkError('token-expired', 'Connect asked for a fourth token in one session. Start again.'),
      );
    }
    this.#frameLoads++;
    this.#reopen(why);
    return this.#context.notify(notice, false);
  }

  #open(reason: AuthorizeTokenContext['reason']): void {
    this.#ending.abort();
    const { signal } = (this.#ending = new AbortController());
    this.#frame = this.#attempt = undefined;
    this.#accountIds = [];
    this.#context.move('opening');
    this.#fetchToken(reason, signal)
      .then(token => {
        if (!signal.aborted) this.#showFrame(token, signal);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) this.#context.fail(error);
      });
  }

  async #fetchToken(reason: AuthorizeTokenContext['reason'], signal: AbortSignal): Promise<string> {
    const { tokens, loadTimeout } = this.#options;
    if (!window.navigator.onLine) {
      this.#context.notify('offline', false);
      if (!(await untilOnline(loadTimeout, signal))) throw loadError('offline');
      this.#context.clearNotice();
    }
    this.#context.debug('token', reason);
    // The page may have ended this load in its debug function: ask for no token.
    signal.throwIfAborted();
    return tokens.next(reason, signal, loadTimeout);
  }

  #showFrame(authorizeToken: string, signal: AbortSignal): void {
    const { frame: frameOptions, loadTimeout, redirectUri, tokens } = this.#options;
    this.#attempt = expectReturn(this.#context, this.#store, this.#options, {
      signal,
      wasTold: () => this.#told,
    });
    const { state } = this.#attempt ?? {};
    const url = connectUrl({
      ...this.#options,
      authorizeToken,
      redirectUri: redirectUri && state ? withFlinksState(redirectUri, state) : redirectUri,
    });
    const sent = { state, tag: url.searchParams.get('tag') ?? undefined };
    const frame = (this.#frame = this.#openFrame(frameOptions, signal));
    this.#context.move('loading');
    if (signal.aborted) return;
    hearConnect(frame, {
      origin: url.origin,
      timeout: loadTimeout,
      sent,
      signal,
      onSlow: () => this.#context.notify('slow', tokens.renewable),
      onFailure: reason => this.#onFailure(reason),
      onOpened: () => this.#onOpened(signal),
      onMessage: message => this.#hear(message, { url, frame, sent, signal }),
      onDrop: reason => this.#context.debug('dropped', reason),
    });
    try {
      frame.navigate(url);
    } catch {
      // What the browser threw may quote the address, and the token in it.
      this.#context.fail(misconfigured('The browser refuses connect-url: check its port.'));
    }
  }

  #onFailure(reason: LoadFailure): void {
    if (reason === 'silent' && this.#options.requestId) this.#startAfresh();
    else this.#context.fail(loadError(reason));
  }

  #onOpened(signal: AbortSignal): void {
    const { requestId, loadTimeout } = this.#options;
    if (requestId) {
      // Connect has opened, and may show nothing of the session that it was to resume.
      this.#resuming = setTimeout(() => this.#startAfresh(), loadTimeout);
      signal.addEventListener('abort', () => clearTimeout(this.#resuming), { once: true });
    }
    this.#context.move('ready');
  }

  #hear(message: ConnectMessage, { url, frame, sent, signal }: Load): void {
    if (message.step.step !== 'APP_MOUNTED') clearTimeout(this.#resuming);
    this.#context.step(message.step);
    // A listener of the page may end this load inside an event.
    if (signal.aborted) return;
    if (message.type === 'login') {
      // Another page may have replaced the frame by its name: it has the right window and origin, and not the tag.
      const other = contradictionOf(message, sent);
      if (other) this.#context.debug('dropped', other);
      else this.#succeed(message.login, url, frame, sent);
      return;
    }
    if (message.type === 'accounts') this.#choose(message.accountIds, url);
    this.#follow(message.step);
  }

  /** A choice replaces the one before, unless several accounts may be chosen. */
  #choose(accountIds: readonly string[], url: URL): void {
    const several = url.searchParams.get('accountSelectorMultiple') === 'true';
    this.#accountIds = [...new Set([...(several ? this.#accountIds : []), ...accountIds])];
  }

  #succeed(login: ConnectLogin, url: URL, frame: Frame, { tag }: Sent): void {
    // The landing page of the host is inside the frame then.
    if (url.searchParams.get('innerRedirect') === 'true') frame.keep();
    const chosen = login.accountIds.length ? login.accountIds : this.#accountIds;
    this.#told = true;
    this.#context.succeed({
      type: 'login',
      flow: 'connect',
      ...login,
      ...(tag ? { tag } : {}),
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
        return this.#context.clearNotice();
      case 'SUBMIT_CREDENTIAL':
      case 'SUBMIT_MFA':
        // What no frame does by itself: the token was good.
        this.#renewed = false;
        return undefined;
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
    return this.#reopenForFrame('Connect refused the authorize token.', 'token-expired');
  }

  /** A resumed session that is dead, or silent, is replaced by a new one (Flinks: resume-and-reconnect). */
  #startAfresh(): void {
    if (!this.#options.requestId) return;
    this.#options = { ...this.#options, requestId: undefined };
    this.#reopenForFrame('The session of request-id has expired.', 'session-expired');
  }
}

/** The flow `connect`, on a page that can open frames. */
export const connectFlow =
  (options: ConnectOptions, openFrame: OpenFrame, store: AttemptStore): StartFlow =>
  context =>
    new ConnectRun(context, options, openFrame, store);
