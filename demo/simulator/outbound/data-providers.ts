// The institutions of the list that take part in open banking. Three ids are documented: 1000, Flinks Capital, 2000, NBC,
// and 4013, 1st United CU. The others, and which bank supports which scope, are of our own making, so that a list shows
// every status and a user can meet each refusal.
import { findInstitution } from '../world/institutions.ts';

type ProviderStatus = 'Activated' | 'Available' | 'PendingActivation' | 'Suspended';

type Outage = 'temporarily_unavailable' | 'server_error' | 'unauthorized_client';

export interface DataProvider {
  id: number;
  name: string;
  country: 'CA' | 'US';
  status: ProviderStatus;
  color: string;
  scopes: readonly string[];
  institution: string;
  outage?: Outage;
}

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

const rows: readonly [
  id: number,
  institution: string,
  status: ProviderStatus,
  more?: { name?: string; scopes?: string[]; outage?: Outage },
][] = [
  [1000, 'FlinksCapital', 'Activated'],
  [2000, 'National', 'Activated', { name: 'NBC' }],
  [3000, 'HarbourCreditUnion', 'Activated', { scopes: basic }],
  [4000, 'PrairieTrust', 'Available'],
  [4013, 'FirstUnitedCU', 'Activated'],
  [5000, 'LakesideBank', 'PendingActivation'],
  [6000, 'NorthernMutual', 'Suspended'],
  [7000, 'SummitBank', 'Activated', { scopes: basic }],
  [8010, 'MapleValleyCaisse', 'Activated'],
  [8020, 'BeausejourBank', 'Activated'],
  [8030, 'GreatLakesCommunity', 'Activated'],
  [8040, 'TrueNorthDirect', 'Activated'],
  [8050, 'CedarCoast', 'Activated'],
  [8060, 'AcadianCoastCaisse', 'Activated'],
  [8070, 'SnowbirdBank', 'Activated'],
  [8080, 'RedRiverBank', 'Activated'],
  [8090, 'QueenStreetBank', 'Activated', { scopes: basic }],
  // Listed as usable, and out of order when a user gets there.
  [8110, 'LighthouseBayBank', 'Activated', { outage: 'temporarily_unavailable' }],
  [8120, 'ConfederationTrust', 'Activated', { outage: 'server_error' }],
  [8130, 'LoonieDirect', 'Activated', { outage: 'unauthorized_client' }],
  [8140, 'NiagaraOrchardBank', 'Available'],
  [8150, 'UngavaNorthernBank', 'Available'],
  [8160, 'OkanaganTerraceBank', 'PendingActivation'],
  [8170, 'CitadelBank', 'PendingActivation'],
  [8180, 'KlondikeTrailBank', 'Suspended'],
  [9010, 'PalisadesBank', 'Activated'],
  [9020, 'CascadeRange', 'Activated'],
  [9030, 'BayouStateBank', 'Available'],
  [9040, 'DesertMesa', 'Suspended'],
];

export const dataProviders: readonly DataProvider[] = rows.flatMap(([id, institution, status, more = {}]) => {
  const found = findInstitution(institution);
  if (!found) return [];
  const { country, color } = found;
  const { name = found.en, scopes = dataScopes, outage } = more;
  return [{ id, name, country, status, color, scopes, institution, ...(outage && { outage }) }];
});

/** @param id - a number, or its digits as they stand in an address */
export function findProvider(id: unknown) {
  return dataProviders.find(provider => String(provider.id) === String(id));
}

/** What a request without a provider_id means is undocumented; here it is the test bank (assumption). */
export const defaultProviderId = 1000;
