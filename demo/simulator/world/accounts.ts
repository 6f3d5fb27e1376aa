import { guidFrom } from './random.ts';
import { type AccountKind, type Transaction, transactionsOf } from './transactions.ts';

/** One account, in the shape of GetAccountsDetail (Flinks: get-accounts-detail). */
export interface Account {
  Transactions: Transaction[];
  TransitNumber: string;
  InstitutionNumber: string;
  OverdraftLimit: number;
  Title: string;
  AccountNumber: string;
  LastFourDigits: string;
  Balance: { Available: number | null; Current: number; Limit: number | null };
  Category: string;
  Type: string;
  Currency: string;
  Holder: typeof holder;
  AccountType: string | null;
  Id: string;
}

const products: readonly {
  kind: AccountKind;
  title: string;
  category: string;
  type: string;
  number: string;
  floorCents: number;
  overdraft: number;
  limit: number | null;
}[] = [
  {
    kind: 'chequing',
    title: 'Everyday Chequing',
    category: 'Operations',
    type: 'Chequing',
    number: '7641238',
    floorCents: 21_340,
    overdraft: 500,
    limit: null,
  },
  {
    kind: 'joint',
    title: 'Joint Chequing',
    category: 'Operations',
    type: 'Chequing',
    number: '7649054',
    floorCents: 8_815,
    overdraft: 0,
    limit: null,
  },
  {
    kind: 'savings',
    title: 'High-Interest Savings',
    category: 'Operations',
    type: 'Savings',
    number: '7642261',
    floorCents: 820_000,
    overdraft: 0,
    limit: null,
  },
  {
    kind: 'card',
    title: 'Visa Rewards',
    category: 'Credits',
    type: 'CreditCard',
    number: '4500123412347788',
    floorCents: -312_000,
    overdraft: 0,
    limit: 5000,
  },
];

const holder = {
  Name: 'Camille Tremblay',
  Address: {
    CivicAddress: '4120 rue Saint-Denis',
    City: 'Montreal',
    Province: 'QC',
    PostalCode: 'H2W 2M5',
    POBox: null,
    Country: 'CA',
  },
  Email: 'camille.tremblay@example.com',
  PhoneNumber: '5145550142',
};

/** The accounts of a login. */
export function accountsOf(
  login: { id: string; username: string },
  { now, days }: { now: number; days: number },
): Account[] {
  return products.map(({ kind, title, category, type, number, floorCents, overdraft, limit }) => {
    const seed = `${login.username.toLowerCase()}/${kind}`;
    const { transactions, balanceCents } = transactionsOf({ seed, kind, floorCents, days, now });
    const current = balanceCents / 100;
    const available = limit === null ? current + overdraft : Math.round((limit + current) * 100) / 100;
    return {
      Transactions: transactions,
      TransitNumber: '12347',
      InstitutionNumber: '777',
      OverdraftLimit: overdraft,
      Title: title,
      AccountNumber: number,
      LastFourDigits: number.slice(-4),
      Balance: { Available: available, Current: current, Limit: limit },
      Category: category,
      Type: type,
      Currency: 'CAD',
      Holder: holder,
      AccountType: type === 'CreditCard' ? null : 'Personal',
      Id: guidFrom(`${login.id}/${kind}`),
    };
  });
}
