import type { CancelOutcome, FlinksLink } from '../../../src/index.js';
import { describeCancel, describeError, findBank, hearFailure } from './bank-element.js';
import { find } from './dom.js';
import { explain } from './host.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';
import { offerProviders } from './provider-choice.js';

/**
 * What the pages of open banking have in common: the choice of a bank, a word on how it went, and the linked bank below.
 *
 * @returns the element, and what shows the accounts once its outcome has been delivered
 */
export function openBankingPage(): { bank: FlinksLink; settle: (delivery: Promise<void>) => Promise<void> } {
  const page = pageText();
  const { text } = page;
  const bank = findBank();
  const outcome = find('#outcome', HTMLElement);
  const section = find('#open-banking', HTMLElement);
  const say = (message: string) => outcome.replaceChildren(message);
  const view = new OpenBankingView({ section, page, onDisconnected: () => bank.reset() });

  const onCancel = (cancel: CancelOutcome) => say(describeCancel(cancel, text));
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
