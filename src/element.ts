export {
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
} from './element/events.js';
export { FlinksLink } from './element/flinks-link.js';
export type { OpenOptions } from './element/session-controller.js';
export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from './errors.js';
export type { Providers, ProvidersContext, ProvidersFunction } from './flows/auto/provider-source.js';
export type {
  AuthorizeToken,
  AuthorizeTokenContext,
  AuthorizeTokenFunction,
} from './flows/connect/token-source.js';
export type {
  AuthorizeUrl,
  AuthorizeUrlContext,
  AuthorizeUrlFunction,
} from './flows/redirect/authorize-source.js';
export type { Authorize } from './protocol/authorize-url.js';
export type { ConnectStep } from './protocol/connect-message.js';
export type { ConnectParams, ConnectParamValue } from './protocol/connect-params.js';
export type { Provider } from './protocol/providers.js';
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
} from './types.js';
