import { element, primaryButton, quietButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';
import { explain } from '../language/messages.js';

export function refusedToken({ messages, context }: Flow): Screen {
  const text = messages.tokenText[context.data.token] ?? '';
  return { name: 'token', title: messages.tokenTitle, body: [notice(text)] };
}

export function expired({ messages }: Flow): Screen {
  return { name: 'expired', title: messages.expiredTitle, body: [notice(messages.expiredText)] };
}

export function stopped({ messages }: Flow): Screen {
  return { name: 'stopped', title: messages.stopTitle, body: [notice(messages.stopText)] };
}

/** The institution said no, and another try may help. */
export function refusal(flow: Flow, code: string): Screen {
  const { messages } = flow;
  const actions = element(
    'div',
    { class: 'actions' },
    primaryButton('try-again', messages.tryAgain, { onclick: () => flow.retryCredentials() }),
    quietButton('other-institution', messages.otherInstitution, { onclick: () => flow.listInstitutions() }),
  );
  return { name: 'refusal', title: messages.refused, body: [notice(explain(messages, code)), actions] };
}

export function puppet({ messages }: Flow): Screen {
  return {
    name: 'puppet',
    title: messages.puppetTitle,
    body: [element('p', { class: 'lead' }, messages.puppetText)],
  };
}

export function result({ messages }: Flow, name: string, next: Node | null = null): Screen {
  const text = element('p', { class: 'lead' }, messages.resultText(name));
  const tick = element('div', { class: 'tick', 'aria-hidden': 'true' });
  return { name: 'result', title: messages.resultTitle, body: next ? [tick, text, next] : [tick, text] };
}

function notice(text: string) {
  return element('p', { class: 'form-error' }, text);
}
