import { openBanking } from './open-banking.js';
import { openBankingPage } from './open-banking-page.js';

/** @typedef {import('./bank-element.js').AuthorizeContext} AuthorizeContext */

const { bank, settle } = openBankingPage();

// Back from the whole page the element may be faster than this script: first the listener, then `result`.
const deliver = (/** @type {object} */ detail) => settle(openBanking.code(detail));
bank.addEventListener('flinks-code', event => deliver(/** @type {CustomEvent} */ (event).detail));
if (bank.result?.type === 'code') deliver(bank.result);

// Asked after the click, once for each way to the bank.
bank.authorizeUrl = (/** @type {AuthorizeContext} */ context) =>
  openBanking.start({ way: 'page', ...context });
