import { FlinksLinkError } from '../errors.js';
import type { ConnectStep } from '../protocol/connect-message.js';
import type { CancelReason, CloseSource, Flow, NoticeCode, Outcome, Status, Target } from '../types.js';
import type { Choosing, FlowContext, FlowRun, Result, StartFlow, Waiting } from './flow.js';

/** Trouble that is shown now. */
export interface Notice {
  readonly code: NoticeCode;
  readonly retryable: boolean;
}

/** What a session tells its one reader. `end` comes exactly once, and nothing comes after it. */
export type SessionEvent =
  | { readonly type: 'status' }
  | { readonly type: 'step'; readonly step: ConnectStep }
  | { readonly type: 'notice'; readonly notice: Notice | undefined }
  | { readonly type: 'close-request'; readonly source: CloseSource }
  | { readonly type: 'navigate'; readonly target: Target; readonly url: Promise<string> }
  | { readonly type: 'fallback'; readonly from: Flow; readonly to: Flow; readonly reason: string }
  | { readonly type: 'forget' }
  | { readonly type: 'debug'; readonly what: string; readonly detail: string | undefined }
  | { readonly type: 'end'; readonly outcome: Outcome; readonly error?: never }
  | { readonly type: 'end'; readonly error: FlinksLinkError; readonly outcome?: never };

/**
 * One attempt to link an account, from its start to its one outcome. Knows nothing of the page: a flow drives it, the
 * element shows it. The first outcome wins, whatever is replayed afterwards.
 */
export class Session implements FlowContext {
  /** The outcome; rejects with a {@linkcode FlinksLinkError}, or with the reason of a signal given to {@linkcode abortWith}. */
  readonly outcome: Promise<Outcome>;
  readonly attemptId: string;

  #status: Status = 'opening';
  #waiting: Waiting | undefined;
  #choosing: Choosing | undefined;
  #notice: Notice | undefined;
  #error: FlinksLinkError | undefined;
  #run: FlowRun | undefined;
  readonly #controller = new AbortController();
  readonly #emit: (event: SessionEvent) => boolean;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (reason: unknown) => void;

  /**
   * @param attemptId - unguessable; the same on every event of the session
   * @param emit - hears everything, synchronously; returns whether what an event announces may happen
   */
  constructor(attemptId: string, emit: (event: SessionEvent) => boolean) {
    this.attemptId = attemptId;
    this.#emit = emit;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Errors are told by an event as well: who does not look at the promise must not get an unhandled rejection.
    this.outcome.catch(() => {});
  }

  get status(): Status {
    return this.#status;
  }

  /** The trouble that the person sees now. */
  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** What the person can do now, with status `waiting`. */
  get waiting(): Waiting | undefined {
    return this.#waiting;
  }

  /** What the person is asked to choose now, with status `choosing`. */
  get choosing(): Choosing | undefined {
    return this.#choosing;
  }

  /** Whether what it shows is in a frame. */
  get framed(): boolean {
    return this.live && !!this.#run?.framed;
  }

  /** Goes back to the list of banks, where there is a way back. */
  get back(): (() => void) | undefined {
    return this.live ? this.#run?.back : undefined;
  }

  /** What ended the session, if it was an error. */
  get error(): FlinksLinkError | undefined {
    return this.#error;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether an outcome can still come. */
  get live(): boolean {
    return !this.signal.aborted;
  }

  /** Starts the flow. What it throws ends the session. */
  start(startFlow: StartFlow): void {
    if (!this.live) return;
    try {
      this.#run = startFlow(this);
    } catch (error) {
      this.fail(error);
    }
  }

  /** "Try again", in the same session. */
  retry(): void {
    if (this.live) this.#run?.retry();
  }

  /** The element was moved in the document. */
  moved(): void {
    if (this.live) this.#run?.moved?.();
  }

  /** Hands over the address that the person came back with; returns whether the session was waiting for it. */
  complete(url: URL): boolean {
    return this.live && !!this.#run?.complete?.(url);
  }

  /** When the signal aborts: ends with cancel `aborted`, and the promise rejects with its reason, as the platform's own do. */
  abortWith(signal: AbortSignal): void {
    const abort = () => {
      this.#reject(signal.reason);
      this.cancel('aborted');
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true, signal: this.signal });
  }

  move(status: Status, waiting?: Waiting): void {
    this.#show(status, waiting);
  }

  choose(choosing: Choosing): void {
    this.#show('choosing', undefined, choosing);
  }

  step(step: ConnectStep): void {
    this.#tell({ type: 'step', step });
  }

  notify(code: NoticeCode, retryable: boolean): void {
    this.#note(Object.freeze({ code, retryable }));
  }

  clearNotice(): void {
    if (this.#notice) this.#note(undefined);
  }

  requestClose(source: CloseSource): void {
    this.#tell({ type: 'close-request', source });
  }

  navigate(target: Target, url: Promise<string>): boolean {
    return this.#tell({ type: 'navigate', target, url });
  }

  fallBack(from: Flow, to: Flow, reason: string): boolean {
    return this.#tell({ type: 'fallback', from, to, reason });
  }

  debug(what: string, detail?: string): void {
    this.#tell({ type: 'debug', what, detail });
  }

  succeed(result: Result): void {
    this.#end('succeeded', { ...result, attemptId: this.attemptId } as Outcome);
  }

  cancel(reason: CancelReason): void {
    this.#end('cancelled', { type: 'cancel', reason, attemptId: this.attemptId });
  }

  /** Ends with an error; anything that is not ours already becomes a mistake in a setting. */
  fail(error: unknown): void {
    const known =
      error instanceof FlinksLinkError
        ? error
        : new FlinksLinkError('invalid-configuration', 'Unexpected: see cause.', { cause: error });
    if (!this.#close('failed')) return;
    this.#error = known;
    this.#emit({ type: 'end', error: known });
    this.#reject(known);
  }

  forget(): void {
    this.#tell({ type: 'forget' });
  }

  /** Forgets the session: nothing is emitted. Whoever awaits the outcome learns that it was aborted. */
  discard(): void {
    if (!this.#close('idle')) return;
    this.#resolve(Object.freeze({ type: 'cancel', reason: 'aborted', attemptId: this.attemptId }));
  }

  #show(status: Status, waiting?: Waiting, choosing?: Choosing): void {
    if (!this.live) return;
    if (status !== this.#status) this.#notice = undefined;
    this.#status = status;
    this.#waiting = waiting;
    this.#choosing = choosing;
    this.#tell({ type: 'status' });
  }

  #note(notice: Notice | undefined): void {
    if (this.live) this.#notice = notice;
    this.#tell({ type: 'notice', notice });
  }

  #tell(event: SessionEvent): boolean {
    return this.live && this.#emit(event);
  }

  #end(status: Status, outcome: Outcome): void {
    if (!this.#close(status)) return;
    this.#emit({ type: 'end', outcome: Object.freeze(outcome) });
    this.#resolve(outcome);
  }

  /** The one gate to an end: lets the first through. Everything that the session owned is released behind it. */
  #close(status: Status): boolean {
    if (!this.live) return false;
    this.#status = status;
    this.#notice = this.#waiting = this.#choosing = undefined;
    this.#controller.abort();
    return true;
  }
}
