import { AccountsView } from './accounts-view.js';
import { describeCancel, describeError, hear, on } from './bank-element.js';
import { find } from './dom.js';
import { express } from './express.js';
import { ExpressProgress } from './express-progress.js';
import { explain, host } from './host.js';
import { openBanking } from './open-banking.js';
import { OpenBankingView } from './open-banking-view.js';
import { pageText } from './page-text.js';
import { attributesOf, hasTrigger, readAddress, type Settings } from './playground-settings.js';
import { PlaygroundStage } from './playground-stage.js';
import { keepInAddress, SettingsForm } from './settings-form.js';
import { SnippetView } from './snippet-view.js';
import { TimelineView } from './timeline-view.js';

const page = pageText();
const { text } = page;
const say = (news: string) => find('#outcome', HTMLElement).replaceChildren(news);
const config = await host.config();

const place = find('#live', HTMLElement);
const snippets = new SnippetView({ section: find('#code', HTMLElement), page });
const timeline = new TimelineView({
  log: find('#log', HTMLElement),
  clear: find('#clear', HTMLElement),
  debug: find('#debug', HTMLInputElement),
  page,
});
timeline.listen(place);

const stage = new PlaygroundStage({
  place,
  question: find('#question', HTMLElement),
  page,
  config,
  onDebug: entry => timeline.note(entry),
  onKeep: settings => {
    form.settings = settings;
    describe(settings);
  },
});

const accountsSection = find('#accounts', HTMLElement);
const accounts = new AccountsView({
  section: accountsSection,
  page,
  config,
  onUnlinked: () => stage.reset(),
});
const openBankingAccounts = new OpenBankingView({
  section: find('#open-banking', HTMLElement),
  page,
  onDisconnected: () => stage.reset(),
});
const showAccounts = () => {
  accountsSection.hidden = false;
  return accounts.watch();
};
const handoff = new ExpressProgress({
  section: find('#express', HTMLElement),
  page,
  onLinked: () => void showAccounts(),
});

/** Hands an outcome to the backend, then shows what came of it. */
async function settle(delivery: Promise<void>, show: () => Promise<void>) {
  try {
    await delivery;
    say('');
    await show();
  } catch (error) {
    // The element has done its part and says that the bank is linked; the backend knows better.
    stage.reset();
    say(explain(error, text, text.status.notLinked));
  }
}

hear(place, {
  onLogin: detail => void settle(host.login(detail), showAccounts),
  onStart: () => say(''),
  onCancel: cancel => say(describeCancel(cancel, text)),
  onError: error => say(describeError(error, text)),
});
on(place, 'flinks-code', ({ detail }) => {
  const delivery = openBanking.code(detail);
  void settle(delivery, () => openBankingAccounts.show());
});
place.addEventListener('flinks-handoff', () => void handoff.watch(stage.handoff));

/** Says what the settings are: in the address, and as code. */
function describe(settings: Settings) {
  keepInAddress(settings);
  const trigger = hasTrigger(settings) ? text.playground.trigger : undefined;
  snippets.show({ settings, attributes: attributesOf(settings, config), ...(trigger && { trigger }) });
}

async function apply(settings: Settings) {
  describe(settings);
  say('');
  await stage.show(settings).catch(error => say(explain(error, text)));
}

const form = new SettingsForm(find('#settings', HTMLFormElement), {
  config,
  onChange: settings => void apply(settings),
});
find('#start-anew', HTMLElement).addEventListener('click', () => {
  say('');
  void stage.startAnew(form.settings).catch(error => say(explain(error, text)));
});

form.settings = readAddress(new URLSearchParams(location.search));
await customElements.whenDefined('flinks-link');
void apply(form.settings);

// What is linked belongs to the user, not to the page: it is here from before.
if (config.outbound) void openBankingAccounts.show();
const linked = await host.link().catch(() => undefined);
if (linked && linked.state !== 'none') void showAccounts();
if (config.express) {
  const last = await express.handoff().catch(() => undefined);
  if (last?.state === 'identified') void handoff.watch(last.id);
}
