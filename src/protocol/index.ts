export {
  errorCodes,
  FlinksLinkError,
  type FlinksLinkErrorCode,
  type FlinksLinkErrorOptions,
} from '../errors.js';
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
  responseState as answerState,
  type AuthorizationFailure,
  isResponse as isAnswer,
  readReturn,
  type ReturnResult,
  withoutResponse as withoutAnswer,
} from './return-url.js';
export {
  type Transaction as Attempt,
  transactionLifetime as attemptLifetime,
  isExpired,
  isReturnPage,
  parseTransaction as parseAttempt,
  serializeTransaction as serializeAttempt,
  type StoredTransaction as StoredAttempt,
} from './transaction.js';
