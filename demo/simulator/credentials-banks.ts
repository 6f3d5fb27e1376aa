import { dataProviders } from './outbound/data-providers.ts';
import { institutions } from './world/institutions.ts';

/** The institutions without open banking, as a host would add them to a list of providers. */
export function credentialsBanks() {
  const open = new Set(dataProviders.map(({ institution }) => institution));
  return institutions
    .filter(({ name }) => !open.has(name))
    .map(({ name, en, fr, country }) => ({ id: name, name: { en, fr }, country, institution: name }));
}
