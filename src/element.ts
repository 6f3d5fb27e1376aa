import { FlinksLinkElement } from './element/flinks-link.js';
import { auto } from './flows/auto/index.js';
import { connect } from './flows/connect/index.js';
import { express } from './flows/express/index.js';
import { custom, outbound } from './flows/redirect/index.js';
import type { FlowDefinition } from './session/flow.js';

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
export type { OpenOptions } from './element/session-controller.js';
export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from './errors.js';
export type { Authorize } from './protocol/authorize-url.js';
export type { ConnectStep } from './protocol/connect-message.js';
export type { ConnectParams, ConnectParamValue } from './protocol/connect-params.js';
export type { Provider } from './protocol/providers.js';
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
} from './session/host-functions.js';
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

/** `<flinks-link>` with every flow. */
export class FlinksLink extends FlinksLinkElement {
  /** @internal */
  static override readonly flows: readonly FlowDefinition[] = [
    connect,
    outbound,
    custom,
    express,
    /* @__PURE__ */ auto({ openBanking: outbound, credentials: connect }),
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'flinks-link': FlinksLink;
  }
}
