import type { ConnectStep } from '../protocol/connect-message.js';
import type { Transaction } from '../protocol/transaction.js';
import type {
  CancelReason,
  CloseSource,
  Flow,
  Language,
  NoticeCode,
  Outcome,
  Status,
  Target,
} from '../types.js';
import type { Settings } from './settings.js';

/** A result, without what the session adds to it. */
export type Result = Outcome extends infer O
  ? O extends { type: 'cancel' }
    ? never
    : Omit<O, 'attemptId'>
  : never;

/** A recoverable problem that is shown now. */
export interface Notice {
  readonly code: NoticeCode;
  /** Whether {@linkcode FlowRun.retry} would help. */
  readonly retryable: boolean;
  /** With `consent-after-cancel`: of the session that was cancelled. */
  readonly attemptId?: string;
  /** With `consent-after-cancel`, where the backend took the redirect: the spent state, by which it can revoke. */
  readonly state?: string;
}

/** A status that is not an end. */
export type LiveStatus = Exclude<Status, 'idle' | 'succeeded' | 'cancelled' | 'failed'>;

/** What a flow reports to its session, in full. The last four end the session. */
export type FlowEvent =
  /** A different status ends the notice. `ready`: Connect has proved that it runs. The same one again: the view has changed. */
  | { readonly type: 'status'; readonly status: LiveStatus }
  | { readonly type: 'step'; readonly step: ConnectStep }
  /** Undefined: the problem is over. */
  | { readonly type: 'notice'; readonly notice: Notice | undefined }
  | { readonly type: 'close-request'; readonly source: CloseSource }
  /** A window, or the page, is about to leave. Prevented: the host opens `url` itself. */
  | { readonly type: 'navigate'; readonly target: Target; readonly url: Promise<string> }
  /** Another flow is about to be offered in the place of one that failed. Prevented: the failure is the error. */
  | { readonly type: 'fallback'; readonly from: Flow; readonly to: Flow; readonly reason: string }
  /** A line for the debug log; nothing secret. */
  | { readonly type: 'debug'; readonly what: string; readonly detail?: string | undefined }
  | { readonly type: 'succeed'; readonly result: Result }
  | { readonly type: 'cancel'; readonly reason: CancelReason }
  /** What is not a `FlinksLinkError` becomes one. */
  | { readonly type: 'fail'; readonly error: unknown }
  /** Ends the session without an event: another visit of the page has taken its response. */
  | { readonly type: 'forget' };

/** What a flow knows of the session that runs it. */
export interface FlowContext {
  /** Unguessable; the same on every event of the session. */
  readonly attemptId: string;
  /** Aborts when the session ends, for whatever reason. It owns every listener, timer, window and frame of the flow. */
  readonly signal: AbortSignal;
  /**
   * Aborts with {@linkcode signal}; after a cancel only when the element leaves the document, is reset or starts the next
   * session. It owns what waits for a window that may still be at the bank, and reports `consent-after-cancel` alone.
   */
  readonly released: AbortSignal;
  /** Reports to the session, synchronously. False: the page has prevented it, or the session is over. */
  emit(event: FlowEvent): boolean;
}

/** A flow that runs: what its session can ask of it. */
export interface FlowRun {
  /** "Try again": a new token and a new window or frame, in the same session. */
  retry(): void;
  /** The element was moved in the document, and the browser may have emptied its frame. */
  moved?(): void;
  /** A URL that the user came back with. Returns whether this run was waiting for it; it is consumed then. */
  complete?(url: URL): boolean;
  /** Brings the bank's window to the front. */
  bringToFront?(): void;
  /** Goes back to a choice that was made in this session; absent where there was none. */
  readonly back?: (() => void) | undefined;
}

/** What came back to this page for a transaction that was taken out of storage. Still to be validated. */
export interface AuthorizationResponse {
  readonly transaction: Transaction;
  readonly url: URL;
}

/** Where pending transactions wait while the page is away; see `returns/`. */
export interface Transactions {
  /** @throws FlinksLinkError `storage-unavailable` */
  keep(transaction: Transaction): void;
  /** Whether it is still waiting. */
  has(transaction: Transaction): boolean;
  remove(transaction: Transaction): void;
  /** A message has brought the result: a return that comes as well brings nothing new. */
  markDone(transaction: Transaction): void;
}

/** The single-use tokens and states that are spent. */
export interface Consumed {
  has(text: string): boolean;
  /** From now on it is spent: not given out again, and taken off the tag. */
  add(text: string): void;
}

