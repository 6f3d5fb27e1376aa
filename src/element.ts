export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from './errors.js';
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
} from './events.js';
export { FlinksLink } from './flinks-link.js';
export type { AuthorizeUrl, AuthorizeUrlContext, AuthorizeUrlFunction } from './flows/authorize-source.js';
export type { Providers, ProvidersContext, ProvidersFunction } from './flows/provider-source.js';
export type { AuthorizeToken, AuthorizeTokenContext, AuthorizeTokenFunction } from './flows/token-source.js';
export type { Authorize } from './protocol/authorize-url.js';
export type { ConnectStep } from './protocol/connect-message.js';
export type { ConnectParams, ConnectParamValue } from './protocol/connect-params.js';
export type { Provider } from './protocol/providers.js';
export type { OpenOptions } from './sessions.js';
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
