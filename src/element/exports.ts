// What every entry exports beside its class.
export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from '../errors.js';
export type { Authorize } from '../protocol/authorize-url.js';
export type { ConnectStep } from '../protocol/connect-message.js';
export type { ConnectParams, ConnectParamValue } from '../protocol/connect-params.js';
export type { Provider } from '../protocol/providers.js';
export type {
  AuthorizeToken,
  AuthorizeTokenContext,
  AuthorizeTokenFunction,
  AuthorizeUrl,
  AuthorizeUrlContext,
  AuthorizeUrlFunction,
  Providers,
  ProvidersContext,
  ProvidersFunction,
} from '../session/host-functions.js';
export type {
  CancelOutcome,
  CancelReason,
  CloseSource,
  CodeOutcome,
  DebugEntry,
  Display,
  Flow,
  HandoffOutcome,
  Language,
  LinkedOutcome,
  LoginOutcome,
  NoticeCode,
  Outcome,
  Status,
  Target,
} from '../types.js';
export {
  type ErrorDetail,
  type FallbackDetail,
  FlinksCancelEvent,
  FlinksCloseRequestEvent,
  FlinksCodeEvent,
  FlinksErrorEvent,
  FlinksFallbackEvent,
  FlinksHandoffEvent,
  FlinksLinkedEvent,
  type FlinksLinkEventMap,
  FlinksLoginEvent,
  FlinksNavigateEvent,
  FlinksNoticeEvent,
  FlinksReadyEvent,
  FlinksStepEvent,
} from './events.js';
export type { OpenOptions } from './session-controller.js';
