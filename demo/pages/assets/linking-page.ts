import type { FlinksLink } from '../../../src/index.js';
import type { HostConfig } from '../../server/host-config.js';
import { AccountsView } from './accounts-view.js';
import { describeCancel, describeError, findBank, hear } from './bank-element.js';
import { find } from './dom.js';
import { explain, host } from './host.js';
import { pageText } from './page-text.js';

/**
 * Lets the element of this page link a bank, then shows its accounts in `#accounts`.
 *
 * @param prepare - says to the element how it links
 */
export async function startLinkingPage(prepare: (element: FlinksLink, config: HostConfig) => void) {
  const page = pageText();
  const { text } = page;
  const bank = findBank();
  const outcome = find('#outcome', HTMLElement);
  const section = find('#accounts', HTMLElement);
  const say = (message: string) => outcome.replaceChildren(message);
  const config = await host.config();
  // Connect is out of the page by then; "Your bank account is linked" would stay.
  const clear = () => bank.flow === 'custom' && bank.reset();
  const accounts = new AccountsView({ section, page, config, onUnlinked: clear });

  hear(bank, {
    onLogin: async detail => {
      try {
        await host.login(detail);
        say('');
        section.hidden = false;
        await accounts.watch();
      } catch (error) {
        clear();
        say(explain(error, text, text.status.notLinked));
      }
    },
    onStart: () => say(''),
    onCancel: cancel => say(describeCancel(cancel, text)),
    onError: error => say(describeError(error, text)),
  });
  await customElements.whenDefined('flinks-link');
  prepare(bank, config);
  // A click before that would have had nowhere to go.
  bank.querySelector('button')?.removeAttribute('disabled');
}
