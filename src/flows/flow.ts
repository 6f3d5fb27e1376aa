import type { ConnectStep } from '../protocol/connect-message.js';
import type { CancelOutcome, CloseSource, NoticeCode, Outcome, Status } from '../types.js';

/** A result without what the session adds to it by itself. */
export type Result = Outcome extends infer O
  ? O extends CancelOutcome
    ? never
    : Omit<O, 'attemptId'>
  : never;

/** What a flow can tell the session that runs it. After the session's end all of it does nothing. */
export interface FlowContext {
  /** Aborts when the session ends, for whatever reason: every listener, timer, window and frame hangs on it. */
  readonly signal: AbortSignal;
  /** Moves to another status that is not an end; a notice that was shown is over. */
  status(status: Extract<Status, 'opening' | 'loading' | 'ready' | 'waiting'>): void;
  /** Connect, or whatever stands for it, has proved that it runs. */
  ready(): void;
  step(step: ConnectStep): void;
  /** Trouble that the person can get out of; `retryable` when {@linkcode FlowRun.retry} would help. */
  notice(code: NoticeCode, retryable: boolean): void;
  /** The trouble is over. */
  clearNotice(): void;
  requestClose(source: CloseSource): void;
  succeed(result: Result): void;
  cancel(reason: CancelOutcome['reason']): void;
  /** Anything that is not a {@linkcode FlinksLinkError} becomes one. */
  fail(error: unknown): void;
  /** A line for the timeline; nothing secret. */
  debug(what: string, detail?: string): void;
}

/** A flow that runs: what the session can ask of it. */
export interface FlowRun {
  /** "Try again": a new token and a new window or frame, in the same session. */
  retry(): void;
  /** The element was moved in the document, and the browser may have emptied its frame. */
  moved(): void;
}

/** Starts a flow. Errors that it throws, and those it reports later, end the session. */
export type StartFlow = (context: FlowContext) => FlowRun;
