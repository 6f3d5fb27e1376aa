import { host } from './host.js';
import { startLinkingPage } from './linking-page.js';

const institution = /** @type {HTMLInputElement} */ (document.querySelector('#institution'));

// What comes back is a loginId with the state it was asked for under; the backend takes it as it takes Connect's.
await startLinkingPage(bank => {
  bank.authorizeUrl = ({ language, signal }) =>
    host.startCustom({ institution: institution.value.trim(), language, signal });
});
