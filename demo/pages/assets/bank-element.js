import { host } from './host.js';

/**
 * What these pages use of the element.
 *
 * @typedef {HTMLElement & {
 *   instance: string,
 *   connectUrl: string,
 *   demo: boolean,
 *   display: 'inline' | 'dialog',
 *   language: 'en' | 'fr',
 *   requestId: string,
 *   params: Record<string, string | boolean>,
 *   authorizeToken: () => Promise<string>,
 *   open(): Promise<unknown>,
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
 * @param {{ onLogin: (detail: object) => void, onCancel: () => void, onError: (code: string) => void }} listeners
 */
export function hear(element, { onLogin, onCancel, onError }) {
  element.addEventListener('flinks-login', event => onLogin(/** @type {CustomEvent} */ (event).detail));
  element.addEventListener('flinks-cancel', onCancel);
  element.addEventListener('flinks-error', event =>
    onError(/** @type {CustomEvent} */ (event).detail.error.code),
  );
}
