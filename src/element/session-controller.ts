import { randomText } from '../browser/random.js';
import { warn } from '../browser/warn.js';
import { misconfigured } from '../errors.js';
import { FrameBox } from '../frame/frame-box.js';
import { Returns } from '../returns.js';
import { AttemptStore } from '../returns/transaction-store.js';
import type { StartFlow } from '../session/flow.js';
import { Session, type SessionEvent } from '../session/session.js';
import { flowOf, type FlowTools, returnOf } from '../start-flow.js';
import { startConditions } from '../start-rules.js';
import type { CloseSource, Outcome } from '../types.js';
import { AutoStart } from './auto-start.js';
import { Timeline } from './debug-log.js';
import { ModalDialog } from './dialog.js';
import { toEvent } from './events.js';
import { type FlinksLinkSettings, withDefaults } from './settings.js';
import { StartLimit } from './start-limit.js';

/** What `open()` can be given. */
export interface OpenOptions {
  /** Ends the session when it aborts. */
  readonly signal?: AbortSignal;
  /** The data provider to go to, in the place of `provider-id`. */
  readonly providerId?: string;
}

/** What only the element itself can do or say. */
export interface SessionsHost {
  /** Nothing may be started. */
  readonly isDisabled: () => boolean;
  /** @throws FlinksLinkError `invalid-configuration` when the form around the element must not get a result */
  readonly checkForm: () => void;
  readonly keepResult: (outcome: Outcome) => void;
  readonly forgetResult: () => void;
  /** A session begins. */
  readonly onBegin: () => void;
}

/** The sessions of one element, of which at most one lives: starts them, hears them, ends them, and shows their dialog. */
export class Sessions {
  readonly dialog: ModalDialog;
  readonly frameBox: FrameBox;
  readonly returns: Returns;
  /** Tokens and states that were used: each serves once. */
  readonly used = new Set<string>();
  readonly #element: FlinksLinkSettings;
  readonly #host: SessionsHost;
  readonly #timeline: Timeline;
  readonly #attempts = new AttemptStore();
  #current: Session | undefined;
  #modal = false;
  readonly #limit = new StartLimit();
  #isWarned = false;
  /** The page is told of an error or a cancel. */
  #isTelling = false;

