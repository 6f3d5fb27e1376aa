import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceHistory, monthlyTotals } from '../../demo/pages/assets/balance-history.ts';
import { Formats } from '../../demo/pages/assets/formats.ts';
import { type TransactionView, viewAccounts, viewAttributes } from '../../demo/server/account-view.ts';

const documented = {
  Accounts: [
    {
      Transactions: [
        {
          Date: '2025-01-30',
          Description: 'RENT',
          Debit: 1000.4,
          Credit: null,
          Balance: 3605.2,
          Id: 'transaction-id',
        },
        {
          Date: '2025/01/31',
          Description: 'PAYROLL',
          Debit: null,
          Credit: 1500.25,
          Balance: 5105.45,
          Id: 'transaction-id',
        },
      ],
      TransitNumber: '12347',
      Title: 'Chequing Account',
      AccountNumber: '7641238',
      LastFourDigits: null,
      Balance: { Available: 5405.5, Current: 5105.5, Limit: '5105.5' },
      Type: 'Chequing',
      Currency: 'CAD',
      Holder: { Name: 'Testing', Address: { CivicAddress: '25 york street' }, Email: 'me@nomail.com' },
      Id: 'account-id',
    },
  ],
  InstitutionName: 'FlinksCapital',
  Login: { Username: 'someone', Id: 'login-id' },
  RequestId: 'request-id',
};

test('hands the page what it shows, and nothing else of the answer', () => {
  assert.deepEqual(viewAccounts(documented), {
    institution: 'FlinksCapital',
    accounts: [
      {
        title: 'Chequing Account',
        type: 'Chequing',
        lastDigits: '1238',
        currency: 'CAD',
        holder: 'Testing',
        balance: { current: 5105.5, available: 5405.5, limit: 5105.5 },
        transactions: [
          { date: '2025-01-31', description: 'PAYROLL', amount: 1500.25, balance: 5105.45 },
          { date: '2025-01-30', description: 'RENT', amount: -1000.4, balance: 3605.2 },
        ],
      },
    ],
  });
});

test('makes something to show out of an account that says nothing', () => {
  const { accounts } = viewAccounts({
    Accounts: [{}, null, { Balance: 'much', Currency: 'dollars', Transactions: [{}] }],
  });
  for (const account of accounts) {
    assert.deepEqual(account.balance, { current: null, available: null, limit: null });
    assert.deepEqual(account.transactions, []);
    assert.equal(account.currency, 'CAD');
  }
});

test('takes only plain attributes, never the login', () => {
  const card = {
    Id: 'login-id',
    sum_debits_30_days: 12.5,
    active: true,
    note: 'x',
    none: null,
    nested: { Id: 'login-id' },
    '<b>': 1,
  };
  assert.deepEqual(
    viewAttributes({ Card: card }).map(({ name }) => name),
    ['sum_debits_30_days', 'active', 'note', 'none'],
  );
});

const account = (transactions: Partial<TransactionView>[]) => ({
  title: '',
  type: '',
  lastDigits: '',
  currency: 'CAD',
  holder: '',
  balance: { current: 100, available: null, limit: null },
  transactions: transactions.map(each => ({ date: '', description: '', amount: 0, balance: null, ...each })),
});

test('draws the balance at the end of each day, from the bank where it says so', () => {
  const history = balanceHistory(
    account([
      { date: '2026-01-03', amount: -5, balance: 95 },
      { date: '2026-01-03', amount: -10, balance: 100 },
      { date: '2026-01-01', amount: 20, balance: 110 },
    ]),
  );
  assert.deepEqual(history, [
    { date: '2026-01-01', balance: 110 },
    { date: '2026-01-03', balance: 95 },
  ]);
});

test('goes back from the present balance where the bank does not say', () => {
  const history = balanceHistory(
    account([
      { date: '2026-01-03', amount: -0.1 },
      { date: '2026-01-02', amount: 0.3 },
      { date: '2026-01-01', amount: 50 },
    ]),
  );
  assert.deepEqual(history, [
    { date: '2026-01-01', balance: 99.8 },
    { date: '2026-01-02', balance: 100.1 },
    { date: '2026-01-03', balance: 100 },
  ]);
});

test('adds up what came in and went out in each month', () => {
  const months = monthlyTotals(
    account([
      { date: '2026-02-01', amount: 3 },
      { date: '2026-01-31', amount: -2 },
      { date: '2026-01-01', amount: -4 },
    ]),
  );
  assert.deepEqual(months, [
    { month: '2026-02', moneyIn: 3, moneyOut: 0 },
    { month: '2026-01', moneyIn: 0, moneyOut: 6 },
  ]);
});

test('keeps the day of a bank in every time zone', t => {
  const zone = process.env.TZ;
  t.after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  for (const TZ of ['America/Vancouver', 'Pacific/Auckland']) {
    process.env.TZ = TZ;
    assert.match(new Formats('en').date('2026-01-01'), /Jan.* 1, 2026/);
    assert.match(new Formats('fr').date('2026-01-01'), /1.* janv\. 2026/);
    assert.match(new Formats('fr').month('2026-01'), /janv\. 2026/);
  }
});

test('writes money as Canada does, in both languages', () => {
  assert.equal(new Formats('en').money(-1234.5, 'CAD'), '-$1,234.50');
  assert.equal(new Formats('fr').money(1234.5, 'CAD').replace(/\s/g, ' '), '1 234,50 $');
  assert.equal(new Formats('en').change(3, 'CAD'), '+$3.00');
});

test('writes a figure whole, or with cents', () => {
  const formats = new Formats('en');
  assert.deepEqual(
    [7, 937.5, 0.3333].map(value => formats.number(value)),
    ['7', '937.50', '0.3333'],
  );
});
