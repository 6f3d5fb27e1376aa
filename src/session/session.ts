import { on } from '../browser/on.js';
import { FlinksLinkError, isFlinksLinkError } from '../errors.js';
import type { CancelReason, Outcome, Status } from '../types.js';
import type { FlowContext, FlowEvent, FlowRun, LiveStatus, Notice, Result } from './flow.js';

/** What a session tells its one reader. `end` comes exactly once, and nothing comes after it. */
export type SessionEvent =
  | Exclude<FlowEvent, { type: 'succeed' | 'cancel' | 'fail' }>
  | { readonly type: 'end'; readonly outcome: Outcome; readonly error?: never }
  | { readonly type: 'end'; readonly error: FlinksLinkError; readonly outcome?: never };

/** The one event that may come after a cancel. */
export const isConsentAfterCancel = (event: FlowEvent): boolean =>
  event.type === 'notice' && event.notice?.code === 'consent-after-cancel';

/** What a user can quote to support, and a developer finds in the console: short enough to read aloud. */
export const referenceOf = (attemptId: string): string => attemptId.slice(0, 8);

/** Starts a flow. Errors that it throws, and those it reports later, end the session. */
export type StartFlow = (context: FlowContext) => FlowRun;

/**
 * One attempt to link an account, from its start to its one outcome. Knows nothing of the page: a flow drives it, the
 * element shows it. The first outcome wins, whatever is replayed afterwards.
 */
export class Session implements FlowContext {
  /** The outcome; rejects with a {@linkcode FlinksLinkError}, or with the reason of a signal given to {@linkcode abortWith}. */
  readonly outcome: Promise<Outcome>;
  readonly attemptId: string;

  #status: Status = 'opening';
  #notice: Notice | undefined;
  #error: FlinksLinkError | undefined;
  #run: FlowRun | undefined;
  readonly #controller = new AbortController();
  readonly #released = new AbortController();
  readonly #listener: (event: SessionEvent) => boolean;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (reason: unknown) => void;

  /**
   * @param attemptId - unguessable; the same on every event of the session
   * @param listener - hears everything, synchronously; returns whether what an event announces may happen
   */
  constructor(attemptId: string, listener: (event: SessionEvent) => boolean) {
    this.attemptId = attemptId;
    this.#listener = listener;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Errors are told by an event as well: a page that does not look at the promise must not get an unhandled rejection.
    this.outcome.catch(() => {});
  }

  get status(): Status {
    return this.#status;
  }

  /** The problem that the user sees now. */
  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** What ended the session, if it was an error. */
  get error(): FlinksLinkError | undefined {
    return this.#error;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get released(): AbortSignal {
    return this.#released.signal;
  }

  /** Whether an outcome can still come. */
  get live(): boolean {
    return !this.signal.aborted;
  }

  /** The flow, while the session is live. */
  get run(): FlowRun | undefined {
    return this.live ? this.#run : undefined;
  }

  /** Starts the flow. What it throws ends the session. */
  start(flow: StartFlow): void {
    if (!this.live) return;
    try {
      this.#run = flow(this);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** When the signal aborts: ends with cancel `aborted`, and the promise rejects with its reason, as the platform's own do. */
  abortWith(signal: AbortSignal): void {
    const abort = () => {
      this.#reject(signal.reason);
      this.cancel('aborted');
    };
    if (signal.aborted) return abort();
    on(signal, 'abort', abort, this.signal);
  }

  emit(event: FlowEvent): boolean {
    const isLate = isConsentAfterCancel(event) && !this.released.aborted;
    if (!this.live && !isLate) return false;
    switch (event.type) {
      case 'status':
        return this.#move(event.status);
      case 'notice':
        this.#notice = event.notice && Object.freeze(event.notice);
        return this.#listener(event);
      case 'succeed':
        return this.#succeed(event.result);
      case 'cancel':
        return this.cancel(event.reason);
      case 'fail':
        return this.#fail(event.error);
      default:
        return this.#listener(event);
    }
  }

  /** Returns whether the session was live. */
  cancel(reason: CancelReason): boolean {
    return this.#end('cancelled', { type: 'cancel', reason, attemptId: this.attemptId });
  }

  /** Forgets the session: nothing is emitted. The promise resolves with cancel `aborted`. */
  discard(): void {
    this.release();
    if (!this.#close('idle')) return;
    this.#resolve(Object.freeze({ type: 'cancel', reason: 'aborted', attemptId: this.attemptId }));
  }

  /** Nothing that a cancel has left is waited for any more. */
  release(): void {
    this.#released.abort();
  }

  #move(status: LiveStatus): boolean {
    if (status !== this.#status) this.#notice = undefined;
    this.#status = status;
    return this.#listener({ type: 'status', status });
  }

  #succeed(result: Result): boolean {
    return this.#end('succeeded', { ...result, attemptId: this.attemptId } as Outcome);
  }

  /** Any error of another class is a defect of this package, and is reported as `invalid-configuration`. */
  #fail(error: unknown): boolean {
    const ours = isFlinksLinkError(error)
      ? error
      : new FlinksLinkError('invalid-configuration', 'Unexpected error. Please report it with its cause.', {
          cause: error,
        });
    if (!this.#close('failed')) return false;
    this.#error = ours;
    this.#listener({ type: 'end', error: ours });
    this.#reject(ours);
    return true;
  }

  #end(status: Status, outcome: Outcome): boolean {
    if (!this.#close(status)) return false;
    this.#listener({ type: 'end', outcome: Object.freeze(outcome) });
    this.#resolve(outcome);
    return true;
  }

  /** The one gate to an end: lets the first through. Everything that the session owned is released after it. */
  #close(status: Status): boolean {
    if (!this.live) return false;
    this.#status = status;
    this.#notice = undefined;
    this.#controller.abort();
    if (status !== 'cancelled') this.release();
    return true;
  }
}
