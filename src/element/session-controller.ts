import { randomText } from '../browser/random.js';
import { reportFailure, warn } from '../browser/warn.js';
import { type FlinksLinkError, misconfigured } from '../errors.js';
import { deliver } from '../returns/deliver.js';
import type {
  AuthorizationResponse,
  Consumed,
  FlowContext,
  FlowDefinition,
  FlowRun,
  FlowView,
  RunOptions,
} from '../session/flow.js';
import { referenceOf, Session, type SessionEvent } from '../session/session.js';
import type { CloseSource, Outcome } from '../types.js';
import { checkSettings } from './check-settings.js';
import { DebugLog } from './debug-log.js';
import type { ModalDialog } from './dialog.js';
import { toEvent } from './events.js';
import type { Flows } from './flows.js';
import type { FormValue } from './form-value.js';
import type { ReturnsController } from './returns-controller.js';
import { type FlinksLinkSettings, languageFor, settingsOf } from './settings.js';
import { StartLimit } from './start-limit.js';

/** What `open()` can be given. */
export interface OpenOptions {
  /** Ends the session when it aborts. */
  readonly signal?: AbortSignal;
  /** The data provider to go to, in the place of `provider-id`. */
  readonly providerId?: string;
}

/** What the session needs of the element around it. */
export interface SessionHost {
  readonly flows: Flows;
  readonly form: FormValue;
  readonly dialog: ModalDialog;
  readonly returns: ReturnsController;
  readonly consumed: Consumed;
  /** Nothing may be started. */
  readonly isDisabled: () => boolean;
  /** A session has failed, and the developer is told. */
  readonly onError: (error: FlinksLinkError) => void;
}

/** Starts, hears and ends the sessions of one element, of which at most one lives. */
export class SessionController {
  readonly #element: FlinksLinkSettings;
  readonly #host: SessionHost;
  readonly #log: DebugLog;
  readonly #limit = new StartLimit();
  #current: Session | undefined;
  #definition: FlowDefinition | undefined;
  #modal = false;
  #isWarned = false;
  /** `flinks-error` or `flinks-cancel` is being dispatched. */
  #isTelling = false;

  constructor(element: FlinksLinkSettings, host: SessionHost) {
    this.#element = element;
    this.#host = host;
    this.#log = new DebugLog(() => element.debug);
  }

  /** The session that lives, or the last one. */
  get current(): Session | undefined {
    return this.#current;
  }

  /** Whether the session is drawn in a dialog; settled at its start. */
  get modal(): boolean {
    return this.#current ? this.#modal : this.#element.display === 'dialog';
  }

  /** What the flow of the session draws. */
  get view(): FlowView | undefined {
    return this.#definition && this.#host.flows.viewOf(this.#definition);
  }

