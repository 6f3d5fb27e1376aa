import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  authorize,
  call,
  given,
  linkedLogin,
  type RunningSimulator,
  startSimulator,
} from './simulator-server.ts';

describe('accounts', () => {
  let simulator: RunningSimulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());

  /** @param body - GET without */
  const ask = (path: string, body?: object) =>
    call(`${simulator.api}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-key': simulator.apiKey },
      body,
    });
  const openSession = async (username?: string) => {
    const loginId = await linkedLogin(simulator, username);
    const { body } = await authorize(simulator, { LoginId: loginId, MostRecentCached: true });
    return { loginId, RequestId: body.RequestId };
  };

  it('gives every account, its holder and 90 days of transactions', async () => {
    const { RequestId, loginId } = await openSession();
    const { status, body } = await ask('/BankingServices/GetAccountsDetail', { RequestId });
    assert.equal(status, 200);
    assert.deepEqual([body.RequestId, body.Login?.Id, body.InstitutionId], [RequestId, loginId, 14]);
    const accounts = given(body.Accounts);
    assert.deepEqual(
      accounts.map(({ Type }) => Type),
      ['Chequing', 'Chequing', 'Savings', 'CreditCard'],
    );
    for (const { Currency, Transactions } of accounts) {
      assert.equal(Currency, 'CAD');
      assert.ok(Transactions.length > 3);
      const days = (Date.now() - Date.parse(Transactions.at(-1)?.Date ?? '')) / 86_400_000;
      assert.ok(days <= 91, `${days} days`);
    }
    assert.equal(accounts[0]?.Holder.Name, 'Camille Tremblay');
  });

  it('keeps balances and movements consistent', async () => {
    const { RequestId } = await openSession();
    const { body } = await ask('/BankingServices/GetAccountsDetail', {
      RequestId,
      DaysOfTransactions: 'Days365',
    });
    for (const { Transactions } of given(body.Accounts)) {
      Transactions.slice(0, -1).forEach(({ Balance, Debit, Credit }, index) => {
        const earlier = Transactions[index + 1]?.Balance ?? 0;
        assert.equal(Math.round((earlier + (Credit ?? 0) - (Debit ?? 0)) * 100), Math.round(Balance * 100));
      });
      assert.ok(Transactions.length > 12);
    }
  });

  it('honours AccountsFilter', async () => {
    const { RequestId } = await openSession();
    const all = await ask('/BankingServices/GetAccountsDetail', { RequestId });
    const wanted = given(all.body.Accounts?.[1]).Id;
    const { body } = await ask('/BankingServices/GetAccountsDetail', { RequestId, AccountsFilter: [wanted] });
    assert.deepEqual(
      body.Accounts?.map(({ Id }) => Id),
      [wanted],
    );
  });

  it('leaves transactions and holder out of the summary', async () => {
    const { RequestId } = await openSession();
    const { body } = await ask('/BankingServices/GetAccountsSummary', { RequestId });
    assert.equal(body.Accounts?.length, 4);
    const first = given(body.Accounts[0]);
    assert.deepEqual(['Transactions' in first, 'Holder' in first], [false, false]);
  });

  for (const name of ['GetAccountsDetail', 'GetAccountsSummary']) {
    it(`${name} answers 202 until the data is there, and keeps the filter`, async () => {
      const slow = await startSimulator({ pendingMs: 5000 });
      try {
        const LoginId = await linkedLogin(slow);
        const { body } = await authorize(slow, { LoginId, MostRecentCached: true });
        const headers = { 'x-api-key': slow.apiKey };
        const url = `${slow.api}/BankingServices/${name}`;
        const first = await call(url, {
          headers,
          body: { RequestId: body.RequestId, AccountsFilter: ['none'] },
        });
        assert.deepEqual([first.status, first.body.FlinksCode], [202, 'OPERATION_PENDING']);
        assert.equal(first.body.Links?.[0]?.example, `/${name}Async/${body.RequestId}`);
        const poll = () => call(`${url}Async/${body.RequestId}`, { method: 'GET', headers });
        assert.equal((await poll()).status, 202);
        slow.passTime(5000);
        const last = await poll();
        assert.deepEqual([last.status, last.body.Accounts], [200, []]);
      } finally {
        await slow.close();
      }
    });
  }

  it('never finishes for test_pending, and dispatches for test_dispatched', async () => {
    const pending = await openSession('test_pending');
    const dispatched = await openSession('test_dispatched');
    const codes = [];
    for (const { RequestId } of [pending, dispatched, pending, dispatched, pending, dispatched]) {
      const { body } = await ask('/BankingServices/GetAccountsDetail', { RequestId });
      codes.push(body.FlinksCode ?? body.HttpStatusCode);
    }
    const P = 'OPERATION_PENDING';
    const D = 'OPERATION_DISPATCHED';
    assert.deepEqual(codes, [P, D, P, D, P, 200]);
  });

  it('wants the API key', async () => {
    const { RequestId } = await openSession();
    const url = `${simulator.api}/BankingServices/GetAccountsDetail`;
    const { status, body } = await call(url, {
      headers: { 'x-api-key': simulator.secretKey },
      body: { RequestId },
    });
    assert.deepEqual([status, body.FlinksCode], [401, 'UNAUTHORIZED']);
  });

  it('knows no session that was not opened, has ended, or waits for answers', async () => {
    const { RequestId } = await openSession();
    simulator.passTime(31 * 60_000);
    const challenged = await authorize(simulator, { LoginId: await linkedLogin(simulator, 'Greatday') });
    for (const id of ['nobody', RequestId, challenged.body.RequestId]) {
      const { status, body } = await ask('/BankingServices/GetAccountsDetail', { RequestId: id });
      assert.deepEqual([status, body.FlinksCode], [400, 'SESSION_NONEXISTENT']);
    }
    assert.equal(
      (await ask('/BankingServices/GetAccountsDetailAsync/nobody')).body.FlinksCode,
      'SESSION_NONEXISTENT',
    );
  });

  for (const wrong of [
    { AccountsFilter: 'one' },
    { AccountsFilter: [1] },
    { DaysOfTransactions: 'Days7' },
    { DaysOfTransactions: 90 },
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, async () => {
      const { RequestId } = await openSession();
      const { status, body } = await ask('/BankingServices/GetAccountsDetail', { RequestId, ...wrong });
      assert.deepEqual([status, body.FlinksCode], [400, 'INVALID_REQUEST']);
    });
  }

  it('lists the questions of a user', async () => {
    const withMfa = await ask(`/BankingServices/GetMFAQuestions/${await linkedLogin(simulator, 'Greatday')}`);
    assert.equal(withMfa.body.Message, 'SUCCESS');
    assert.equal(withMfa.body.Questions?.length, 3);
    const unknown = await ask('/BankingServices/GetMFAQuestions/nobody');
    assert.deepEqual([unknown.status, unknown.body.FlinksCode], [400, 'INVALID_REQUEST']);
    assert.equal(unknown.body.Message, "The login 'nobody' is invalid.");
  });

  it('deletes a card, unless it is in use', async () => {
    const loginId = await linkedLogin(simulator, 'Greatday');
    const remove = () => call(`${simulator.api}/BankingServices/DeleteCard/${loginId}`, { method: 'DELETE' });
    await authorize(simulator, { LoginId: loginId, MostRecentCached: false });
    const busy = await remove();
    assert.deepEqual([busy.status, busy.body.FlinksCode], [400, 'CARD_IN_USE']);
    simulator.passTime(9 * 60_000);
    assert.equal((await remove()).status, 200);
    assert.equal((await remove()).body.FlinksCode, 'INVALID_REQUEST');
    const { body } = await authorize(simulator, { LoginId: loginId, MostRecentCached: true });
    assert.equal(body.FlinksCode, 'INVALID_LOGIN');
  });

  const packages = [
    'GetIncomeAttributes',
    'GetCreditRiskAttributes',
    'GetUserAnalysisAttributes',
    'GetLendingAttributes',
    'GetAllAttributes',
    'GetAllBusinessAttributes',
  ];
  for (const name of packages) {
    it(`${name} answers once the data was fetched`, async () => {
      const { loginId, RequestId } = await openSession();
      const path = `/insight/login/${loginId}/attributes/${RequestId}`;
      assert.equal((await ask(`${path}/${name}`)).status, 202);
      await ask('/BankingServices/GetAccountsDetail', { RequestId });
      const { status, body } = await ask(`${path}/${name}`);
      assert.equal(status, 200);
      assert.deepEqual([body.Card?.Id, body.RequestId, body.Login?.Id], [loginId, RequestId, loginId]);
      assert.ok(Object.keys(given(body.Card)).length > 3);
    });
  }

  it('computes the attributes that are named, with their transactions', async () => {
    const { loginId, RequestId } = await openSession();
    const path = `/insight/login/${loginId}/attributes/${RequestId}`;
    await ask('/BankingServices/GetAccountsDetail', { RequestId });
    const Attributes = { Card: ['sum_debits_30_days', 'sum_employer_income_90_days'] };
    const { body } = await ask(path, {
      Attributes,
      Options: { AttributesDetail: ['sum_employer_income_90_days'] },
    });
    const [card, details] = [given(body.Card), given(body.AttributesDetails)];
    assert.deepEqual(Object.keys(card), ['Id', ...Attributes.Card]);
    const total = given(details.sum_employer_income_90_days).reduce((sum, { Credit }) => sum + Credit, 0);
    assert.equal(Math.round(total * 100), Math.round(Number(card.sum_employer_income_90_days) * 100));
    assert.equal('sum_debits_30_days' in details, false);
    const wrong = await ask(path, { Attributes: { Card: ['toString'] } });
    assert.deepEqual([wrong.status, wrong.body.FlinksCode], [400, 'INVALID_REQUEST']);
    assert.equal((await ask(`${path}/GetNothing`)).status, 404);
  });
});
