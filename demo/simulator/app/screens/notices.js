import { element, primaryButton, quietButton } from '../element.js';
import { explain } from '../language/messages.js';

/** @typedef {import('../flow.js').Flow} Flow */
/** @typedef {import('../flow.js').Screen} Screen */

/** @param {Flow} flow @returns {Screen} */
export function refusedToken({ messages, surroundings }) {
  const text = messages.tokenText[surroundings.data.token] ?? '';
  return { name: 'token', title: messages.tokenTitle, body: [notice(text)] };
}

/** @param {Flow} flow @returns {Screen} */
export function expired({ messages }) {
  return { name: 'expired', title: messages.expiredTitle, body: [notice(messages.expiredText)] };
}

/** @param {Flow} flow @returns {Screen} */
export function stopped({ messages }) {
  return { name: 'stopped', title: messages.stopTitle, body: [notice(messages.stopText)] };
}

/** The institution said no, and another try may help. @param {Flow} flow @param {string} code @returns {Screen} */
export function refusal(flow, code) {
  const { messages } = flow;
  const actions = element(
    'div',
    { class: 'actions' },
    primaryButton('try-again', messages.tryAgain, { onclick: () => flow.retryCredentials() }),
    quietButton('other-institution', messages.otherInstitution, { onclick: () => flow.listInstitutions() }),
  );
  return { name: 'refusal', title: messages.refused, body: [notice(explain(messages, code)), actions] };
}

/** @param {Flow} flow @returns {Screen} */
export function puppet({ messages }) {
  return {
    name: 'puppet',
    title: messages.puppetTitle,
    body: [element('p', { class: 'lead' }, messages.puppetText)],
  };
}

/** @param {Flow} flow @param {string} name @param {Node | null} [next] @returns {Screen} */
export function result({ messages }, name, next = null) {
  const text = element('p', { class: 'lead' }, messages.resultText(name));
  const tick = element('div', { class: 'tick', 'aria-hidden': 'true' });
  return { name: 'result', title: messages.resultTitle, body: next ? [tick, text, next] : [tick, text] };
}

/** @param {string} text */
function notice(text) {
  return element('p', { class: 'form-error' }, text);
}
