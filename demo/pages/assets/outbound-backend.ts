import { openBanking } from './open-banking.js';
import { openBankingPage } from './open-banking-page.js';

const { bank, settle } = openBankingPage();

// Nothing is left to hand over: the backend has the code and has exchanged it. It knows more than this event.
bank.addEventListener('flinks-linked', () => settle(Promise.resolve()));

bank.authorizeUrl = context => openBanking.start('backend', context);
