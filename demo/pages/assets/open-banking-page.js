import { describeCancel, describeError, hearFailure } from './bank-element.js';
import { explain } from './host.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';
import { offerProviders } from './provider-choice.js';

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

  const onCancel = (/** @type {{ reason?: string }} */ cancel) => say(describeCancel(cancel, text));
  hearFailure(bank, {
    onStart: () => say(''),
    onCancel,
    onError: error => say(describeError(error, text)),
  });
  // Back from the whole page the element may be faster than this script.
  if (bank.result?.type === 'cancel') onCancel(bank.result);
  void offerProviders(bank, text, say);
  void view.show();

  return {
    bank,
    settle: async delivery => {
      try {
        await delivery;
        say('');
        await view.show();
      } catch (error) {
        // The element has done its part and says that the bank is linked; the backend knows better.
        bank.reset();
        say(explain(error, text, text.status.notLinked));
      }
    },
  };
}