/** What the element lends to a flow. */
export interface FlowHost<V = undefined> {
  /** As they were when the session started. */
  readonly settings: Readonly<Settings>;
  readonly language: Language;
  /** Names the element in what is kept while the page is away. */
  readonly elementKey: string;
  /** No other element of the document has this key, so that none could take its response. */
  readonly isOnlyElement: () => boolean;
  readonly consumed: Consumed;
  readonly transactions: Transactions;
  /** Resolves when the element has drawn itself: a frame has its place then. */
  readonly rendered: Promise<unknown>;
  /** Another flow can take over: a problem that would be a notice is an error at once. */
  readonly fallback: boolean;
  readonly view: V;
}

/** What a view needs of the element that it is drawn in. */
export interface ViewHost {
  requestUpdate(): void;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly shadowRoot: ShadowRoot | null;
  readonly updateComplete: Promise<unknown>;
  /** As lit's: its methods are called with those of the element's life. */
  addController(controller: {
    hostConnected?(): void;
    hostDisconnected?(): void;
    hostUpdate?(): void;
    hostUpdated?(): void;
  }): void;
}

/** What the panel shows now, and what its buttons do. */
export interface ViewState {
  readonly status: Status;
  readonly language: Language;
  readonly notice: Notice | undefined;
  readonly retry: () => void;
  readonly giveUp: () => void;
  /** Runs `action`. The button that was pressed goes with its state, so the panel gets the focus first. */
  readonly act: (action: () => void) => void;
}

/** What a flow draws in the panel of the element. Lives as long as the element; one session at a time uses it. */
export interface FlowView {
  /** Draws the body of the panel, as lit renders it; undefined leaves it to the element. Asked only during a session. */
  body?(state: ViewState): unknown;
  /** The sentence that a screen reader hears; undefined leaves it to the element. Asked only during a session. */
  sentence?(state: ViewState): string | undefined;
  /** A frame is to be seen, or its place is to be kept: during a session, and after one that left its frame. */
  readonly framed?: boolean;
  /** What a session has left for the user to do, once it is over. */
  remark?(language: Language): string | undefined;
  /** A session begins: what earlier ones have left is no longer to be said. */
  begin?(): void;
  /** Takes away what earlier sessions have left. */
  clear?(): void;
}

/**
 * Holds the response in this window's URL for the page that waits for it. Resolves when a page has it; else stays pending.
 *
 * @param url - the URL with which this window came back
 */
export type Relay = (state: string, url: string, signal: AbortSignal) => Promise<void>;

/** What overrides the settings for one session. */
export interface RunOptions {
  /** The data provider to go to, in the place of the one of the settings. */
  readonly providerId?: string | undefined;
  /** Judges this response instead of leaving for the bank. */
  readonly resume?: AuthorizationResponse | undefined;
}

/**
 * A way to link an account. The element knows nothing else of it: what it needs, when it starts, how it runs and what it
 * draws is all said here. An entry of the package lists the flows that it has.
 */
export interface FlowDefinition<V extends FlowView | undefined = FlowView | undefined> {
  readonly name: Flow;
  /** The settings that it reads, beside those of every flow. The warning about settings without effect comes from it. */
  readonly settings: readonly (keyof Settings)[];
  /** `page`: an inline session starts once nothing is missing. `click`: needs the user's activation. */
  readonly start: 'page' | 'click';
  /** What a session still needs: groups of settings, any one of which is enough. */
  missing(
    settings: Readonly<Settings>,
    consumed: Pick<Consumed, 'has'>,
  ): readonly (readonly (keyof Settings)[])[];
  /** Where the user will go, if that can be said already. May throw for settings that {@linkcode check} refuses. */
  destination?(settings: Readonly<Settings>): URL | undefined;
  /** A real link to {@linkcode destination} is the default trigger. */
  readonly link?: true;
  /**
   * Checks everything that can be wrong before anything opens.
   *
   * @throws FlinksLinkError `invalid-configuration`, `unsupported`
   */
  check(settings: Readonly<Settings>, host: Pick<FlowHost, 'isOnlyElement'>): void;
  /** Runs inside `open()`, synchronously, so that a window can be opened. What it throws ends the session. */
  run(context: FlowContext, host: FlowHost<V>, options: RunOptions): FlowRun;
  /** The parameters in which a response may bring its state back to this page. */
  readonly stateParams?: readonly ('state' | 'flinks_state')[];
  /** Hands the response of a window to the page that opened it. Of flows that open windows. */
  readonly relay?: Relay | undefined;
  createView?(host: ViewHost): V;
}
