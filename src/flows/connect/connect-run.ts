import type { Frame } from '../../browser/frame.js';
import { untilOnline } from '../../browser/online.js';
import { FlinksLinkError, type FlinksLinkErrorCode, misconfigured } from '../../errors.js';
import type { FrameBox } from '../../frame/frame-box.js';
import { hearFrame } from '../../frame/frame-listener.js';
import { lateResults } from '../../frame/late-results.js';
import { contradictionOf, type Sent } from '../../frame/login-match.js';
import type { LoadFailure } from '../../frame/watch-load.js';
import {
  type ConnectLogin,
  type ConnectMessage,
  type ConnectStep,
  parseConnectMessage,
} from '../../protocol/connect-message.js';
import { connectUrl } from '../../protocol/connect-url.js';
import { withFlinksState } from '../../protocol/redirect-uri.js';
import { responseState } from '../../protocol/return-url.js';
import type { Transaction } from '../../protocol/transaction.js';
import { deliver } from '../../returns/deliver.js';
import type { FlowContext, FlowHost, FlowRun } from '../../session/flow.js';
import type { AuthorizeTokenContext } from '../../session/host-functions.js';
import type { Settings } from '../../session/settings.js';
import type { NoticeCode } from '../../types.js';
import { AccountChoice } from './account-choice.js';
import { loadError } from './load-error.js';
import { expectReturn } from './page-return.js';
import { frameTitle } from './texts.js';
import { textServesOnce, TokenSource } from './token-source.js';

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
export class ConnectRun implements FlowRun {
  readonly #context: FlowContext;
  readonly #host: FlowHost<FrameBox>;
  readonly #tokens: TokenSource;
  readonly #returnTo = location.href;
  #settings: Readonly<Settings>;
  /** Owns the frame, listener and timers of the present load; a new load aborts the one before. */
  #ending = new AbortController();
  #frame: Frame | undefined;
  /** Of the present load, where Connect may come back by the page's URL. */
  #transaction: Transaction | undefined;
  /** A message has brought the login. */
  #told = false;
  /** The current token replaced one that Connect refused, and the user has submitted nothing since. */
  #renewed = false;
  #frameLoads = 1;
  /** Runs while a resumed session has shown nothing. */
  #resuming: ReturnType<typeof setTimeout> | undefined;
  readonly #accounts = new AccountChoice();

