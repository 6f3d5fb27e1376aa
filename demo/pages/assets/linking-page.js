import { AccountsView } from './accounts-view.js';
import { connect, hear } from './bank-element.js';
import { explain, host } from './host.js';
import { pageText } from './page-text.js';

/** @typedef {import('./bank-element.js').FlinksLink} FlinksLink */

/**
 * Lets the element `#bank` of this page link a bank, then shows its accounts in `#accounts`.
 *
 * @param {(element: FlinksLink) => void} [prepare] sets what this page sets beside the connection
 */
export async function startLinkingPage(prepare) {
  const page = pageText();
  const { text } = page;
  const bank = /** @type {FlinksLink} */ (document.querySelector('#bank'));
  const outcome = /** @type {HTMLElement} */ (document.querySelector('#outcome'));
  const section = /** @type {HTMLElement} */ (document.querySelector('#accounts'));
  const say = (/** @type {string} */ message) => outcome.replaceChildren(message);
  const config = await host.config();
  const accounts = new AccountsView({ section, page, config });

  hear(bank, {
    onLogin: async detail => {
      try {
        await host.login(detail);
        say('');
        section.hidden = false;
        await accounts.watch();
      } catch (error) {
        say(explain(error, text));
      }
    },
    onCancel: () => say(text.status.cancelled),
    onError: code => say(text.status.linkError(code)),
  });
  await customElements.whenDefined('flinks-link');
  prepare?.(bank);
  connect(bank, config);
}
