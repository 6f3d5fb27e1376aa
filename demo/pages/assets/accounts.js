import { AccountsView } from './accounts-view.js';
import { host } from './host.js';
import { pageText } from './page-text.js';

const section = /** @type {HTMLElement} */ (document.querySelector('#accounts'));

await new AccountsView({ section, page: pageText(), config: await host.config() }).watch();
