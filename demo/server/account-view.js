import { list, number, record, text } from './loose-json.js';

/**
 * What the page may know of an account. Only the fields named here leave the server: an answer of Flinks also holds the
 * loginId, the request id, full account numbers and the holder's address, and may hold more tomorrow.
 *
 * @typedef {object} AccountView
 * @property {string} title
 * @property {string} type for example `Chequing`; empty when Flinks does not say
 * @property {string} lastDigits at most four
 * @property {string} currency ISO 4217
 * @property {string} holder
 * @property {{ current: number | null, available: number | null, limit: number | null }} balance
 * @property {TransactionView[]} transactions newest first
 *
 * @typedef {object} TransactionView
 * @property {string} date `YYYY-MM-DD`
 * @property {string} description
 * @property {number} amount money in above zero, money out below it
 * @property {number | null} balance after the transaction
 *
 * @typedef {{ name: string, value: string | number | boolean | null }} AttributeView
 */

/**
 * @param {Record<string, unknown>} body the answer of GetAccountsDetail
 * @returns {{ institution: string, accounts: AccountView[] }}
 */
export function viewAccounts(body) {
  const accounts = list(body.Accounts).map(viewAccount);
  return { institution: text(body.InstitutionName) || text(body.Institution), accounts };
}

/**
 * @param {Record<string, unknown>} body the answer of an attributes call: they stand in `Card`, beside the loginId as `Id`
 * @returns {AttributeView[]}
 */
export function viewAttributes(body) {
  /** @type {AttributeView[]} */
  const views = [];
  for (const [name, value] of Object.entries(record(body.Card))) {
    if (name === 'Id' || !/^[A-Za-z]\w{0,99}$/.test(name)) continue;
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
      views.push({ name, value: /** @type {AttributeView['value']} */ (value) });
  }
  return views;
}

/**
 * @param {Record<string, unknown>} account
 * @returns {AccountView}
 */
function viewAccount(account) {
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

/**
 * @param {Record<string, unknown>} transaction
 * @returns {TransactionView}
 */
function viewTransaction(transaction) {
  const amount = (number(transaction.Credit) ?? 0) - (number(transaction.Debit) ?? 0);
  return {
    date: /^\d{4}-\d{2}-\d{2}/.exec(text(transaction.Date).replaceAll('/', '-'))?.[0] ?? '',
    description: text(transaction.Description),
    // Cents, not the tail of a binary fraction.
    amount: Math.round(amount * 100) / 100,
    balance: number(transaction.Balance),
  };
}
