import { element, primaryButton, quietButton } from '../element.js';

/** @typedef {import('../flow.js').Flow} Flow */
/** @typedef {import('../flow.js').Screen} Screen */

/** @param {Flow} flow @returns {Screen} */
export function consent(flow) {
  const { messages, parameters } = flow;
  const items = messages.consentItems.map(([name, text]) =>
    element('li', {}, element('strong', {}, name ?? ''), element('span', {}, text ?? '')),
  );
  return {
    name: 'consent',
    title: messages.consentTitle(parameters['customerName'] || messages.someone),
    body: [
      element('p', { class: 'lead' }, messages.consentLead),
      element('ul', { class: 'shared' }, ...items),
      element('p', { class: 'small' }, messages.consentSmall),
      element(
        'div',
        { class: 'actions' },
        primaryButton('consent-accept', messages.agree, { onclick: () => flow.acceptConsent() }),
        quietButton('consent-decline', messages.decline, { onclick: () => flow.denyConsent() }),
      ),
    ],
  };
}

/** @param {Flow} flow @returns {Screen} */
export function declined(flow) {
  const { messages } = flow;
  return {
    name: 'declined',
    title: messages.declinedTitle,
    body: [
      element('p', { class: 'lead' }, messages.declinedText),
      element(
        'div',
        { class: 'actions' },
        quietButton('start-again', messages.startAgain, { onclick: () => flow.begin() }),
      ),
    ],
  };
}
