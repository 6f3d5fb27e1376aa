import type { FlinksLink } from '../../../src/index.js';
import type { en } from '../text/en.js';
import { create, createButton, find } from './dom.js';
import { explain } from './host.js';
import { openBanking } from './open-banking.js';

/**
 * The banks in a list; the element goes to the one that is chosen. Where the list cannot be had, the user can ask for it
 * again.
 */
export async function offerProviders(bank: FlinksLink, text: typeof en, say: (message: string) => void) {
  const list = find('#provider', HTMLSelectElement);
  const trigger = find('button', HTMLButtonElement, bank);
  const again = createButton(text.actions.tryAgain, 'ask-providers', () => {
    say('');
    void load().then(goOn);
  });
  const choose = () => (bank.providerId = list.value);

  async function load() {
    try {
      const providers = await openBanking.providers();
      list.replaceChildren(
        ...providers.map(({ provider_id: id, name }) => create('option', { value: String(id) }, name)),
      );
    } catch (error) {
      say(explain(error, text));
      bank.before(again);
      return;
    }
    if (list.length === 0) return say(text.openBanking.noProviders);
    choose();
    list.disabled = trigger.disabled = false;
  }

  /** The button that was pressed has done its work: the focus moves to the list. */
  function goOn() {
    if (list.disabled) return;
    list.focus();
    again.remove();
  }

  list.addEventListener('change', choose);
  await customElements.whenDefined('flinks-link');
  await load();
}
