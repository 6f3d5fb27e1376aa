import { startLinkingPage } from './linking-page.js';

const options = /** @type {HTMLFormElement} */ (document.querySelector('#options'));
const chosen = new URLSearchParams(location.search);

// The options are part of the address: applying them is a new page, and so a new session with a new token.
for (const name of ['selector', 'multiple']) {
  const box = /** @type {HTMLInputElement} */ (options.elements.namedItem(name));
  box.checked = chosen.get(name) === 'true';
}
const language = chosen.get('connect-language') ?? '';
/** @type {HTMLSelectElement} */ (options.elements.namedItem('connect-language')).value = language;

await startLinkingPage(bank => {
  if (language === 'en' || language === 'fr') bank.language = language;
  bank.params = {
    accountSelectorEnable: chosen.get('selector') === 'true',
    accountSelectorMultiple: chosen.get('multiple') === 'true',
  };
});
