import { connect } from './bank-element.js';
import { startLinkingPage } from './linking-page.js';

const options = /** @type {HTMLFormElement} */ (document.querySelector('#options'));
const selector = /** @type {HTMLInputElement} */ (options.elements.namedItem('selector'));
const multiple = /** @type {HTMLInputElement} */ (options.elements.namedItem('multiple'));
const languages = /** @type {HTMLSelectElement} */ (options.elements.namedItem('connect-language'));

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
