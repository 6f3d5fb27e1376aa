import { element, primaryButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';
import { languageOf } from '../language/language.js';
import type { AccountSummary } from '../server.js';

/** One account, or several with accountSelectorMultiple=true. */
export function accounts(flow: Flow, shown: AccountSummary[], error?: string): Screen {
  const { messages, parameters } = flow;
  const several = parameters.accountSelectorMultiple === 'true';
  const money = (amount: number, currency: string) =>
    amount.toLocaleString(`${languageOf(parameters)}-CA`, { style: 'currency', currency });
  const choices = shown.map(({ Id, Title, Type, LastFourDigits, Balance, Currency }) => {
    const described = `${messages.types[Type] ?? Type}, ${messages.endingIn(LastFourDigits)}`;
    const input = element('input', {
      type: several ? 'checkbox' : 'radio',
      name: 'account',
      value: Id,
      ...(error ? { 'aria-invalid': several ? 'true' : null, 'aria-describedby': 'form-error' } : {}),
    });
    const text = element(
      'span',
      { class: 'what' },
      element('strong', {}, Title),
      element('span', {}, described),
    );
    return element(
      'label',
      { class: 'account' },
      input,
      text,
      element('span', { class: 'amount' }, money(Balance.Current, Currency)),
    );
  });
  const form = element(
    'form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        const ids = new FormData(form).getAll('account').map(String);
        if (ids.length > 0) flow.selectAccounts(ids);
        else flow.show(accounts(flow, shown, messages.chooseOne));
      },
    },
    error ? element('p', { id: 'form-error', class: 'form-error' }, error) : null,
    element('fieldset', {}, element('legend', {}, messages.accountsLegend), ...choices),
    element(
      'div',
      { class: 'actions' },
      primaryButton('accounts-submit', messages.share, { type: 'submit' }),
    ),
  );
  const title = several ? messages.accountsTitleMany : messages.accountsTitle;
  return { name: 'accounts', title, body: [form] };
}
