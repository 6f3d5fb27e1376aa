import type { Flow } from './flow.js';
import { accounts } from './screens/accounts.js';
import { refusal } from './screens/notices.js';

/**
 * The step between signing in and REDIRECT: the account selector with accountSelectorEnable=true, and nothing without
 * it. A resumed session with resumeSelectedAccounts keeps the earlier choice (Flinks: resume-and-reconnect).
 */
export async function offerAccounts(flow: Flow) {
  const { accountSelectorEnable, resumeSelectedAccounts, requestId, showAllAccounts } = flow.parameters;
  const earlier = requestId ? (resumeSelectedAccounts ?? '').split(',').filter(Boolean) : [];
  if (earlier.length > 0 || accountSelectorEnable !== 'true') {
    flow.finish(earlier);
    return;
  }
  const all = await flow.server.accounts().catch(() => null);
  if (!all) {
    flow.show(refusal(flow, 'OFFLINE'));
    return;
  }
  const shown = all.filter(({ Category }) => Category === 'Operations' || showAllAccounts === 'true');
  flow.post('COMPONENT_LOAD_ACCOUNT_SELECTION', {
    totalAccounts: all.length,
    displayedAccounts: shown.length,
  });
  flow.show(accounts(flow, shown));
}
