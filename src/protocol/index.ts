export { errorCodes, FlinksLinkError, type FlinksLinkErrorCode } from '../errors.js';
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
