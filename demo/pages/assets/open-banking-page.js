import { hearFailure } from './bank-element.js';
import { create } from './dom.js';
import { explain, HostError } from './host.js';
import { openBanking } from './open-banking.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';

/** @typedef {import('./bank-element.js').FlinksLink} FlinksLink */

/**
 * What the pages of open banking have in common: the choice of a bank, a word on how it went, and the linked bank below.
 *
 * @returns {{ bank: FlinksLink, settle: (delivery: Promise<void>) => Promise<void> }} the element, and what is to be done
 *   with its outcome: as soon as the delivery has arrived, the accounts are shown
 */
export function openBankingPage() {
  const page = pageText();
  const { text } = page;
  const bank = /** @type {FlinksLink} */ (document.querySelector('#bank'));
  const outcome = /** @type {HTMLElement} */ (document.querySelector('#outcome'));
  const section = /** @type {HTMLElement} */ (document.querySelector('#open-banking'));
  const say = (/** @type {string} */ message) => outcome.replaceChildren(message);
  const view = new OpenBankingView({ section, page, onDisconnected: () => bank.reset() });

  hearFailure(bank, {
    onCancel: () => say(text.status.cancelled),
    onError: ({ code, cause }) =>
      say(
        cause instanceof HostError
          ? explain(cause, text)
          : text.openBanking.failed(String(Object(cause).error ?? code)),
      ),
  });
  chooseProvider(bank).catch(error => say(explain(error, text)));
  void view.show();

  return {
    bank,
    settle: async delivery => {
      try {
        await delivery;
        say('');
        await view.show();
      } catch (error) {
        say(explain(error, text));
      }
    },
  };
}

/**
 * The banks in a list; the element goes to the one that is chosen.
 *
 * @param {FlinksLink} bank
 */
async function chooseProvider(bank) {
  const list = /** @type {HTMLSelectElement} */ (document.querySelector('#provider'));
  const trigger = /** @type {HTMLButtonElement} */ (bank.querySelector('button'));
  const choose = () => (bank.providerId = list.value);
  const providers = await openBanking.providers();
  list.replaceChildren(
    ...providers.map(({ provider_id: id, name }) => create('option', { value: String(id) }, name)),
  );
  list.addEventListener('change', choose);
  await customElements.whenDefined('flinks-link');
  choose();
  list.disabled = trigger.disabled = false;
}
