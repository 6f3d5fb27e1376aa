import { goTo, openBankWindow, waitForBank } from '../bank-window.js';
import { element, primaryButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';

/**
 * The step to an institution that signs users in on its own site: a new window, or with oauthWindowRedirect=true the
 * whole page (Flinks: oauth-integration).
 */
export function provider(flow: Flow, error?: string): Screen {
  const { messages, parameters, institutionTitle: name } = flow;
  const full = parameters.oauthWindowRedirect === 'true';
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
    ...(parameters.backEnable === 'false' ? {} : { back: () => flow.listInstitutions() }),
  };
}

async function visitBank(flow: Flow, button: HTMLButtonElement) {
  const { messages, context } = flow;
  const opened = openBankWindow(bankAddress(flow));
  flow.post(opened ? 'POPUP_OPENED' : 'POPUP_BLOCKED');
  if (!opened) {
    flow.show(provider(flow, messages.providerBlocked));
    return;
  }
  button.disabled = true;
  context.busy(messages.providerWaiting);
  const { bank, signedIn } = await waitForBank(flow.server, opened);
  context.busy('');
  // The user may have gone back to the list meanwhile.
  if (!button.isConnected) return;
  if (bank === 'approved' && signedIn) await flow.chooseAccounts(signedIn);
  else flow.show(provider(flow, bank === 'denied' ? messages.providerDenied : messages.providerClosed));
}

function bankAddress({ context, parameters }: Flow) {
  const { language = 'en', theme = 'system', customerName = '' } = parameters;
  const mode = parameters.oauthWindowRedirect === 'true' ? 'page' : 'window';
  const query = new URLSearchParams({ run: context.data.run, mode, language, theme, customerName });
  return new URL(`/simulator/bank?${query}`, location.origin).href;
}
