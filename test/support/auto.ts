import '../../src/index.js';
import { fixture, html } from '@open-wc/testing';
import type { FlinksLink, Provider } from '../../src/element.js';
import { connectUrl, tokenFunction } from './connect.js';
import { click } from './input.js';
import { authorizeFunction } from './redirect.js';
import { waitUntil } from './wait-until.js';

/** Two banks with open banking, one of them as Flinks lists it, and two that are linked by Connect. */
export const banks: readonly (Provider | Record<string, unknown>)[] = [
  { provider_id: 1000, name: 'Flinks Capital', country: 'CA', scopes: ['ACCOUNT_BASIC'] },
  { id: '2000', name: { en: 'National Bank', fr: 'Banque Nationale' }, country: 'CA', flow: 'outbound' },
  {
    id: 'laurentian',
    name: 'Laurentian Bank',
    country: 'CA',
    flow: 'connect',
    institution: 'LaurentianBank',
  },
  { provider_id: 3000, name: 'Tangerine', country: 'CA', status: 'Suspended' },
];

/** An element over all front ends, with its list on the screen. */
export async function auto(set: Partial<FlinksLink> = {}): Promise<FlinksLink> {
  const element = document.createElement('flinks-link');
  Object.assign(element, {
    flow: 'auto',
    connectUrl,
    demo: true,
    providers: banks,
    authorizeUrl: authorizeFunction(),
    authorizeToken: tokenFunction({ simulate: 'puppet' }),
    ...set,
  });
  return fixture<FlinksLink>(html`${element}`);
}

const optionsOf = (element: FlinksLink): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>('[part~=option]'),
];

/** The option of a bank, as soon as it is there. */
export async function optionOf(element: FlinksLink, name: string): Promise<HTMLElement> {
  const find = () => optionsOf(element).find(option => option.textContent?.includes(name));
  await waitUntil(find, `${name} is not listed`);
  return find()!;
}

/** A real click on a bank: browsers open windows for nothing less. */
export const choose = async (element: FlinksLink, name: string): Promise<void> =>
  click(await optionOf(element, name));

/** A button or link of the element by what it says. */
export async function action(element: FlinksLink, label: string): Promise<HTMLElement> {
  const find = () =>
    [...element.renderRoot.querySelectorAll<HTMLElement>('[part~=action]')].find(
      found => found.textContent?.trim() === label,
    );
  await waitUntil(find, `no action says ${label}`);
  return find()!;
}

export const notListed = 'My bank isn’t listed';

export const searchOf = (element: FlinksLink): HTMLInputElement =>
  element.renderRoot.querySelector<HTMLInputElement>('[part~=search]')!;
