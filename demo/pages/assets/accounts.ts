import { AccountsView } from './accounts-view.js';
import { create, find } from './dom.js';
import { host } from './host.js';
import { openBanking } from './open-banking.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';

const section = find('#accounts', HTMLElement);
const openBankingSection = find('#open-banking', HTMLElement);
const page = pageText();
const config = await host.config();

if (config.outbound) {
  // "No bank is linked yet" would be wrong above the accounts of one.
  const link = await openBanking.link().catch(() => undefined);
  section.hidden = link?.state !== 'none' && (await host.link().catch(() => undefined))?.state === 'none';
  const href = `/outbound?lang=${page.language}`;
  const relink = create('a', { class: 'button', href, id: 'relink' }, page.text.openBanking.trigger);
  const onDisconnected = () => (section.hidden = false);
  const view = new OpenBankingView({ section: openBankingSection, page, relink: [relink], onDisconnected });
  void view.show();
}
await new AccountsView({ section, page, config }).watch();
