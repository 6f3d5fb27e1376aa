// The words of FDX 5 in those of the demo's pages. Only the fields named here leave the server.
import type { AccountView, TransactionView } from '../account-view.ts';
import { list, number, record, text } from '../loose-json.ts';

const types: Record<string, string> = {
  CHECKING: 'Chequing',
  SAVINGS: 'Savings',
  CREDITCARD: 'CreditCard',
  LINEOFCREDIT: 'LineOfCredit',
  LOAN: 'Loan',
  MORTGAGE: 'Mortgage',
};

/** An account and a transaction stand in an object that names their kind: `{ depositAccount: { … } }`. */
export function unwrap(wrapped: unknown) {
  const [[kind, value] = ['', undefined]] = Object.entries(record(wrapped));
  return { kind, fields: record(value) };
}

export function viewFdxAccount(wrapped: unknown): Omit<AccountView, 'transactions'> {
  const { kind, fields } = unwrap(wrapped);
  const currency = text(record(fields.currency).currencyCode).toUpperCase();
  const type = text(fields.accountType);
  const current = number(fields.currentBalance);
  const owed = /^(loc|loan)/.test(kind) && current !== null;
  return {
    title: text(fields.nickname) || text(fields.productName) || text(fields.description),
    type: types[type] ?? '',
    lastDigits: text(fields.accountNumberDisplay).replace(/\s/g, '').slice(-4),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : 'CAD',
    holder: '',
    balance: {
      // What is owed is a positive figure in FDX.
      current: owed ? 0 - current : current,
      available: number(fields.availableBalance) ?? number(fields.availableCredit),
      limit: number(fields.creditLine),
    },
  };
}

/** @returns the transactions in the bank's order, the newest first */
export function viewFdxTransactions(body: unknown): TransactionView[] {
  return list(record(body).transactions)
    .map(wrapped => unwrap(wrapped).fields)
    .map(fields => ({
      date:
        /^\d{4}-\d{2}-\d{2}/.exec(text(fields.postedTimestamp) || text(fields.transactionTimestamp))?.[0] ??
        '',
      description: text(fields.description),
      amount: signed(number(fields.amount) ?? 0, text(fields.debitCreditMemo)),
      balance: null,
    }))
    .filter(({ date }) => date !== '');
}

function signed(amount: number, memo: string) {
  const size = Math.abs(amount);
  if (memo === 'DEBIT') return -size;
  return memo === 'CREDIT' ? size : amount;
}

/** Where the next page begins, if there is one. */
export function nextOffsetOf(body: unknown) {
  const offset = record(record(body).page).nextOffset;
  // Whatever the bank's side takes for a place: it is encoded where it is sent.
  return typeof offset === 'string' || typeof offset === 'number' ? String(offset) || null : null;
}
