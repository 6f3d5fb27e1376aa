/**
 * The banks of the open banking side. Two ids are documented: 1000, Flinks Capital, and 2000, NBC. The others, and which
 * bank supports which scope, are of our own making, so that a list shows every status and a person can meet each refusal.
 *
 * @typedef {'Activated' | 'Available' | 'PendingActivation' | 'Suspended'} ProviderStatus
 * @typedef {{ id: number, name: string, country: 'CA' | 'US', status: ProviderStatus, color: string, scopes: readonly string[] }} DataProvider
 */

/** What a recipient may ask for (Flinks: authorize with a data provider). */
export const dataScopes = [
  'ACCOUNT_BASIC',
  'ACCOUNT_DETAILED',
  'ACCOUNT_PAYMENTS',
  'INVESTMENTS',
  'TRANSACTIONS',
  'STATEMENTS',
  'CUSTOMER_CONTACT',
  'CUSTOMER_PERSONAL',
];

const basic = ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS'];

/** @type {readonly DataProvider[]} */
export const dataProviders = [
  {
    id: 1000,
    name: 'Flinks Capital',
    country: 'CA',
    status: 'Activated',
    color: '#0b6b57',
    scopes: dataScopes,
  },
  { id: 2000, name: 'NBC', country: 'CA', status: 'Activated', color: '#b5121b', scopes: dataScopes },
  {
    id: 3000,
    name: 'Harbour Credit Union',
    country: 'CA',
    status: 'Activated',
    color: '#00626e',
    scopes: basic,
  },
  {
    id: 4000,
    name: 'Prairie Trust',
    country: 'CA',
    status: 'Available',
    color: '#7a3e00',
    scopes: dataScopes,
  },
  {
    id: 5000,
    name: 'Lakeside Bank',
    country: 'US',
    status: 'PendingActivation',
    color: '#00457c',
    scopes: dataScopes,
  },
  {
    id: 6000,
    name: 'Northern Mutual',
    country: 'CA',
    status: 'Suspended',
    color: '#5b2d8e',
    scopes: dataScopes,
  },
  { id: 7000, name: 'Summit Bank', country: 'US', status: 'Activated', color: '#a3005b', scopes: basic },
];

/** @param {unknown} id a number, or its digits as they stand in an address */
export function findProvider(id) {
  return dataProviders.find(provider => String(provider.id) === String(id));
}

/** What a request without a provider_id means is undocumented; here it is the test bank (assumption). */
export const defaultProviderId = 1000;
