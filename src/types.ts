/** Which of Flinks' front ends links the account. */
export type Flow = 'connect' | 'outbound' | 'custom' | 'express' | 'auto';

/** The flow of an element that names none. */
export const defaultFlow: Flow = 'connect';

/** The flows that lead to the bank's own page by an authorize URL. */
export type RedirectFlow = Extract<Flow, 'outbound' | 'custom'>;

/** Where the element shows its content: in its place, or in a dialog. */
export type Display = 'inline' | 'dialog';

/** Where a bank's own page is opened. */
export type Target = 'popup' | 'page';

/** A language that both this element and Flinks Connect speak. */
export type Language = 'en' | 'fr';

/** Where a session stands; also the element's CSS states, `:state(ready)` and so on. */
export type Status = (typeof statuses)[number];

/** Every status that a session can have. */
export const statuses = [
  'idle',
  'choosing',
  'opening',
  'loading',
  'ready',
  'waiting',
  'succeeded',
  'cancelled',
  'failed',
] as const;

/** A bank login that Flinks has stored under a loginId, for the backend's `/Authorize`. */
export interface LoginOutcome {
  readonly type: 'login';
  /** How it was linked; `connect` also where `auto` has chosen it. */
  readonly flow: 'connect' | 'custom';
  /** Flinks' handle of the login: text of 1 to 256 characters, not always a GUID. Long-lived: keep it on your server. */
  readonly loginId: string;
  /** The bank's name (or number, as text), when Flinks said it. */
  readonly institution?: string;
  /** Flinks' id of this session, when Flinks said it. */
  readonly requestId?: string;
  /** The accounts that the user chose; empty when there was no choice. Pass them to `AccountsFilter`. */
  readonly accountIds: readonly string[];
  /** Your own correlation value, as set by `tag`. */
  readonly tag?: string;
  /** Of `custom`: the state of the request. */
  readonly state?: string;
  /** The same on every event of one session; safe to log. */
  readonly attemptId: string;
}

/** An OAuth 2.0 authorization code (RFC 6749, 4.1.2) for the backend's token request. */
export interface CodeOutcome {
  readonly type: 'code';
  /** 1 to 4,096 printable ASCII characters, single-use. */
  readonly code: string;
  /** The state of the request: 1 to 1,024 printable ASCII characters. */
  readonly state: string;
  /** The issuer that the response names (RFC 9207), at most 512 characters. */
  readonly iss?: string;
  /** The data provider that the user was sent to. */
  readonly providerId?: string;
  /** Your own correlation value, as set by `correlation-id`. */
  readonly correlationId?: string;
  /** The `redirect_uri` of the authorize URL: the token request must repeat it (RFC 6749, 4.1.3). */
  readonly redirectUri?: string;
  readonly attemptId: string;
}

/** Your backend took the redirect and reports success. No proof: ask your backend. */
export interface LinkedOutcome {
  readonly type: 'linked';
  /** The state of the request. */
  readonly state: string;
  readonly attemptId: string;
}

/** Flinks Express was opened; its result reaches the backend by webhook or API. */
export interface HandoffOutcome {
  readonly type: 'handoff';
  readonly flow: 'express';
  readonly attemptId: string;
}

/** Why a session ended without a result and without an error. */
export type CancelReason =
  'closed' | 'consent-denied' | 'access-denied' | 'window-closed' | 'aborted' | 'disconnected';

/** The user or the page ended the session. */
export interface CancelOutcome {
  readonly type: 'cancel';
  readonly reason: CancelReason;
  readonly attemptId: string;
}

/** What a session can end with, told apart by `type`. Errors are thrown instead. */
export type Outcome = LoginOutcome | CodeOutcome | LinkedOutcome | HandoffOutcome | CancelOutcome;

/** A recoverable problem. */
export type NoticeCode =
  | 'popup-blocked'
  | 'slow'
  | 'offline'
  | 'token-expired'
  | 'session-expired'
  | 'window-closed'
  | 'authorization-failed'
  | 'consent-after-cancel';

/** Who asked to close. */
export type CloseSource = 'escape' | 'button' | 'connect' | 'method';

/** A line of the timeline that `debug` receives. Redacted: no token, code, state, loginId or account id. */
export interface DebugEntry {
  /** Milliseconds since the page was opened (`performance.now()`). */
  readonly time: number;
  readonly attemptId?: string;
  /** What happened, for instance `status`, `step`, `dropped`. */
  readonly type: string;
  /** More about it, for instance the status, the step, or why a message was dropped. */
  readonly detail?: string;
}