  constructor(context: FlowContext, host: FlowHost<FrameBox>) {
    this.#context = context;
    this.#host = host;
    this.#settings = host.settings;
    this.#tokens = new TokenSource(host.settings.authorizeToken, host.consumed);
    context.signal.addEventListener('abort', () => this.#ending.abort(), { once: true });
    host.view.reserve(context.signal);
    void host.rendered.then(() => {
      if (!context.signal.aborted) this.#open('start');
    });
  }

  retry(): void {
    this.#reopen('The authorize token was already used.');
  }

  moved(): void {
    if (this.#frame?.lost()) this.#reopen('The element was moved, which reloads its frame.');
  }

  complete(url: URL): boolean {
    const transaction = this.#transaction;
    if (!transaction || responseState(url) !== transaction.state) return false;
    // Whatever it says ends the session, which forgets the transaction before the page hears of the end: it serves once.
    deliver(this.#context, { url, transaction }, Date.now());
    return true;
  }

  /** Another load in the same session; only a token function can feed it. */
  #reopen(why: string): void {
    if (this.#tokens.renewable) this.#open('renew');
    else this.#fail('token-expired', `${why} ${textServesOnce}`);
  }

  #reopenForFrame(why: string, notice: NoticeCode): void {
    if (this.#frameLoads === maxFrameLoads)
      return this.#fail('token-expired', 'Connect had to load a fourth time in one session. Start again.');
    this.#frameLoads++;
    this.#reopen(why);
    return this.#notify(notice);
  }

  #open(reason: AuthorizeTokenContext['reason']): void {
    this.#ending.abort();
    const { signal } = (this.#ending = new AbortController());
    this.#frame = this.#transaction = undefined;
    this.#accounts.clear();
    this.#context.emit({ type: 'status', status: 'opening' });
    this.#fetchToken(reason, signal)
      .then(token => {
        if (!signal.aborted) this.#showFrame(token, signal);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) this.#context.emit({ type: 'fail', error });
      });
  }

  async #fetchToken(reason: AuthorizeTokenContext['reason'], signal: AbortSignal): Promise<string> {
    const { loadTimeout } = this.#settings;
    if (!window.navigator.onLine) {
      this.#notify('offline');
      if (!(await untilOnline(loadTimeout, signal))) throw loadError('offline');
      this.#clearNotice();
    }
    this.#context.emit({ type: 'debug', what: 'token', detail: reason });
    return this.#tokens.next(reason, signal, loadTimeout);
  }

  #showFrame(authorizeToken: string, signal: AbortSignal): void {
    const { language, view } = this.#host;
    const { loadTimeout, redirectUri, allow, sandbox } = this.#settings;
    this.#transaction = expectReturn(
      this.#context,
      { ...this.#host, settings: this.#settings },
      this.#returnTo,
      { signal, wasTold: () => this.#told },
    );
    const { state } = this.#transaction ?? {};
    const url = connectUrl({
      ...this.#settings,
      language,
      authorizeToken,
      redirectUri: redirectUri && state ? withFlinksState(redirectUri, state) : redirectUri,
    });
    const sent = { state, tag: url.searchParams.get('tag') ?? undefined };
    const frame = (this.#frame = view.open({ title: frameTitle[language], allow, sandbox }, signal));
    this.#context.emit({ type: 'status', status: 'loading' });
    if (signal.aborted) return;
    hearFrame(frame, {
      origin: url.origin,
      timeout: loadTimeout,
      signal,
      parse: parseConnectMessage,
      parseLate: data => lateResults(data, sent),
      onSlow: () => this.#notify('slow', this.#tokens.renewable),
      onFailure: reason => this.#onFailure(reason, url.origin),
      onOpened: () => this.#onOpened(signal),
      onMessage: message => this.#hear(message, { url, frame, sent, signal }),
      onDrop: reason => this.#debugDrop(reason),
    });
    try {
      frame.navigate(url);
    } catch {
      // What the browser threw may quote the URL, and the token in it.
      const error = misconfigured('The browser refused connect-url. Check its port.');
      this.#context.emit({ type: 'fail', error });
    }
  }

  #onFailure(reason: LoadFailure, origin: string): void {
    if (reason === 'silent' && this.#settings.requestId) this.#startAfresh();
    else this.#context.emit({ type: 'fail', error: loadError(reason, origin) });
  }

  #onOpened(signal: AbortSignal): void {
    const { requestId, loadTimeout } = this.#settings;
    if (requestId) {
      // Connect has opened, and may show nothing of the session that it was to resume.
      this.#resuming = setTimeout(() => this.#startAfresh(), loadTimeout);
      signal.addEventListener('abort', () => clearTimeout(this.#resuming), { once: true });
    }
    this.#host.view.enter();
    this.#context.emit({ type: 'status', status: 'ready' });
  }

  #hear(message: ConnectMessage, load: Load): void {
    if (message.step.step !== 'APP_MOUNTED') clearTimeout(this.#resuming);
    this.#context.emit({ type: 'step', step: message.step });
    // A listener of the page may end this load inside an event.
    if (load.signal.aborted) return;
    if (message.type === 'login') {
      // Another page may have replaced the frame by its name: it has the right window and origin, and not the tag.
      const other = contradictionOf(message, load.sent);
      if (other) this.#debugDrop(other);
      else this.#succeed(message.login, load);
      return;
    }
    if (message.type === 'accounts') this.#accounts.add(message.accountIds, load.url);
    this.#follow(message.step);
  }

  #succeed(login: ConnectLogin, { url, frame, sent: { tag } }: Load): void {
    // The landing page of the host is inside the frame then.
    if (url.searchParams.get('innerRedirect') === 'true') frame.keep();
    const chosen = login.accountIds.length ? login.accountIds : this.#accounts.ids;
    this.#told = true;
    const result = {
      type: 'login',
      flow: 'connect',
      ...login,
      ...(tag ? { tag } : {}),
      accountIds: Object.freeze(chosen),
    } as const;
    this.#context.emit({ type: 'succeed', result });
  }

  /** The steps that change something here. Connect itself handles all others, login errors included. */
  #follow({ step, flinksCode }: ConnectStep): void {
    switch (step) {
      case 'COMPONENT_CLOSE_SESSION':
        this.#context.emit({ type: 'close-request', source: 'connect' });
        return;
      case 'COMPONENT_DENY_CONSENT':
        this.#context.emit({ type: 'cancel', reason: 'consent-denied' });
        return;
      case 'MAXIMUM_RETRY_REACHED':
        return this.#fail('retries-exhausted', 'The bank rejected the credentials too many times.');
      case 'TOKEN_INVALID':
        return this.#renewToken();
      case 'COMPONENT_LOAD_ACCOUNT_SELECTION':
        return this.#accounts.clear();
      case 'POPUP_BLOCKED':
        return this.#notify('popup-blocked');
      case 'APP_OFFLINE':
        return this.#notify('offline');
      case 'POPUP_OPENED':
      case 'APP_ONLINE':
      case 'INSTITUTION_SELECTED':
      case 'COMPONENT_LOAD_CREDENTIAL':
        return this.#clearNotice();
      case 'SUBMIT_CREDENTIAL':
      case 'SUBMIT_MFA':
        // Only a user submits, so Connect has accepted the token.
        this.#renewed = false;
        return;
    }
    if (flinksCode === 'SESSION_NONEXISTENT' || flinksCode === 'SESSION_EXPIRED') this.#startAfresh();
  }

  #renewToken(): void {
    if (this.#renewed) {
      const why =
        'Connect rejected two authorize tokens. Check that your backend creates them for this instance.';
      return this.#fail('token-expired', why);
    }
    this.#renewed = true;
    return this.#reopenForFrame('Connect rejected the authorize token.', 'token-expired');
  }

  /** A resumed session that is dead, or silent, is replaced by a new one (Flinks: resume-and-reconnect). */
  #startAfresh(): void {
    if (!this.#settings.requestId) return;
    this.#settings = { ...this.#settings, requestId: undefined };
    this.#reopenForFrame('The session of request-id expired or shows nothing.', 'session-expired');
  }

  #fail(code: FlinksLinkErrorCode, message: string): void {
    this.#context.emit({ type: 'fail', error: new FlinksLinkError(code, message) });
  }

  #notify(code: NoticeCode, retryable = false): void {
    this.#context.emit({ type: 'notice', notice: { code, retryable } });
  }

  #clearNotice(): void {
    this.#context.emit({ type: 'notice', notice: undefined });
  }

  #debugDrop(reason: string): void {
    this.#context.emit({ type: 'debug', what: 'dropped', detail: reason });
  }
}
