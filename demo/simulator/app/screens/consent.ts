import { element, primaryButton, quietButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';

export function consent(flow: Flow): Screen {
  const { messages, parameters } = flow;
  const items = messages.consentItems.map(([name, text]) =>
    element('li', {}, element('strong', {}, name), element('span', {}, text)),
  );
  return {
    name: 'consent',
    title: messages.consentTitle(parameters.customerName || messages.someone),
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

export function declined(flow: Flow): Screen {
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
