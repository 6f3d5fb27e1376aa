import Router from '@koa/router';
import { bankAccounts } from './bank-accounts.js';
import { consentOf } from './bearer.js';
import { answerPage, refuseFdx } from './fdx-answers.js';
import {
  accountDetails,
  accountSummary,
  customerView,
  paymentNetworks,
  statements,
  transactionView,
} from './fdx-views.js';
import { statementPdf } from './statement-pdf.js';

/**
 * What a consent lets a recipient read (FDX 5): the accounts that the person chose, as far as the scopes reach.
 *
 * @typedef {import('koa').Context} Context
 * @typedef {import('../world/accounts.js').Account} Account
 * @param {{ guard: import('koa').Middleware, now: () => number }} options
 */
export function fdxRouter({ guard, now }) {
  const router = new Router({ prefix: '/api/fdx/5' });

  /** @param {Context} ctx */
  const chosenAccounts = ctx => {
    const { providerId, username, accountIds } = consentOf(ctx);
    return bankAccounts(providerId, username, now()).filter(({ Id }) => accountIds.includes(Id));
  };

  /** @param {string[]} scopes one of them is enough @param {(ctx: Context) => void} answer */
  const withScope = (scopes, answer) => (/** @type {Context} */ ctx) => {
    if (scopes.some(scope => consentOf(ctx).scopes.includes(scope))) answer(ctx);
    else refuseFdx(ctx, 'forbidden', `The consent holds none of: ${scopes.join(' ')}`);
  };

  /** @param {string} scope @param {(ctx: Context, account: Account) => void} answer */
  const withAccount = (scope, answer) =>
    withScope([scope], ctx => {
      const account = chosenAccounts(ctx).find(({ Id }) => Id === ctx['params'].account);
      if (account) answer(ctx, account);
      else refuseFdx(ctx, 'noAccount', 'The provided account was not found');
    });

  const customerScopes = ['CUSTOMER_CONTACT', 'CUSTOMER_PERSONAL'];
  /** @param {Context} ctx */
  const customers = ctx =>
    chosenAccounts(ctx)
      .slice(0, 1)
      .map(account => customerView(consentOf(ctx), account));

  router.use(guard);
  router.get(
    '/customers',
    withScope(customerScopes, ctx => answerPage(ctx, 'customers', customers(ctx), each => each.customerId)),
  );
  router.get(
    '/customers/:customer',
    withScope(customerScopes, ctx => {
      const { customer } = ctx['params'];
      const found = customers(ctx).find(
        ({ customerId }) => customer === 'current' || customer === customerId,
      );
      if (found) ctx.body = found;
      else refuseFdx(ctx, 'noCustomer', 'The provided customer was not found');
    }),
  );
  router.get(
    '/accounts',
    withScope(['ACCOUNT_BASIC', 'ACCOUNT_DETAILED'], ctx => {
      const listed = chosenAccounts(ctx).map(account => ({ id: account.Id, view: accountSummary(account) }));
      answerViews(ctx, 'accounts', listed);
    }),
  );
  router.get(
    '/accounts/:account',
    withAccount('ACCOUNT_DETAILED', (ctx, account) => {
      ctx.body = accountDetails(account, now());
    }),
  );
  router.get(
    '/accounts/:account/transactions',
    withAccount('TRANSACTIONS', (ctx, account) => {
      const span = readSpan(ctx);
      if (!span) {
        refuseFdx(ctx, 'dates', 'Start time is invalid');
        return;
      }
      const within = account.Transactions.filter(({ Date: day }) => day >= span.start && day <= span.end);
      answerViews(
        ctx,
        'transactions',
        within.map(each => ({ id: each.Id, view: transactionView(account, each) })),
      );
    }),
  );
  router.get(
    '/accounts/:account/payment-networks',
    withAccount('ACCOUNT_PAYMENTS', (ctx, account) => {
      answerPage(ctx, 'paymentNetworks', paymentNetworks(account), ({ type }) => type);
    }),
  );
  router.get(
    '/accounts/:account/statements',
    withAccount('STATEMENTS', (ctx, account) => {
      answerPage(ctx, 'statements', statements(account, now()), ({ statementId }) => statementId);
    }),
  );
  router.get(
    '/accounts/:account/statements/:statement',
    withAccount('STATEMENTS', (ctx, account) => {
      const wanted = ctx['params'].statement;
      const found = statements(account, now()).find(({ statementId }) => statementId === wanted);
      if (!found) {
        refuseFdx(ctx, 'noStatement', 'The provided statement was not found');
        return;
      }
      ctx.type = 'application/pdf';
      ctx.attachment(`${found.statementDate}.pdf`);
      ctx.body = statementPdf(found.description);
    }),
  );
  return router;
}

/** @param {Context} ctx @param {string} name @param {{ id: string, view: object }[]} entries */
function answerViews(ctx, name, entries) {
  answerPage(ctx, name, entries, ({ id }) => id);
  const body = /** @type {Record<string, unknown>} */ (ctx.body);
  const page = /** @type {{ view: object }[] | undefined} */ (body[name]);
  if (page) body[name] = page.map(({ view }) => view);
}

/** @param {Context} ctx */
function readSpan(ctx) {
  const { startTime = '0000-01-01', endTime = '9999-12-31' } = ctx.query;
  if (!isDate(startTime) || !isDate(endTime) || startTime > endTime) return undefined;
  return { start: startTime.slice(0, 10), end: endTime.slice(0, 10) };
}

/** @param {unknown} value @returns {value is string} */
function isDate(value) {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) && !Number.isNaN(Date.parse(value));
}
