/**
 * The list that Connect shows. Only Flinks Capital works, and only with demo=true (Flinks: testing-environments); its
 * name and number are documented, the numbers of the others are of our own making.
 *
 * @typedef {{ id: number, name: string, en: string, fr: string, color: string }} Institution
 */

/** @type {readonly Institution[]} */
export const institutions = [
  { id: 14, name: 'FlinksCapital', en: 'Flinks Capital', fr: 'Flinks Capital', color: '#0b6b57' },
  { id: 101, name: 'AlbertaTreasury', en: 'ATB Financial', fr: 'ATB Financial', color: '#00539b' },
  { id: 102, name: 'BMO', en: 'BMO Bank of Montreal', fr: 'BMO Banque de Montréal', color: '#0075be' },
  { id: 103, name: 'CIBC', en: 'CIBC', fr: 'Banque CIBC', color: '#8b1538' },
  {
    id: 104,
    name: 'CanadianWestern',
    en: 'Canadian Western Bank',
    fr: 'Canadian Western Bank',
    color: '#004b35',
  },
  {
    id: 105,
    name: 'CoastCapital',
    en: 'Coast Capital Savings',
    fr: 'Coast Capital Savings',
    color: '#0073a8',
  },
  {
    id: 106,
    name: 'ConexusCreditUnion',
    en: 'Conexus Credit Union',
    fr: 'Conexus Credit Union',
    color: '#5b2d8e',
  },
  { id: 107, name: 'Desjardins', en: 'Desjardins', fr: 'Desjardins', color: '#007a53' },
  { id: 108, name: 'EQBank', en: 'EQ Bank', fr: 'Banque EQ', color: '#6b2c91' },
  { id: 109, name: 'HSBC', en: 'HSBC Canada', fr: 'HSBC Canada', color: '#b3000f' },
  { id: 110, name: 'Koho', en: 'KOHO', fr: 'KOHO', color: '#2b2d5f' },
  { id: 4, name: 'National', en: 'National Bank', fr: 'Banque Nationale', color: '#b5121b' },
  { id: 111, name: 'LaurentianBank', en: 'Laurentian Bank', fr: 'Banque Laurentienne', color: '#00457c' },
  { id: 112, name: 'Manulife', en: 'Manulife Bank', fr: 'Banque Manuvie', color: '#006b3a' },
  {
    id: 113,
    name: 'MeridianCreditUnion',
    en: 'Meridian Credit Union',
    fr: 'Meridian Credit Union',
    color: '#7a3e00',
  },
  { id: 114, name: 'Motusbank', en: 'motusbank', fr: 'motusbank', color: '#a3005b' },
  { id: 115, name: 'NeoFinancial', en: 'Neo Financial', fr: 'Neo Financial', color: '#283e4a' },
  { id: 116, name: 'PCFinancial', en: 'PC Financial', fr: 'Services financiers PC', color: '#b3000f' },
  { id: 117, name: 'RBC', en: 'RBC Royal Bank', fr: 'RBC Banque Royale', color: '#00529b' },
  { id: 118, name: 'Scotia', en: 'Scotiabank', fr: 'Banque Scotia', color: '#b3000f' },
  { id: 119, name: 'Servus', en: 'Servus Credit Union', fr: 'Servus Credit Union', color: '#00626e' },
  { id: 120, name: 'Simplii', en: 'Simplii Financial', fr: 'Financière Simplii', color: '#a3195b' },
  { id: 121, name: 'Tangerine', en: 'Tangerine', fr: 'Tangerine', color: '#a84300' },
  { id: 122, name: 'TD', en: 'TD Canada Trust', fr: 'TD Canada Trust', color: '#1a6b2a' },
  { id: 123, name: 'Vancity', en: 'Vancity', fr: 'Vancity', color: '#a8001c' },
  { id: 124, name: 'Wealthsimple', en: 'Wealthsimple', fr: 'Wealthsimple', color: '#32302f' },
];

/**
 * By name or by number: both were seen in `/v2/Credential/{institution}`.
 *
 * @param {string | undefined} key
 */
export function findInstitution(key) {
  if (!key) return undefined;
  const wanted = key.toLowerCase();
  return institutions.find(({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted);
}
