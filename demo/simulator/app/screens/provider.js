import { element, primaryButton } from '../element.js';
import { goTo, openBankWindow, waitForBank } from '../bank-window.js';

/**
 * The step to an institution that signs people in on its own site: a new window, or with oauthWindowRedirect=true the
 * whole page (Flinks: oauth-integration).
 *
 * @param {import('../flow.js').Flow} flow
 * @param {string} [error]
 * @returns {import('../flow.js').Screen}
 */
export function provider(flow, error) {
  const { messages, parameters, institutionTitle: name } = flow;
  const full = parameters['oauthWindowRedirect'] === 'true';
  const button = primaryButton('provider-continue', messages.providerGo(name), {
    onclick: () => {
      flow.post('COMPONENT_ACCEPT_PROVIDER_CONSENT', flow.named);
      if (full) goTo('top', bankAddress(flow));
      else void visitBank(flow, button);
    },
  });
  return {
    name: 'provider',
    title: messages.providerTitle(name),
    body: [
      ...(error ? [element('p', { id: 'form-error', class: 'form-error' }, error)] : []),
      element('p', { class: 'lead' }, full ? messages.providerTextFull : messages.providerText),
      element('p', { class: 'hint' }, messages.sandboxHint),
      element('div', { class: 'actions' }, button),
    ],
    ...(parameters['backEnable'] === 'false' ? {} : { back: () => flow.listInstitutions() }),
  };
}

/** @param {import('../flow.js').Flow} flow @param {HTMLButtonElement} button */
async function visitBank(flow, button) {
  const { messages, surroundings } = flow;
  const opened = openBankWindow(bankAddress(flow));
  flow.post(opened ? 'POPUP_OPENED' : 'POPUP_BLOCKED');
  if (!opened) {
    flow.show(provider(flow, messages.providerBlocked));
    return;
  }
  button.disabled = true;
  surroundings.busy(messages.providerWaiting);
  const { bank, signedIn } = await waitForBank(flow.server, opened);
  surroundings.busy('');
  // The person may have gone back to the list meanwhile.
  if (!button.isConnected) return;
  if (bank === 'approved' && signedIn) await flow.chooseAccounts(signedIn);
  else flow.show(provider(flow, bank === 'denied' ? messages.providerDenied : messages.providerClosed));
}

/** @param {import('../flow.js').Flow} flow */
function bankAddress({ surroundings, parameters }) {
  const { language = 'en', theme = 'system', customerName = '' } = parameters;
  const mode = parameters['oauthWindowRedirect'] === 'true' ? 'page' : 'window';
  const query = new URLSearchParams({ run: surroundings.data.run, mode, language, theme, customerName });
  return new URL(`/simulator/bank?${query}`, location.origin).href;
}
