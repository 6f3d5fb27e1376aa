import { list, number, record, text } from './loose-json.ts';

/**
 * What the page may know of an account. Only the fields named here leave the server: an answer of Flinks also holds the
 * loginId, the request id, full account numbers and the holder's address, and may hold more tomorrow.
 */
export interface AccountView {
  title: string;
  /** For example `Chequing`; empty when Flinks does not say. */
  type: string;
  /** At most four. */
  lastDigits: string;
  /** ISO 4217. */
  currency: string;
  holder: string;
  balance: { current: number | null; available: number | null; limit: number | null };
  /** Newest first. */
  transactions: TransactionView[];
}

export interface TransactionView {
  /** `YYYY-MM-DD`. */
  date: string;
  description: string;
  /** Money in above zero, money out below it. */
  amount: number;
  /** After the transaction. */
  balance: number | null;
}

export interface AttributeView {
  name: string;
  value: string | number | boolean | null;
}

/** @param body - the answer of GetAccountsDetail */
export function viewAccounts(body: Record<string, unknown>): {
  institution: string;
  accounts: AccountView[];
} {
  const accounts = list(body.Accounts).map(viewAccount);
  return { institution: text(body.InstitutionName) || text(body.Institution), accounts };
}

/** @param body - the answer of an attributes call: they stand in `Card`, beside the loginId as `Id` */
export function viewAttributes(body: Record<string, unknown>): AttributeView[] {
  const views: AttributeView[] = [];
  for (const [name, value] of Object.entries(record(body.Card))) {
    if (name === 'Id' || !/^[A-Za-z]\w{0,99}$/.test(name)) continue;
    if (isAttributeValue(value)) views.push({ name, value });
  }
  return views;
}

function isAttributeValue(value: unknown): value is AttributeView['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function viewAccount(account: Record<string, unknown>): AccountView {
  const balance = record(account.Balance);
  const currency = text(account.Currency).toUpperCase();
  return {
    title: text(account.Title),
    type: text(account.Type),
    lastDigits: (text(account.LastFourDigits) || text(account.AccountNumber)).replace(/\s/g, '').slice(-4),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : 'CAD',
    holder: text(record(account.Holder).Name),
    balance: {
      current: number(balance.Current),
      available: number(balance.Available),
      limit: number(balance.Limit),
    },
    transactions: list(account.Transactions)
      .map(viewTransaction)
      .filter(({ date }) => date !== '')
      .sort((a, b) => b.date.localeCompare(a.date)),
  };
}

function viewTransaction(transaction: Record<string, unknown>): TransactionView {
  const amount = (number(transaction.Credit) ?? 0) - (number(transaction.Debit) ?? 0);
  return {
    date: /^\d{4}-\d{2}-\d{2}/.exec(text(transaction.Date).replaceAll('/', '-'))?.[0] ?? '',
    description: text(transaction.Description),
    // Cents, not the tail of a binary fraction.
    amount: Math.round(amount * 100) / 100,
    balance: number(transaction.Balance),
  };
}
