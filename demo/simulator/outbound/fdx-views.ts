// The bank's accounts in the words of FDX 5. Flinks prints parts of an account and of a payment network; the rest
// follows the standard.
import type { Account } from '../world/accounts.ts';
import { guidFrom } from '../world/random.ts';
import type { Transaction } from '../world/transactions.ts';
import type { Consent } from './consents.ts';

const accountTypes: Record<string, string> = {
  Chequing: 'CHECKING',
  Savings: 'SAVINGS',
  CreditCard: 'CREDITCARD',
};

function isCredit({ Category }: Account) {
  return Category === 'Credits';
}

export function accountSummary(account: Account) {
  const number = account.AccountNumber;
  const summary = {
    accountId: account.Id,
    accountType: accountTypes[account.Type] ?? 'CHECKING',
    accountNumber: number,
    accountNumberDisplay: number.slice(-4).padStart(number.length, '*'),
    productName: account.Title,
    nickname: account.Title,
    status: 'OPEN',
    description: account.Title,
    currency: { currencyCode: account.Currency },
  };
  return isCredit(account) ? { locAccount: summary } : { depositAccount: summary };
}

export function accountDetails(account: Account, now: number) {
  const { Available, Current, Limit } = account.Balance;
  const balanceAsOf = new Date(now).toISOString();
  const { locAccount, depositAccount } = accountSummary(account);
  // A line of credit says what is owed as a positive figure.
  if (locAccount)
    return {
      locAccount: {
        ...locAccount,
        balanceAsOf,
        currentBalance: -Current,
        availableCredit: Available,
        creditLine: Limit,
      },
    };
  return {
    depositAccount: {
      ...depositAccount,
      balanceAsOf,
      currentBalance: Current,
      availableBalance: Available,
      transitNumber: account.TransitNumber,
      institutionNumber: account.InstitutionNumber,
    },
  };
}

export function transactionView(
  account: Account,
  { Id, Date: date, Description, Debit, Credit }: Transaction,
) {
  const view = {
    accountId: account.Id,
    transactionId: Id,
    postedTimestamp: `${date}T12:00:00Z`,
    transactionTimestamp: `${date}T12:00:00Z`,
    description: Description,
    debitCreditMemo: Debit === null ? 'CREDIT' : 'DEBIT',
    amount: Debit ?? Credit ?? 0,
    status: 'POSTED',
  };
  return isCredit(account) ? { locTransaction: view } : { depositTransaction: view };
}

export function paymentNetworks(account: Account) {
  if (isCredit(account)) return [];
  return ['CA_ACSS', 'CA_LVTS'].map(type => ({
    bankId: account.InstitutionNumber,
    identifier: account.AccountNumber,
    identifierType: 'ACCOUNT_NUMBER',
    type,
    transferIn: true,
    transferOut: type === 'CA_ACSS',
  }));
}

/** One statement a month, for the six months that are over. */
export function statements(account: Account, now: number) {
  const today = new Date(now);
  return [1, 2, 3, 4, 5, 6].map(back => {
    const end = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back + 1, 0));
    const month = end.toISOString().slice(0, 7);
    return {
      accountId: account.Id,
      statementId: guidFrom(`${account.Id}/${month}`),
      statementDate: end.toISOString().slice(0, 10),
      description: `${account.Title} ${month}`,
    };
  });
}

export function customerView(
  { providerId, username, scopes }: Pick<Consent, 'providerId' | 'username' | 'scopes'>,
  { Holder }: Account,
) {
  const { Name, Email, PhoneNumber, Address } = Holder;
  const [first, last] = Name.split(' ');
  const contact = {
    email: [Email],
    telephones: [{ type: 'CELL', country: '1', number: PhoneNumber }],
    addresses: [
      {
        line1: Address.CivicAddress,
        city: Address.City,
        state: Address.Province,
        postalCode: Address.PostalCode,
        country: Address.Country,
      },
    ],
  };
  return {
    customerId: `${providerId}|${username}`,
    type: 'CONSUMER',
    name: { first, last },
    ...(scopes.includes('CUSTOMER_PERSONAL') && { dateOfBirth: '1988-04-12' }),
    ...(scopes.includes('CUSTOMER_CONTACT') && contact),
  };
}
