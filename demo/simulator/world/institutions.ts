// The list that Connect and Express show. Only Flinks Capital works at Flinks, and only with demo=true (Flinks:
// testing-environments). Here every institution knows the same test users then (assumption: a list should lead
// somewhere), but for two that always refuse.
import { type InstitutionRow, inTheUnitedStates, madeUpInCanada, wellKnown } from './institution-names.ts';

export interface Institution {
  id: number;
  name: string;
  en: string;
  fr: string;
  country: 'CA' | 'US';
  color: string;
  refusal?: 'RETRY_LATER' | 'DISABLED_INSTITUTION';
}

/** White text is readable on each of them. */
const colors = ['#0b5c8a', '#7a3e00', '#5b2d8e', '#00626e', '#a3195b', '#2f6b1e', '#8b1538', '#283e4a'];

const refusals: Record<string, Institution['refusal']> = {
  TD: 'RETRY_LATER',
  DominionWorkers: 'DISABLED_INSTITUTION',
};

export const institutions: readonly Institution[] = [
  ...wellKnown.map(inCountry('CA')),
  ...madeUpInCanada.map(inCountry('CA')),
  ...inTheUnitedStates.map(inCountry('US')),
];

function inCountry(country: 'CA' | 'US'): (row: InstitutionRow) => Institution {
  return ([id, name, en, fr, color = colors[id % colors.length] ?? '#444']) => {
    const refusal = refusals[name];
    return { id, name, en, fr, country, color, ...(refusal && { refusal }) };
  };
}

/** By name or by number: both were seen in `/v2/Credential/{institution}`. */
export function findInstitution(key: string | undefined) {
  if (!key) return undefined;
  const wanted = key.toLowerCase();
  return institutions.find(({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted);
}

function testBank(): Institution {
  const bank = findInstitution('FlinksCapital');
  if (!bank) throw new Error('The list has no Flinks Capital.');
  return bank;
}

/** The test bank. */
export const flinksCapital = testBank();
