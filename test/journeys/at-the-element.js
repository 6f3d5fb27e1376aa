import { until } from './until.js';

/** A list of the host's: one bank as Flinks tells of it, and one that the host adds. */
export const twoBanks = [
  { provider_id: 1000, name: 'Flinks Capital', country: 'CA', scopes: ['ACCOUNT_BASIC'] },
  { id: 'l', name: 'Laurentian Bank', country: 'CA', flow: 'connect', institution: 'LaurentianBank' },
];

/** By keyboard. @param {import('./browsers.js').Tab} tab */
export const pressTrigger = async tab => {
  await tab.run(() => document.querySelector('flinks-link button').focus());
  await tab.press('Enter');
};

/** By keyboard, from the search field to the bank. @param {string} name */
export const chooseBank = name => async tab => {
  await until(
    () => tab.run(() => document.querySelector('flinks-link').shadowRoot.querySelector('[part=search]')),
    'the list',
  );
  await tab.run(() =>
    document.querySelector('flinks-link').shadowRoot.querySelector('[part=search]').focus(),
  );
  await tab.type(name);
  await until(
    () =>
      tab.run(
        () =>
          document.querySelectorAll('flinks-link')[0].shadowRoot.querySelectorAll('[part~=option]').length <=
          2,
      ),
    'the bank',
  );
  // The best match is chosen by Enter.
  await tab.press('Enter');
};