  constructor(element: FlinksLinkSettings, host: SessionsHost) {
    this.#element = element;
    this.#host = host;
    this.#timeline = new Timeline(() => element.debug);
    this.frameBox = new FrameBox(element);
    this.dialog = new ModalDialog(
      element,
      source => this.requestClose(source),
      () => this.#onDialogClosed(),
    );
    this.returns = new Returns(element, this.#attempts, {
      current: () => this.#current,
      finish: (attempt, answer) =>
        this.#replace(returnOf(element, this.#tools, attempt, answer), attempt.attemptId),
      fail: error =>
        void this.#begin(() => {
          throw error;
        }),
    });
    const conditions = () =>
      startConditions(element, {
        free: element.isConnected && !host.isDisabled() && !this.#current && !this.returns.visit.errand,
        used: this.used,
      });
    new AutoStart(element, conditions, () => {
      if (!this.#limit.admit()) return this.#warnOfLoop();
      this.#replace(this.#flow());
    });
  }

  /** The session that lives, or the last one. */
  get current(): Session | undefined {
    return this.#current;
  }

  /** Whether the session is drawn in a dialog; settled at its start. */
  get modal(): boolean {
    return this.#current ? this.#modal : this.#element.display === 'dialog';
  }

  /**
   * See the element's `open()`.
   *
   * @param byUser - a trusted event caused the call: the start limit does not count it, and a relay does not delay it
   */
  open(options: OpenOptions = {}, byUser = false): Promise<Outcome> {
    const { signal, providerId } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { isConnected } = this.#element;
    const running = this.#current?.live ? this.#current : undefined;
    running?.waiting?.bringToFront?.();
    const back = !running && isConnected && this.returns.visit.look();
    const { relaying } = this.returns.visit;
    // A window can be opened only during the click.
    if (!running && relaying && !byUser) return relaying.then(() => this.open(options));
    const joins = back || running;
    if (!joins && (!isConnected || this.#host.isDisabled())) {
      const why = isConnected ? 'is disabled' : 'is not in the document';
      return Promise.reject(misconfigured(`open() cannot start: the element ${why}.`));
    }
    if (!joins && !byUser && !this.#limit.admit()) return this.#refuse();
    const session = joins ? (this.#current as Session) : this.#replace(this.#flow(providerId));
    if (signal) session.abortWith(signal);
    if (this.#modal && (session.live || session.error)) this.dialog.show();
    return session.outcome;
  }

  /** Ends the session with cancel `closed`, and asks nobody. */
  close(): void {
    const session = this.#current;
    session?.cancel('closed');
    // A listener may have opened the next one.
    if (session === this.#current) this.dialog.close();
  }

  /** Asks the page whether the session may be closed, and closes it unless that was prevented. */
  requestClose(source: CloseSource): void {
    const session = this.#current;
    if (session?.live) session.requestClose(source);
    else this.close();
  }

  /** Forgets session and result, and emits nothing. */
  reset(): void {
    this.#drop();
    this.#host.forgetResult();
  }

  /** An inline session that failed makes room for the next one, which may start by itself. */
  forgetFailure(): void {
    if (this.#current?.status === 'failed' && !this.#modal) this.#current = undefined;
  }

  /** The element was moved in the document. */
  moved(): void {
    this.#current?.moved();
    this.dialog.restore();
  }

  /** The element was taken out of the document. */
  removed(): void {
    const session = this.#current;
    // Out of the document it is modal no more, though it would still say that it is open.
    this.dialog.close();
    if (!session?.live) return;
    session.cancel('disconnected');
    if (session === this.#current) this.#current = undefined;
    this.#element.requestUpdate();
  }

  /** In a task of its own: a page that opens again at each rejection would freeze the tab by microtasks alone. */
  #refuse(): Promise<never> {
    this.#warnOfLoop();
    const error = misconfigured(
      'open() is called again from its own error listener. Start again only when the user asks to.',
    );
    return new Promise((_, reject) => setTimeout(() => reject(error)));
  }

  #warnOfLoop(): void {
    if (this.#isWarned) return;
    this.#isWarned = true;
    warn('was started more than four times in a second. Start again only when the user asks to.');
  }

  get #tools(): FlowTools {
    return { attempts: this.#attempts, openFrame: this.frameBox.open, used: this.used };
  }

  #flow(providerId?: string): StartFlow {
    const start = flowOf(this.#element, this.#tools, providerId);
    return context => {
      this.#host.checkForm();
      return start(context);
    };
  }

  /** The session is gone, and nothing is told. */
  #drop(): void {
    const session = this.#current;
    this.#current = undefined;
    session?.discard();
    this.frameBox.clear();
    this.dialog.close();
    this.#element.requestUpdate();
  }

  /** Begins a session, whatever the page was that somebody came back to. */
  #replace(flow: StartFlow, attemptId?: string): Session {
    this.returns.visit.end();
    return this.#begin(flow, attemptId);
  }

  #begin(flow: StartFlow, attemptId = randomText(128)): Session {
    const element = this.#element;
    this.#current?.cancel('aborted');
    // A listener may have opened another one at once, which nobody would hear any more.
    if (this.#current?.live) this.#drop();
    this.#modal = element.display === 'dialog';
    const session: Session = new Session(attemptId, event => this.#hear(session, event));
    this.#current = session;
    element.requestUpdate();
    this.#host.onBegin();
    const start = () => session.start(flow);
    // Inside `flinks-error` or `flinks-cancel`, start in a new task, so that failures do not recurse.
    const later = this.#isTelling;
    // A window can be opened inside the click only; a frame has no place before the element has rendered.
    const inClick = withDefaults(element).flow !== 'connect';
    if (later) setTimeout(start);
    else if (inClick) start();
    void element.updateComplete.then(() => {
      // An error that has ended it already is to be seen as well.
      const shown = session.live || session.error;
      if (this.#modal && shown && session === this.#current) this.dialog.show();
      if (!later && !inClick) start();
    });
    return session;
  }

  /** Returns whether what the event announces may happen. */
  #hear(session: Session, event: SessionEvent): boolean {
    if (session !== this.#current) return false;
    this.#timeline.log(session, event);
    if (event.type === 'debug') return true;
    if (event.type === 'forget') {
      this.#drop();
      return true;
    }
    this.#element.requestUpdate();
    if (event.type === 'end') {
      this.#finish(session, event);
      return true;
    }
    if (event.type === 'status' && session.status === 'ready') this.frameBox.enter();
    const domEvent = toEvent(event, session.status);
    const allowed = !domEvent || this.#element.dispatchEvent(domEvent);
    if (event.type === 'close-request' && allowed && session === this.#current) this.close();
    return allowed;
  }

  #finish(session: Session, event: Extract<SessionEvent, { type: 'end' }>): void {
    const element = this.#element;
    if (event.outcome) this.#host.keepResult(event.outcome);
    const shown =
      event.error ||
      (event.outcome.type !== 'cancel' && (this.frameBox.filled || element.querySelector('[slot=success]')));
    if (!shown) this.dialog.close();
    const succeeded = event.outcome && event.outcome.type !== 'cancel';
    const wasTelling = this.#isTelling;
    this.#isTelling = !succeeded;
    element.dispatchEvent(toEvent(event, session.status) as Event);
    this.#isTelling = wasTelling;
    if (!succeeded || session !== this.#current) return;
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #onDialogClosed(): void {
    this.#current?.cancel('closed');
  }
}
