import { dataProviders } from './outbound/data-providers.js';
import { institutions } from './world/institutions.js';

/**
 * The institutions without open banking, as a host would add them to a list of providers.
 *
 * @returns {{ id: string, name: { en: string, fr: string }, country: 'CA' | 'US', institution: string }[]}
 */
export function credentialsBanks() {
  const open = new Set(dataProviders.map(({ institution }) => institution));
  return institutions
    .filter(({ name }) => !open.has(name))
    .map(({ name, en, fr, country }) => ({ id: name, name: { en, fr }, country, institution: name }));
}
