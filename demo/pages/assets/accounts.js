import { AccountsView } from './accounts-view.js';
import { host } from './host.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';

const section = /** @type {HTMLElement} */ (document.querySelector('#accounts'));
const openBanking = /** @type {HTMLElement} */ (document.querySelector('#open-banking'));
const page = pageText();
const config = await host.config();

if (config.outbound) void new OpenBankingView({ section: openBanking, page }).show();
await new AccountsView({ section, page, config }).watch();
