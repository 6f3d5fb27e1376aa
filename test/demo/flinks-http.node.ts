import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test, type TestContext } from 'node:test';
import type { Data } from '../../demo/server/flinks-api.ts';
import { FlinksError } from '../../demo/server/flinks-error.ts';
import { askFlinks } from '../../demo/server/flinks-http.ts';
import { pollFlinks } from '../../demo/server/poll-flinks.ts';
import { serve } from './demo-site.ts';

async function ask(t: TestContext, listener: RequestListener, { timeoutMs = 5000 } = {}) {
  const url = `${await serve(t, listener)}/login-1`;
  return askFlinks({ operation: 'Asking', method: 'GET', url, headers: { 'x-api-key': 'key-1' }, timeoutMs });
}

const fails = (code: string, httpStatus?: number) => (error: unknown) => {
  assert.ok(error instanceof FlinksError);
  assert.equal(error.code, code);
  assert.equal(error.httpStatus, httpStatus);
  assert.doesNotMatch(JSON.stringify([error.message, error.stack, error.cause]), /login-1|key-1|127\.0/);
  return true;
};

for (const status of [400, 401])
  test(`decides by the FlinksCode, whichever status comes with it (${status})`, async t => {
    const answer = await ask(t, (_, response) => {
      response.writeHead(status).end(JSON.stringify({ FlinksCode: 'INVALID_LOGIN', Message: 'login-1' }));
    });
    assert.equal(answer.code, 'INVALID_LOGIN');
  });

test('takes an empty answer for a yes', async t => {
  const { code } = await ask(t, (_, response) => void response.writeHead(200).end());
  assert.equal(code, 'OK');
});

test('takes a page of HTML for no answer', async t => {
  await assert.rejects(
    ask(t, (_, response) => void response.writeHead(200).end('<h1>Maintenance login-1</h1>')),
    fails('UNEXPECTED_ANSWER', 200),
  );
});

test('takes a code that is no FlinksCode for no answer', async t => {
  const body = JSON.stringify({ FlinksCode: 'login-1 <b>' });
  await assert.rejects(
    ask(t, (_, response) => void response.writeHead(400).end(body)),
    fails('UNEXPECTED_ANSWER', 400),
  );
});

test('does not carry the keys to where a redirect points', async t => {
  let followed = false;
  const elsewhere = await serve(t, (_, response) => {
    followed = true;
    response.end('{}');
  });
  await assert.rejects(
    ask(t, (_, response) => void response.writeHead(307, { location: elsewhere }).end()),
    fails('UNREACHABLE'),
  );
  assert.equal(followed, false);
});

test('gives up on silence, and says so', async t => {
  await assert.rejects(
    ask(t, () => undefined, { timeoutMs: 50 }),
    fails('TIMEOUT'),
  );
});

test('a poll that is lost now and then does not end the collection; three in a row do', async () => {
  const lost = new FlinksError('Asking', 'UNREACHABLE');
  const pending = { state: 'pending', code: 'OPERATION_PENDING' } as const;
  const ready = { state: 'ready', body: { Accounts: [] } } as const;
  const run = (answers: (FlinksError | Data)[]) =>
    pollFlinks({
      ask: async () => pending,
      askAgain: async () => {
        const answer = answers.shift() ?? lost;
        if (answer instanceof FlinksError) throw answer;
        return answer;
      },
      pollMs: 1,
      limitMs: 60_000,
      signal: new AbortController().signal,
    });
  assert.deepEqual(await run([lost, lost, pending, lost, ready]), ready.body);
  await assert.rejects(run([lost, lost, lost]), fails('UNREACHABLE'));
  await assert.rejects(
    run([new FlinksError('Asking', 'SESSION_NONEXISTENT', 400)]),
    fails('SESSION_NONEXISTENT', 400),
  );
});

test('data that never comes is given up at the limit', async () => {
  const pending = { state: 'pending', code: 'OPERATION_DISPATCHED' } as const;
  let asked = 0;
  const ask = async () => {
    asked++;
    return pending;
  };
  const limits = { pollMs: 2, limitMs: 30, signal: new AbortController().signal };
  await assert.rejects(pollFlinks({ ask, askAgain: ask, ...limits }), fails('TIMEOUT'));
  assert.ok(asked > 1);
});
