// Attributes computed from the same transactions that GetAccountsDetail returns. Only the style of the names is
// documented (`sum_debits_30_days`); which package holds which of them is ours.
import type { Account } from './accounts.ts';
import type { Transaction } from './transactions.ts';

type Attribute = (
  accounts: Account[],
  now: number,
) => { value: number; from: { account: Account; transaction: Transaction }[] };

const attributes: Record<string, Attribute> = {
  sum_employer_income_30_days: sum(30, 'Credit', /PAYROLL/),
  sum_employer_income_90_days: sum(90, 'Credit', /PAYROLL/),
  count_employer_income_90_days: count(90, 'Credit', /PAYROLL/),
  sum_government_income_90_days: sum(90, 'Credit', /BENEFIT/),
  sum_credits_30_days: sum(30, 'Credit', /./),
  sum_debits_30_days: sum(30, 'Debit', /./),
  sum_credits_90_days: sum(90, 'Credit', /./),
  sum_debits_90_days: sum(90, 'Debit', /./),
  sum_rent_30_days: sum(30, 'Debit', /RENT/),
  sum_loan_payments_90_days: sum(90, 'Debit', /LOAN/),
  count_loan_payments_90_days: count(90, 'Debit', /LOAN/),
  sum_utilities_payments_90_days: sum(90, 'Debit', /HYDRO|INTERNET/),
  sum_groceries_30_days: sum(30, 'Debit', /METRO|PROVIGO|IGA|MAXI|MARCHE/),
  count_nsf_90_days: count(90, 'Debit', /NSF/),
  count_transactions_30_days: count(30, null, /./),
  average_closing_balance_90_days: accounts => ({ value: averageBalance(accounts), from: [] }),
  count_accounts: accounts => ({ value: accounts.length, from: [] }),
};

const names = Object.keys(attributes);

/** The calls of the attributes service (Flinks: setup-attributes). */
export const packages: Record<string, readonly string[]> = {
  GetIncomeAttributes: names.filter(name => /income|credits/.test(name)),
  GetCreditRiskAttributes: names.filter(name => /loan|nsf|balance|debits|rent/.test(name)),
  GetUserAnalysisAttributes: names.filter(name => /count|balance|groceries/.test(name)),
  GetLendingAttributes: names.filter(name => /loan|nsf|income|rent|utilities/.test(name)),
  GetAllAttributes: names,
  GetAllBusinessAttributes: names.filter(name => /credits|debits|balance|transactions|accounts/.test(name)),
};

export const isAttribute = (name: string) => Object.hasOwn(attributes, name);

/**
 * @param detailed - the attributes whose transactions are listed
 * @param accounts - with 90 days of transactions or more
 */
export function computeAttributes(
  wanted: readonly string[],
  detailed: readonly string[],
  accounts: Account[],
  now: number,
) {
  const values: Record<string, number> = {};
  const details: Record<string, object[]> = {};
  for (const name of wanted) {
    const computed = attributes[name]?.(accounts, now);
    if (!computed) continue;
    values[name] = computed.value;
    if (!detailed.includes(name) || computed.from.length === 0) continue;
    details[name] = computed.from.map(({ account, transaction }) => ({
      TransactionId: transaction.Id,
      AccountId: account.Id,
      Date: transaction.Date,
      Description: transaction.Description,
      Debit: transaction.Debit,
      Credit: transaction.Credit,
    }));
  }
  return { values, details };
}

function within(
  days: number,
  side: 'Debit' | 'Credit' | null,
  pattern: RegExp,
): (accounts: Account[], now: number) => { account: Account; transaction: Transaction }[] {
  return (accounts, now) => {
    const first = new Date(now - days * 86_400_000).toISOString().slice(0, 10);
    return accounts.flatMap(account =>
      account.Transactions.filter(
        each => each.Date > first && pattern.test(each.Description) && (!side || each[side] !== null),
      ).map(transaction => ({ account, transaction })),
    );
  };
}

function sum(days: number, side: 'Debit' | 'Credit', pattern: RegExp): Attribute {
  return (accounts, now) => {
    const from = within(days, side, pattern)(accounts, now);
    const total = from.reduce(
      (cents, { transaction }) => cents + Math.round((transaction[side] ?? 0) * 100),
      0,
    );
    return { value: total / 100, from };
  };
}

function count(days: number, side: 'Debit' | 'Credit' | null, pattern: RegExp): Attribute {
  return (accounts, now) => {
    const from = within(days, side, pattern)(accounts, now);
    return { value: from.length, from };
  };
}

function averageBalance(accounts: Account[]) {
  const balances = accounts.flatMap(({ Transactions }) => Transactions.map(({ Balance }) => Balance));
  return (
    Math.round((balances.reduce((total, each) => total + each, 0) / Math.max(1, balances.length)) * 100) / 100
  );
}
