import type { CodeOutcome } from '../../../src/index.js';
import { openBanking } from './open-banking.js';
import { openBankingPage } from './open-banking-page.js';

const { bank, settle } = openBankingPage();

// Back from the whole page the element may be faster than this script: first the listener, then `result`.
const deliver = (detail: CodeOutcome) => settle(openBanking.code(detail));
bank.addEventListener('flinks-code', ({ detail }) => deliver(detail));
if (bank.result?.type === 'code') deliver(bank.result);

// Asked after the click, once for each way to the bank.
bank.authorizeUrl = context => openBanking.start('page', context);
