import type { ConnectStep } from '../protocol/connect-message.js';
import type { ReadProvider } from '../protocol/providers.js';
import type { CancelReason, CloseSource, Flow, NoticeCode, Outcome, Status, Target } from '../types.js';

/** A result without what the session adds to it by itself. */
export type Result = Outcome extends infer O
  ? O extends { type: 'cancel' }
    ? never
    : Omit<O, 'attemptId'>
  : never;

/** What the person can do while the bank has them, beside trying again and giving up. */
export interface Waiting {
  /** Brings the bank's window to the front; absent when there is none to be had. */
  readonly bringToFront?: () => void;
  /** Goes to the bank in this page instead. */
  readonly usePage?: () => void;
  /** The bank's address, for a link in the place of a window that was blocked. */
  readonly href?: string;
  /** The link was followed. */
  readonly onFollow?: () => void;
}

/** What the person is asked to choose. */
export interface Choosing {
  /**
   * The banks, or how far they are from being known; {@linkcode FlowRun.retry} asks for them once more. Absent where open
   * banking has failed for a technical reason, and Connect is offered.
   */
  readonly list?: 'loading' | 'failed' | readonly ReadProvider[];
  /** To be called inside the click. Without a bank: goes on with Connect, as the person's bank is not listed, or has failed. */
  readonly onChoose: (provider?: ReadProvider) => void;
}

/** What a flow can tell the session that runs it. After the session's end all of it does nothing. */
export interface FlowContext {
  /** Unguessable; the same on every event of the session. */
  readonly attemptId: string;
  /** Aborts when the session ends, for whatever reason: every listener, timer, window and frame hangs on it. */
  readonly signal: AbortSignal;
  /** Moves to a status that is not an end; another one ends the notice. `ready`: Connect has proved that it runs. */
  move(status: Extract<Status, 'opening' | 'loading' | 'ready' | 'waiting'>, waiting?: Waiting): void;
  /** Moves to `choosing`. */
  choose(choosing: Choosing): void;
  step(step: ConnectStep): void;
  /** Trouble that the person can get out of; `retryable` when {@linkcode FlowRun.retry} would help. */
  notify(code: NoticeCode, retryable: boolean): void;
  /** The trouble is over. */
  clearNotice(): void;
  requestClose(source: CloseSource): void;
  /** Says that a window, or the page, is about to leave; `false` when the host does it itself. */
  navigate(target: Target, url: Promise<string>): boolean;
  /** Says that another flow is about to be offered in the place of one that failed; `false` when the host wants the error. */
  fallBack(from: Flow, to: Flow, reason: string): boolean;
  succeed(result: Result): void;
  cancel(reason: CancelReason): void;
  /** Anything that is not a {@linkcode FlinksLinkError} becomes one. */
  fail(error: unknown): void;
  /** Ends the session, and tells nobody: its answer was taken by another visit of the page. */
  forget(): void;
  /** A line for the timeline; nothing secret. */
  debug(what: string, detail?: string): void;
}

/** A flow that runs: what the session can ask of it. */
export interface FlowRun {
  /** Whether what it shows is in a frame, for which room is kept from the start. */
  readonly framed?: boolean;
  /** Goes back to the list of banks; absent where there is none, or while it is shown. */
  readonly back?: (() => void) | undefined;
  /** "Try again": a new token and a new window or frame, in the same session. */
  retry(): void;
  /** The element was moved in the document, and the browser may have emptied its frame. */
  moved?(): void;
  /** The address that the person came back with. Returns whether this run had sent them off; it has ended then. */
  complete?(url: URL): boolean;
}

/** Starts a flow. Errors that it throws, and those it reports later, end the session. */
export type StartFlow = (context: FlowContext) => FlowRun;
