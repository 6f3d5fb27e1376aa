import assert from 'node:assert/strict';
import type { Tab } from './browsers.ts';
import { until } from './until.ts';

/** A list of the host's: one bank as Flinks tells of it, and one that the host adds. */
export const twoBanks = [
  { provider_id: 1000, name: 'Flinks Capital', country: 'CA', scopes: ['ACCOUNT_BASIC'] },
  { id: 'l', name: 'Laurentian Bank', country: 'CA', flow: 'connect', institution: 'LaurentianBank' },
];

/** By keyboard. */
export const pressTrigger = async (tab: Tab) => {
  await tab.run(() => document.querySelector<HTMLElement>('flinks-link button')!.focus());
  await tab.press('Enter');
};

/** Puts the focus into the search field, as soon as it is there. */
const focusSearch = () => {
  const search = document
    .querySelector('flinks-link')
    ?.shadowRoot?.querySelector<HTMLElement>('[part=search]');
  search?.focus();
  return !!search;
};

const countOptions = () =>
  document.querySelector('flinks-link')?.shadowRoot?.querySelectorAll('[part~=option]').length;

/** By keyboard, from the search field to the bank. */
export const chooseBank = (name: string) => async (tab: Tab) => {
  await until(() => tab.run(focusSearch), 'the list');
  await tab.type(name);
  await until(async () => ((await tab.run(countOptions)) ?? Infinity) <= 2, 'the bank');
  // The best match is chosen by Enter.
  await tab.press('Enter');
};

/** The login that the session has ended with. */
export async function loginOf(tab: Tab) {
  const result = await tab.run(() => document.querySelector('flinks-link')?.result);
  if (result?.type !== 'login') assert.fail(`The result is no login, but of type ${result?.type}`);
  return result;
}
