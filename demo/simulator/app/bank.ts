// The bank's own page, in a window of its own or in place of the host's page (Flinks: oauth-integration).
import { goTo } from './bank-window.js';
import { element, field, primaryButton, quietButton } from './element.js';
import { languageOf } from './language/language.js';
import { explain, messagesFor } from './language/messages.js';
import { append, redirectUrl } from './redirect.js';
import { Server } from './server.js';

const query = new URLSearchParams(location.search);
const asked = Object.fromEntries(query);
const messages = messagesFor(asked);
const server = new Server(query.get('run') ?? '');
const institution = { name: 'FlinksCapital', id: 14 };

document.documentElement.lang = languageOf(asked);
document.documentElement.dataset.theme = /^(dark|light)$/.exec(query.get('theme') ?? '')?.[0] ?? 'system';

const status = element('p', { id: 'status', role: 'status' });
const main = element('main', { id: 'screen', 'data-screen': 'bank' });
document.body.append(
  element('aside', { class: 'badge' }, messages.badge),
  element('div', { class: 'card bank' }, main),
);
showForm();

function showForm(failure?: { code: string; username: string }) {
  const error = failure ? explain(messages, failure.code) : '';
  const form: HTMLFormElement = element(
    'form',
    { onsubmit: (event: Event) => agree(event, form) },
    field({ id: 'username', label: messages.username, value: failure?.username ?? '', autocomplete: 'off' }),
    field({
      id: 'password',
      label: messages.password,
      type: 'password',
      autocomplete: 'off',
      ...(error ? { error } : {}),
    }),
    element(
      'div',
      { class: 'actions' },
      primaryButton('bank-agree', messages.bankAgree, { type: 'submit' }),
      quietButton('bank-deny', messages.bankDeny, { onclick: deny }),
    ),
  );
  const title = element('h1', { tabindex: '-1' }, messages.bankTitle);
  const lead = element(
    'p',
    { class: 'lead' },
    messages.bankLead(query.get('customerName') || messages.someone),
  );
  main.replaceChildren(title, lead, element('p', { class: 'hint' }, messages.sandboxHint), form, status);
  if (failure) form.querySelector('input')?.focus();
}

async function agree(event: Event, form: HTMLFormElement) {
  event.preventDefault();
  const given = new FormData(form);
  const username = String(given.get('username'));
  status.textContent = messages.loading;
  const password = String(given.get('password'));
  const outcome = await decide({ agree: true, username, password });
  status.textContent = '';
  if (outcome.refusal) showForm({ code: outcome.refusal, username });
  else await leave(true);
}

async function deny() {
  const outcome = await decide({ agree: false });
  if (outcome.refusal) showForm({ code: outcome.refusal, username: '' });
  else await leave(false);
}

function decide(decision: Parameters<Server['decideAtBank']>[0]) {
  return server.decideAtBank(decision).catch(() => ({ refusal: 'OFFLINE' }));
}

/** Back to the host's page, or out of the way of the waiting one. */
async function leave(agreed: boolean) {
  main.replaceChildren(
    element('h1', { tabindex: '-1' }, messages.bankTitle),
    element('p', { class: 'lead' }, messages.bankDone),
  );
  if (query.get('mode') !== 'page') {
    window.close();
    return;
  }
  const { parameters, signedIn } = await server.state();
  const address = parameters.redirectUrl;
  if (agreed && signedIn) {
    const { origin } = location;
    goTo('top', redirectUrl({ parameters, simulation: {}, origin, signedIn, institution, accountIds: [] }));
  } else if (address) {
    // How Connect tells a host of a refusal at the bank is undocumented; OAuth's own answer is the nearest (assumption).
    goTo('top', append(address, [['error', 'access_denied']]));
  }
}
