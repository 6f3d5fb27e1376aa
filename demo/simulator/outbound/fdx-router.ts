import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Account } from '../world/accounts.ts';
import { bankAccounts } from './bank-accounts.ts';
import { consentOf } from './bearer.ts';
import { answerPage, refuseFdx } from './fdx-answers.ts';
import {
  accountDetails,
  accountSummary,
  customerView,
  paymentNetworks,
  statements,
  transactionView,
} from './fdx-views.ts';
import { statementPdf } from './statement-pdf.ts';

/** What a consent lets a recipient read (FDX 5): the accounts that the user chose, as far as the scopes reach. */
export function fdxRouter({ guard, now }: { guard: Middleware; now: () => number }) {
  const router = new Router({ prefix: '/api/fdx/5' });

  const chosenAccounts = (ctx: Context) => {
    const { providerId, username, accountIds } = consentOf(ctx);
    return bankAccounts(providerId, username, now()).filter(({ Id }) => accountIds.includes(Id));
  };

  /** @param scopes - one of them is enough */
  const withScope = (scopes: string[], answer: (ctx: Context) => void) => (ctx: Context) => {
    if (scopes.some(scope => consentOf(ctx).scopes.includes(scope))) answer(ctx);
    else refuseFdx(ctx, 'forbidden', `The consent holds none of: ${scopes.join(' ')}`);
  };

  const withAccount = (scope: string, answer: (ctx: Context, account: Account) => void) =>
    withScope([scope], ctx => {
      const account = chosenAccounts(ctx).find(({ Id }) => Id === ctx.params.account);
      if (account) answer(ctx, account);
      else refuseFdx(ctx, 'noAccount', 'The provided account was not found');
    });

  const customerScopes = ['CUSTOMER_CONTACT', 'CUSTOMER_PERSONAL'];
  const customers = (ctx: Context) =>
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
      const { customer } = ctx.params;
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
      const wanted = ctx.params.statement;
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

function answerViews(ctx: Context, name: string, entries: { id: string; view: object }[]) {
  answerPage(
    ctx,
    name,
    entries,
    ({ id }) => id,
    ({ view }) => view,
  );
}

function readSpan(ctx: Context) {
  const { startTime = '0000-01-01', endTime = '9999-12-31' } = ctx.query;
  if (!isDate(startTime) || !isDate(endTime) || startTime > endTime) return undefined;
  return { start: startTime.slice(0, 10), end: endTime.slice(0, 10) };
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) && !Number.isNaN(Date.parse(value));
}
