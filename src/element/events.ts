import type { FlinksLinkError } from '../errors.js';
import type { ConnectStep } from '../protocol/connect-message.js';
import type { Notice } from '../session/flow.js';
import type { SessionEvent } from '../session/session.js';
import type {
  CancelOutcome,
  CloseSource,
  CodeOutcome,
  Flow,
  HandoffOutcome,
  LinkedOutcome,
  LoginOutcome,
  Outcome,
  Target,
} from '../types.js';

/** What all events of the element have in common: they bubble, cross shadow roots, and their detail is frozen. */
class FlinksEvent<D> extends CustomEvent<D> {
  constructor(type: string, detail: D, init?: EventInit) {
    super(type, { bubbles: true, composed: true, ...init, detail: Object.freeze(detail) });
  }
}

/** Connect is running: its first verified message arrived. */
export class FlinksReadyEvent extends FlinksEvent<null> {
  constructor() {
    super('flinks-ready', null);
  }
}

/** A verified message of Connect, without anything secret. */
export class FlinksStepEvent extends FlinksEvent<ConnectStep> {
  constructor(step: ConnectStep) {
    super('flinks-step', step);
  }
}

/** A recoverable problem; the element shows it on the page as well. */
export class FlinksNoticeEvent extends FlinksEvent<Notice> {
  constructor(detail: Notice) {
    super('flinks-notice', detail);
  }
}

/** The user, the page or Connect wants to close a live session. Cancelable: prevented, the session continues. */
export class FlinksCloseRequestEvent extends FlinksEvent<{ readonly source: CloseSource }> {
  constructor(source: CloseSource) {
    super('flinks-close-request', { source }, { cancelable: true });
  }
}

/**
 * The user is about to leave for the bank, in a window or with this page; nothing has been opened yet. Cancelable:
 * prevented, the host opens `detail.url` itself and passes the URL that comes back to `complete()`.
 */
export class FlinksNavigateEvent extends FlinksEvent<{
  readonly target: Target;
  readonly url: Promise<string>;
}> {
  constructor(target: Target, url: Promise<string>) {
    super('flinks-navigate', { target, url }, { cancelable: true });
  }
}

/** Details of a pending fallback to another flow. */
export interface FallbackDetail {
  readonly from: Flow;
  readonly to: Flow;
  /** The OAuth error where there was one, such as `temporarily_unavailable`, else the code of the error. */
  readonly reason: string;
}

/**
 * Open banking failed for a technical reason, and the user is about to be offered Connect. Cancelable: prevented, the
 * failure is the session's error.
 */
export class FlinksFallbackEvent extends FlinksEvent<FallbackDetail> {
  constructor(detail: FallbackDetail) {
    super('flinks-fallback', detail, { cancelable: true });
  }
}

/** A bank login is linked: hand `detail.loginId` to your backend. Ends the session. */
export class FlinksLoginEvent extends FlinksEvent<LoginOutcome> {
  constructor(outcome: LoginOutcome) {
    super('flinks-login', outcome);
  }
}

/** The bank granted access: hand `detail.code` to your backend, which exchanges it. Ends the session. */
export class FlinksCodeEvent extends FlinksEvent<CodeOutcome> {
  constructor(outcome: CodeOutcome) {
    super('flinks-code', outcome);
  }
}

/** Your backend took the redirect and says that it linked an account: ask it. Ends the session. */
export class FlinksLinkedEvent extends FlinksEvent<LinkedOutcome> {
  constructor(outcome: LinkedOutcome) {
    super('flinks-linked', outcome);
  }
}

/** Flinks Express was opened; its result reaches your backend by webhook or API. Ends the session. */
export class FlinksHandoffEvent extends FlinksEvent<HandoffOutcome> {
  constructor(outcome: HandoffOutcome) {
    super('flinks-handoff', outcome);
  }
}

/** The user or the page ended the session. */
export class FlinksCancelEvent extends FlinksEvent<CancelOutcome> {
  /** @param outcome - with reason `disconnected` the event stays at the element: its old ancestors are not concerned */
  constructor(outcome: CancelOutcome) {
    const travels = outcome.reason !== 'disconnected';
    super('flinks-cancel', outcome, { bubbles: travels, composed: travels });
  }
}

/** Details of a failure. */
export interface ErrorDetail {
  readonly error: FlinksLinkError;
  /** The same on every event of the session. Its first 8 characters are the reference that the user sees. */
  readonly attemptId: string;
}

/** The session failed. Ends the session. Cancelable: prevented, the console stays silent, and nothing else changes. */
export class FlinksErrorEvent extends FlinksEvent<ErrorDetail> {
  constructor(detail: ErrorDetail) {
    super('flinks-error', detail, { cancelable: true });
  }
}

/** The element's own events by name; `addEventListener` is typed by it. */
export interface FlinksLinkEventMap {
  'flinks-ready': FlinksReadyEvent;
  'flinks-step': FlinksStepEvent;
  'flinks-notice': FlinksNoticeEvent;
  'flinks-close-request': FlinksCloseRequestEvent;
  'flinks-navigate': FlinksNavigateEvent;
  'flinks-fallback': FlinksFallbackEvent;
  'flinks-login': FlinksLoginEvent;
  'flinks-code': FlinksCodeEvent;
  'flinks-linked': FlinksLinkedEvent;
  'flinks-handoff': FlinksHandoffEvent;
  'flinks-cancel': FlinksCancelEvent;
  'flinks-error': FlinksErrorEvent;
}

type FlinksLinkEvent = FlinksLinkEventMap[keyof FlinksLinkEventMap];

/** The event that reports an outcome. */
export function toOutcomeEvent(outcome: Outcome): FlinksLinkEvent {
  switch (outcome.type) {
    case 'login':
      return new FlinksLoginEvent(outcome);
    case 'code':
      return new FlinksCodeEvent(outcome);
    case 'linked':
      return new FlinksLinkedEvent(outcome);
    case 'cancel':
      return new FlinksCancelEvent(outcome);
    case 'handoff':
      return new FlinksHandoffEvent(outcome);
  }
}

/** What the page hears of a session's event; nothing of what concerns the element alone. */
export function toEvent(event: SessionEvent, attemptId: string): FlinksLinkEvent | undefined {
  switch (event.type) {
    case 'status':
      return event.status === 'ready' ? new FlinksReadyEvent() : undefined;
    case 'step':
      return new FlinksStepEvent(event.step);
    case 'notice':
      return event.notice && new FlinksNoticeEvent(event.notice);
    case 'close-request':
      return new FlinksCloseRequestEvent(event.source);
    case 'navigate':
      return new FlinksNavigateEvent(event.target, event.url);
    case 'fallback': {
      const { from, to, reason } = event;
      return new FlinksFallbackEvent({ from, to, reason });
    }
    case 'end':
      return event.error
        ? new FlinksErrorEvent({ error: event.error, attemptId })
        : toOutcomeEvent(event.outcome);
    default:
      return undefined;
  }
}
