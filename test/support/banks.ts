import { type ReadProvider, readProviders } from '../../src/protocol/providers.js';

const both = (en: string, fr: string) => ({ en, fr });

const canadian = [
  'Desjardins',
  both('RBC Royal Bank', 'RBC Banque Royale'),
  'TD Canada Trust',
  both('National Bank', 'Banque Nationale'),
  both('BMO Bank of Montreal', 'BMO Banque de Montréal'),
  both('Canadian Imperial Bank of Commerce', 'Banque Canadienne Impériale de Commerce'),
  both('Scotiabank', 'Banque Scotia'),
  'Tangerine',
  both('Laurentian Bank', 'Banque Laurentienne'),
  'CIBC',
  'Caisse d’économie solidaire',
  'Vancity',
];
const american = ['Lakeside Bank', 'First National Bank of Maine', 'Summit Credit Union'];

const entries = [
  ...canadian.map(name => ({ name, country: 'CA' })),
  ...american.map(name => ({ name, country: 'US' })),
].map((entry, index) => ({ ...entry, id: String(1000 + index) }));

const read = (value: unknown): readonly ReadProvider[] => readProviders(value)?.providers ?? [];

/** Fifteen banks of two countries. */
export const banks = read(entries);

/** The twelve of one of them. */
export const canadianBanks = banks.filter(({ country }) => country === 'CA');

const first = 'Prairie Harbour Northern Acadian Lakeside Alberta Rivière Côte Énergie Federal'.split(' ');
const middle = 'Community Populaire Savings Mutual Workers Farmers Teachers Solidaire'.split(' ');
const last = 'Credit Union|Bank|Trust|Caisse|Financial'.split('|');

/** As many made-up banks of two countries as one asks for, each of another name. */
export const manyBanks = (count: number): readonly ReadProvider[] =>
  read(
    Array.from({ length: count }, (_, index) => ({
      id: index,
      name: `${first[index % 10]} ${middle[index % 8]} ${last[index % 5]} ${index + 1}`,
      country: index % 7 ? 'CA' : 'US',
    })),
  );
