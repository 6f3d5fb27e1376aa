import { explain, host, HostError } from './host.js';

/** @typedef {{ providerId?: string, language: 'en' | 'fr', signal: AbortSignal }} AuthorizeContext */

/**
 * What these pages use of the element.
 *
 * @typedef {HTMLElement & {
 *   flow: 'connect' | 'outbound' | 'custom' | 'express' | 'auto',
 *   readonly status: string,
 *   instance: string,
 *   connectUrl: string,
 *   demo: boolean,
 *   display: 'inline' | 'dialog',
 *   language: 'en' | 'fr',
 *   requestId: string,
 *   params: Record<string, string | boolean>,
 *   providerId: string,
 *   expressUrl: string,
 *   providers: (context: { signal: AbortSignal }) => Promise<object[]>,
 *   debug: (entry: { type: string, detail?: string }) => void,
 *   authorizeToken: () => Promise<string>,
 *   authorizeUrl: (context: AuthorizeContext) => Promise<{ url: string, state: string }>,
 *   result: { type: string, reason?: string } | undefined,
 *   open(): Promise<unknown>,
 *   reset(): void,
 *   updateComplete: Promise<unknown>,
 * }} FlinksLink
 */

/**
 * Says to an element where Connect is and how it gets tokens. The token function comes last: it is what lets an inline
 * element start.
 *
 * @param {FlinksLink} element
 * @param {import('./host.js').HostConfig} config
 */
export function connect(element, { instance, connectUrl, demo }) {
  if (instance) element.instance = instance;
  if (connectUrl) element.connectUrl = connectUrl;
  element.demo = demo;
  element.authorizeToken = host.token;
}

/**
 * Tells the page how a session with the bank ended.
 *
 * @param {HTMLElement} element the one that links, or one around it
 * @param {{ onLogin: (detail: object) => void } & FailureListeners} listeners
 */
export function hear(element, { onLogin, ...failure }) {
  element.addEventListener('flinks-login', event => onLogin(/** @type {CustomEvent} */ (event).detail));
  hearFailure(element, failure);
}

/**
 * Tells the page that a session ended without a bank.
 *
 * @typedef {{ code: string, cause?: unknown }} LinkError
 * @typedef {object} FailureListeners
 * @property {() => void} [onStart] the person is on the way to the bank: what was said before is out of date
 * @property {(cancel: { reason?: string }) => void} onCancel
 * @property {(error: LinkError) => void} onError
 * @param {HTMLElement} element
 * @param {FailureListeners} listeners
 */
export function hearFailure(element, { onStart = () => undefined, onCancel, onError }) {
  element.addEventListener('flinks-navigate', onStart);
  element.addEventListener('flinks-ready', onStart);
  element.addEventListener('flinks-cancel', event => onCancel(/** @type {CustomEvent} */ (event).detail));
  element.addEventListener('flinks-error', event => onError(/** @type {CustomEvent} */ (event).detail.error));
}

/**
 * @param {{ reason?: string }} cancel
 * @param {typeof import('../text/en.js').en} text
 */
export function describeCancel({ reason }, { status }) {
  return reason === 'access-denied' ? status.refused : status.cancelled;
}

/**
 * @param {LinkError} error
 * @param {typeof import('../text/en.js').en} text
 */
export function describeError({ code, cause }, text) {
  // What this page's own backend said, or OAuth's name for what the bank said, tells more than the code.
  if (cause instanceof HostError) return explain(cause, text, text.status.notLinked);
  return text.status.notLinked(String(Object(cause).error ?? code));
}
