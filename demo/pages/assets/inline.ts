import { connect } from './bank-element.js';
import { find } from './dom.js';
import { startLinkingPage } from './linking-page.js';

const options = find('#options', HTMLFormElement);
const selector = find('[name=selector]', HTMLInputElement, options);
const multiple = find('[name=multiple]', HTMLInputElement, options);
const languages = find('[name=connect-language]', HTMLSelectElement, options);

// The options are part of the address: applying them is a new page, and so a new session with a new token.
const chosen = new URLSearchParams(location.search);
const accountSelectorEnable = chosen.get('selector') === 'true';
const accountSelectorMultiple = chosen.get('multiple') === 'true';
const language = chosen.get('connect-language') ?? '';
selector.checked = accountSelectorEnable;
multiple.checked = accountSelectorMultiple;
languages.value = language;

// Without a selector there is nothing to choose several of.
const follow = () => {
  multiple.disabled = !selector.checked;
};
selector.addEventListener('change', follow);
follow();

await startLinkingPage((bank, config) => {
  if (language === 'en' || language === 'fr') bank.language = language;
  bank.params = { institutionFilterEnable: true, accountSelectorEnable, accountSelectorMultiple };
  connect(bank, config);
});
