import { FlinksLinkError } from '../errors.js';
import type { ConnectStep } from '../protocol/connect-message.js';
import type { CancelReason, CloseSource, NoticeCode, Outcome, Status } from '../types.js';
import type { FlowContext, FlowRun, Result, StartFlow } from './flow.js';

/** Trouble that is shown now. */
export interface Notice {
  readonly code: NoticeCode;
  readonly retryable: boolean;
}

/** What a session tells its one reader. `end` comes exactly once, and nothing comes after it. */
export type SessionEvent =
  | { readonly type: 'status' }
  | { readonly type: 'ready' }
  | { readonly type: 'step'; readonly step: ConnectStep }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'close-request'; readonly source: CloseSource }
  | { readonly type: 'debug'; readonly what: string; readonly detail: string | undefined }
  | { readonly type: 'end'; readonly outcome: Outcome; readonly error?: never }
  | { readonly type: 'end'; readonly error: FlinksLinkError; readonly outcome?: never };

/**
 * One attempt to link an account, from its start to its one outcome. Knows nothing of the page: a flow drives it, the
 * element shows it. The first outcome wins, whatever is replayed afterwards.
 */
export class Session {
  /** The outcome; rejects with a {@linkcode FlinksLinkError}, or with the reason of a signal given to {@linkcode abortWith}. */
  readonly outcome: Promise<Outcome>;
  readonly attemptId: string;

  #status: Status = 'opening';
  #notice: Notice | undefined;
  #error: FlinksLinkError | undefined;
  #run: FlowRun | undefined;
  readonly #controller = new AbortController();
  readonly #emit: (event: SessionEvent) => void;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (reason: unknown) => void;

  /**
   * @param attemptId - unguessable; the same on every event of the session
   * @param emit - hears everything, synchronously
   */
  constructor(attemptId: string, emit: (event: SessionEvent) => void) {
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

  /** What ended the session, if it was an error. */
  get error(): FlinksLinkError | undefined {
    return this.#error;
  }

  /** Whether an outcome can still come. */
  get live(): boolean {
    return !this.#controller.signal.aborted;
  }

  /** Starts the flow. What it throws ends the session. */
  start(startFlow: StartFlow): void {
    if (!this.live) return;
    try {
      this.#run = startFlow(this.#context());
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
    if (this.live) this.#run?.moved();
  }

  cancel(reason: CancelReason): void {
    this.#end('cancelled', { type: 'cancel', reason, attemptId: this.attemptId });
  }

  /** When the signal aborts: ends with cancel `aborted`, and the promise rejects with its reason, as the platform's own do. */
  abortWith(signal: AbortSignal): void {
    const abort = () => {
      this.#reject(signal.reason);
      this.cancel('aborted');
    };
    signal.addEventListener('abort', abort, { once: true, signal: this.#controller.signal });
  }

  /** Ends with an error; anything that is not ours already becomes a mistake in a setting. */
  fail(error: unknown): void {
    const known =
      error instanceof FlinksLinkError
        ? error
        : new FlinksLinkError('invalid-configuration', 'Unexpected: see cause.', error);
    if (!this.#close('failed')) return;
    this.#error = known;
    this.#emit({ type: 'end', error: known });
    this.#reject(known);
  }

  /** Forgets the session: nothing is emitted. Whoever awaits the outcome learns that it was aborted. */
  discard(): void {
    if (!this.#close('idle')) return;
    this.#resolve(Object.freeze({ type: 'cancel', reason: 'aborted', attemptId: this.attemptId }));
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
    this.#notice = undefined;
    this.#controller.abort();
    return true;
  }

  #context(): FlowContext {
    const whenLive =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A): void => {
        if (this.live) act(...args);
      };
    const notice = (value: Notice | undefined) => {
      this.#notice = value;
      this.#emit(value ? { type: 'notice', notice: value } : { type: 'status' });
    };
    return {
      signal: this.#controller.signal,
      status: whenLive(status => {
        this.#status = status;
        this.#notice = undefined;
        this.#emit({ type: 'status' });
      }),
      ready: whenLive(() => {
        this.#status = 'ready';
        this.#notice = undefined;
        this.#emit({ type: 'ready' });
      }),
      step: whenLive(step => this.#emit({ type: 'step', step })),
      notice: whenLive((code, retryable) => notice(Object.freeze({ code, retryable }))),
      clearNotice: whenLive(() => this.#notice && notice(undefined)),
      requestClose: whenLive(source => this.#emit({ type: 'close-request', source })),
      succeed: (result: Result) =>
        this.#end('succeeded', { ...result, attemptId: this.attemptId } as Outcome),
      cancel: reason => this.cancel(reason),
      fail: error => this.fail(error),
      debug: whenLive((what, detail) => this.#emit({ type: 'debug', what, detail })),
    };
  }
}
