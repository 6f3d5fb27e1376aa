import { create, createButton } from './dom.js';
import { explain } from './host.js';
import { openBanking } from './open-banking.js';

/**
 * The banks in a list; the element goes to the one that is chosen. Where the list cannot be had, the person can ask for it
 * again.
 *
 * @param {import('./bank-element.js').FlinksLink} bank
 * @param {typeof import('../text/en.js').en} text
 * @param {(message: string) => void} say
 */
export async function offerProviders(bank, text, say) {
  const list = /** @type {HTMLSelectElement} */ (document.querySelector('#provider'));
  const trigger = /** @type {HTMLButtonElement} */ (bank.querySelector('button'));
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

  /** The button that was pressed has done its work: the list is where it goes on. */
  function goOn() {
    if (list.disabled) return;
    list.focus();
    again.remove();
  }

  list.addEventListener('change', choose);
  await customElements.whenDefined('flinks-link');
  await load();
}
