import { host } from './host.js';

/** @typedef {{ providerId?: string, language: 'en' | 'fr', signal: AbortSignal }} AuthorizeContext */

/**
 * What these pages use of the element.
 *
 * @typedef {HTMLElement & {
 *   flow: 'connect' | 'outbound' | 'custom',
 *   instance: string,
 *   connectUrl: string,
 *   demo: boolean,
 *   display: 'inline' | 'dialog',
 *   language: 'en' | 'fr',
 *   requestId: string,
 *   params: Record<string, string | boolean>,
 *   providerId: string,
 *   authorizeToken: () => Promise<string>,
 *   authorizeUrl: (context: AuthorizeContext) => Promise<{ url: string, state: string }>,
 *   result: { type: string } | undefined,
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
 * @param {FlinksLink} element
 * @param {{ onLogin: (detail: object) => void } & FailureListeners} listeners
 */
export function hear(element, { onLogin, ...failure }) {
  element.addEventListener('flinks-login', event => onLogin(/** @type {CustomEvent} */ (event).detail));
  hearFailure(element, failure);
}

/**
 * Tells the page that a session ended without a bank.
 *
 * @typedef {object} FailureListeners
 * @property {() => void} onCancel
 * @property {(error: { code: string, cause?: unknown }) => void} onError
 * @param {FlinksLink} element
 * @param {FailureListeners} listeners
 */
export function hearFailure(element, { onCancel, onError }) {
  element.addEventListener('flinks-cancel', onCancel);
  element.addEventListener('flinks-error', event => onError(/** @type {CustomEvent} */ (event).detail.error));
}
