import { find } from './dom.js';
import { host } from './host.js';
import { startLinkingPage } from './linking-page.js';

const institution = find('#institution', HTMLInputElement);

// What comes back is a loginId with the state it was asked for under; the backend takes it as it takes Connect's.
await startLinkingPage(bank => {
  // A click that was prevented starts nothing: the browser says what is wrong with the number.
  const check = (click: Event) => institution.reportValidity() || click.preventDefault();
  bank.querySelector('button')?.addEventListener('click', check);
  bank.authorizeUrl = ({ language, signal }) =>
    host.startCustom({ institution: institution.value.trim(), language, signal });
});
