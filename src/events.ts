import type { FlinksLinkError } from './errors.js';
import type { SessionEvent } from './flows/session.js';
import type { ConnectStep } from './protocol/connect-message.js';
import type { CancelOutcome, CloseSource, LoginOutcome, NoticeCode } from './types.js';

/** What all events of the element have in common: they bubble, cross shadow roots, and their detail is frozen. */
class FlinksEvent<D> extends CustomEvent<D> {
  constructor(type: string, detail: D, init?: EventInit) {
    super(type, { bubbles: true, composed: true, ...init, detail: Object.freeze(detail) });
  }
}

/** Connect really runs: its first verified message has come. */
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

/** Trouble that the person can get out of; the element says so on the page as well. */
export class FlinksNoticeEvent extends FlinksEvent<{
  readonly code: NoticeCode;
  readonly retryable: boolean;
}> {
  constructor(detail: { readonly code: NoticeCode; readonly retryable: boolean }) {
    super('flinks-notice', detail);
  }
}

/** Somebody wants to close a live session. Cancelable: prevented, the session goes on. */
export class FlinksCloseRequestEvent extends FlinksEvent<{ readonly source: CloseSource }> {
  constructor(source: CloseSource) {
    super('flinks-close-request', { source }, { cancelable: true });
  }
}

/** A bank login is linked: hand `detail.loginId` to your backend. Ends the session. */
export class FlinksLoginEvent extends FlinksEvent<LoginOutcome> {
  constructor(outcome: LoginOutcome) {
    super('flinks-login', outcome);
  }
}

/** The session ended because somebody wanted it to. */
export class FlinksCancelEvent extends FlinksEvent<CancelOutcome> {
  /** @param outcome - with reason `disconnected` the event does not bubble: its old ancestors are not concerned */
  constructor(outcome: CancelOutcome) {
    super('flinks-cancel', outcome, { bubbles: outcome.reason !== 'disconnected' });
  }
}

/** The session failed. Ends the session. */
export class FlinksErrorEvent extends FlinksEvent<{ readonly error: FlinksLinkError }> {
  constructor(error: FlinksLinkError) {
    super('flinks-error', { error });
  }
}

/** The element's own events by name; `addEventListener` is typed by it. */
export interface FlinksLinkEventMap {
  'flinks-ready': FlinksReadyEvent;
  'flinks-step': FlinksStepEvent;
  'flinks-notice': FlinksNoticeEvent;
  'flinks-close-request': FlinksCloseRequestEvent;
  'flinks-login': FlinksLoginEvent;
  'flinks-cancel': FlinksCancelEvent;
  'flinks-error': FlinksErrorEvent;
}

/** What the page hears of a session's event; nothing of a mere change of status. */
export function toEvent(event: SessionEvent): FlinksLinkEventMap[keyof FlinksLinkEventMap] | undefined {
  switch (event.type) {
    case 'ready':
      return new FlinksReadyEvent();
    case 'step':
      return new FlinksStepEvent(event.step);
    case 'notice':
      return new FlinksNoticeEvent(event.notice);
    case 'end':
      if (event.error) return new FlinksErrorEvent(event.error);
      if (event.outcome.type === 'cancel') return new FlinksCancelEvent(event.outcome);
      if (event.outcome.type === 'login') return new FlinksLoginEvent(event.outcome);
      return undefined;
    default:
      return undefined;
  }
}
