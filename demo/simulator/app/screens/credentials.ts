import { element, field, primaryButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';
import { explain } from '../language/messages.js';

/** The sign-in form of one institution. A wrong value comes back with the field it belongs to marked. */
export function credentials(flow: Flow, failure?: { code: string; username: string }): Screen {
  const { messages, parameters, institution } = flow;
  const isSandbox = institution?.name === 'FlinksCapital';
  const wrongName = failure?.code === 'INVALID_USERNAME';
  const error = failure ? explain(messages, failure.code) : '';
  const username = field({
    id: 'username',
    label: messages.username,
    autocomplete: 'off',
    value: failure?.username ?? '',
    ...(wrongName ? { error } : {}),
  });
  const password = field({
    id: 'password',
    label: messages.password,
    type: 'password',
    autocomplete: 'off',
    ...(failure && !wrongName ? { error } : {}),
  });
  const form = element(
    'form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        const given = new FormData(form);
        void flow.submitCredentials(String(given.get('username')), String(given.get('password')));
      },
    },
    username,
    password,
    element(
      'div',
      { class: 'actions' },
      primaryButton('credential-submit', messages.signIn, { type: 'submit' }),
    ),
  );
  const scenery = parameters.demo === 'true' ? messages.sceneryHint : messages.closedHint;
  const hint = isSandbox ? messages.sandboxHint : scenery;
  return {
    name: 'credentials',
    title: messages.credentialsTitle(flow.institutionTitle),
    body: [element('p', { class: isSandbox ? 'hint' : 'hint warning' }, hint), form],
    ...(parameters.backEnable === 'false' ? {} : { back: () => flow.listInstitutions() }),
  };
}