  /**
   * Starts a session, or joins the one that runs.
   *
   * @param byUser - a trusted event has caused the call: the start limit does not count it
   */
  open({ signal, providerId }: OpenOptions = {}, byUser = false): Promise<Outcome> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const running = this.#current?.live ? this.#current : undefined;
    running?.run?.bringToFront?.();
    const { isConnected } = this.#element;
    const joined = running ?? (isConnected && this.#host.returns.handler.look() ? this.#current : undefined);
    if (!joined) {
      const why = isConnected ? this.#host.isDisabled() && 'is disabled' : 'is not in the document';
      if (why) return Promise.reject(misconfigured(`open() cannot start: the element ${why}.`));
      if (!byUser && !this.#limit.admit()) return this.#refuse();
    }
    const session = joined ?? this.#start({ providerId }, byUser);
    if (signal) session.abortWith(signal);
    if (this.#modal && (session.live || session.error)) this.#host.dialog.show();
    return session.outcome;
  }

  /** Starts an inline session that the page has not asked for. */
  startByItself(): void {
    if (this.#limit.admit()) this.#start({}, false);
    else this.#warnOfLoop();
  }

  /** Begins a session that only has to judge a response. */
  resume(resume: AuthorizationResponse): Session {
    return this.#start({ resume }, false, resume.transaction.attemptId);
  }

  /** Begins a session that ends with this. */
  fail(error: unknown): void {
    this.#begin(() => {
      throw error;
    });
  }

  /** Ends the session with cancel `closed`, without asking. */
  close(): void {
    const session = this.#current;
    session?.cancel('closed');
    // A listener may have opened the next one.
    if (session === this.#current) this.#host.dialog.close();
  }

  /** Asks the page whether the session may be closed, and closes it unless that was prevented. */
  requestClose(source: CloseSource): void {
    if (this.#current?.live) this.#current.emit({ type: 'close-request', source });
    else this.close();
  }

  /** The session is gone, and nothing is told. */
  drop(): void {
    const session = this.#current;
    this.#current = undefined;
    session?.discard();
    this.view?.clear?.();
    this.#host.dialog.close();
    this.#element.requestUpdate();
  }

  /** Drops a failed inline session, so that the next one may start automatically. */
  forgetFailure(): void {
    if (this.#current?.status === 'failed' && !this.#modal) this.#current = undefined;
  }

  /** The element was moved in the document. */
  moved(): void {
    this.#current?.run?.moved?.();
    this.#host.dialog.restore();
  }

  /** The element was taken out of the document. */
  removed(): void {
    const session = this.#current;
    // Out of the document it is modal no more, though it would still say that it is open.
    this.#host.dialog.close();
    const wasLive = session?.cancel('disconnected');
    session?.release();
    if (!wasLive) return;
    if (session === this.#current) this.#current = undefined;
    this.#element.requestUpdate();
  }

  /** In a task of its own: a page that opens again at each rejection would freeze the tab by microtasks alone. */
  #refuse(): Promise<never> {
    this.#warnOfLoop();
    const error = misconfigured(
      'open() was called more than four times in a second. Call it only when the user asks.',
    );
    return new Promise((_, reject) => setTimeout(() => reject(error)));
  }

  #warnOfLoop(): void {
    if (this.#isWarned) return;
    this.#isWarned = true;
    warn('started more than four times in a second. Start again only when the user asks.');
  }

  #start(options: RunOptions, byUser: boolean, attemptId?: string): Session {
    this.#host.returns.handler.sessionStarts(byUser);
    return this.#begin(context => this.#run(context, options), attemptId);
  }

  /** Runs the flow that the settings name, as they are now. */
  #run(context: FlowContext, options: RunOptions): FlowRun {
    const { flows, form, consumed, returns } = this.#host;
    const element = this.#element;
    const { resume } = options;
    const settings = settingsOf(element);
    // A response is not lost for settings that it does not need.
    const definition = resume ? flows.find(settings.flow) : flows.get(settings.flow);
    if (resume && !definition?.stateParams) {
      deliver(context, resume, Date.now());
      return { retry() {} };
    }
    const flow = definition as FlowDefinition;
    const host = {
      settings,
      language: languageFor(element),
      elementKey: returns.elementKey,
      isOnlyElement: () => returns.isOnlyElement,
      consumed,
      transactions: returns.transactions,
      rendered: element.updateComplete,
      fallback: false,
      view: this.#use(flow),
    };
    if (!resume) {
      form.checkSupport();
      const { misspelled } = flows;
      if (misspelled) throw misconfigured(misspelled);
      checkSettings(element, settings, flow.settings);
      flow.check(settings, host);
    }
    return flow.run(context, host, options);
  }

  /** What another flow has left on the screen is over. */
  #use(flow: FlowDefinition): FlowView | undefined {
    if (flow !== this.#definition) this.view?.clear?.();
    this.#definition = flow;
    const { view } = this;
    view?.begin?.();
    return view;
  }

  #begin(flow: (context: FlowContext) => FlowRun, attemptId = randomText(128)): Session {
    const element = this.#element;
    const previous = this.#current;
    previous?.cancel('aborted');
    previous?.release();
    // A listener may have opened another one at once, which would not be heard any more.
    if (this.#current?.live) this.drop();
    this.#modal = element.display === 'dialog';
    const session: Session = new Session(attemptId, event => this.#hear(session, event));
    this.#current = session;
    element.requestUpdate();
    const start = () => session.start(flow);
    // Inside `flinks-error` or `flinks-cancel`, start in a new task, so that failures do not recurse.
    if (this.#isTelling) setTimeout(start);
    else start();
    void element.updateComplete.then(() => {
      // An error that has ended it already is to be seen as well.
      const shown = session.live || session.error;
      if (this.#modal && shown && session === this.#current) this.#host.dialog.show();
    });
    return session;
  }

  /** Returns whether what the event announces may happen. */
  #hear(session: Session, event: SessionEvent): boolean {
    // A listener may have started the next session while this one ended: its end is told all the same.
    if (session !== this.#current && event.type !== 'end') return false;
    this.#log.add(session, event);
    if (event.type === 'debug') return true;
    if (event.type === 'forget') {
      this.drop();
      return true;
    }
    this.#element.requestUpdate();
    if (event.type === 'end') {
      this.#finish(session, event);
      return true;
    }
    const domEvent = toEvent(event, session.attemptId);
    const allowed = !domEvent || this.#element.dispatchEvent(domEvent);
    if (event.type === 'close-request' && allowed && session === this.#current) this.close();
    return allowed;
  }

  #finish(session: Session, event: Extract<SessionEvent, { type: 'end' }>): void {
    const element = this.#element;
    if (event.outcome) this.#host.form.keep(event.outcome);
    const shown =
      event.error ||
      (event.outcome.type !== 'cancel' && (this.view?.framed || element.querySelector('[slot=success]')));
    if (!shown && session === this.#current) this.#host.dialog.close();
    const succeeded = event.outcome && event.outcome.type !== 'cancel';
    const wasTelling = this.#isTelling;
    this.#isTelling = !succeeded;
    const allowed = element.dispatchEvent(toEvent(event, session.attemptId) as Event);
    this.#isTelling = wasTelling;
    const { error } = event;
    if (error) this.#host.onError(error);
    // A console of the page's own may throw, and the promise is still to be rejected.
    if (error && allowed) queueMicrotask(() => reportFailure(error, referenceOf(session.attemptId)));
    if (!succeeded || session !== this.#current) return;
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
