export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from '../errors.js';
export {
  type Attempt,
  attemptLifetime,
  isExpired,
  isReturnPage,
  parseAttempt,
  serializeAttempt,
  type StoredAttempt,
} from './attempt.js';
export {
  type Authorize,
  type AuthorizeRequest,
  type CustomOptions,
  customUrl,
  type OutboundOptions,
  outboundUrl,
  readAuthorize,
} from './authorize-url.js';
export {
  type ConnectLogin,
  type ConnectMessage,
  type ConnectStep,
  parseConnectMessage,
} from './connect-message.js';
export { type ConnectParams, type ConnectParamValue } from './connect-params.js';
export { isKnownCode, isKnownStep } from './connect-steps.js';
export { connectUrl, type ConnectUrlOptions } from './connect-url.js';
export { apiBaseUrl, connectBaseUrl, type EndpointOptions } from './endpoints.js';
export { type Provider, type ReadProvider, readProviders } from './providers.js';
export { withFlinksState } from './redirect-uri.js';
export {
  answerState,
  type AuthorizationFailure,
  isAnswer,
  readReturn,
  type ReturnResult,
  withoutAnswer,
} from './return-url.js';
