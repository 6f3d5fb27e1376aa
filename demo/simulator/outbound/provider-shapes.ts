// The list of providers in each way that Flinks prints it, or might: `simulate=` in the address of the call, or with the
// recipient who asks.
import { parseVariants } from '../simulation.ts';
import type { DataProvider } from './data-providers.ts';

export const providerVariants = {
  v1: { says: 'supported: provider_id, name, country, scopes; active: id and name; none: 404' },
  v2: { says: 'snake: provider_id, status; camel: providerId, registrationStatus; missing: 404' },
};

/** @param lists - the later ones win */
export function parseProviderVariants(...lists: (string | undefined)[]) {
  return parseVariants(providerVariants, ...lists);
}

/**
 * Two pages document two shapes of the same call ("get supported" and "list active"), the second with a schema that its
 * own example does not keep to.
 *
 * @returns nothing where there are none
 */
export function shapeV1(providers: readonly DataProvider[], shape: string | undefined): object[] | undefined {
  if (shape === 'none') return undefined;
  return providers
    .filter(({ status }) => status === 'Activated')
    .map(({ id, name, country, scopes }) =>
      shape === 'active' ? { id, name } : { provider_id: id, name, country, scopes },
    );
}

/**
 * The fields are nowhere to be read but for "Data Provider name, providerId, registration status, and more": those of v1
 * and `status`, or in camelCase (assumptions).
 *
 * @returns nothing where there is no such call
 */
export function shapeV2(providers: readonly DataProvider[], shape: string | undefined): object[] | undefined {
  if (shape === 'missing') return undefined;
  return providers.map(({ id, name, country, scopes, status }) =>
    shape === 'camel'
      ? { providerId: id, providerName: name, country, scopes, registrationStatus: status }
      : { provider_id: id, name, country, scopes, status },
  );
}
