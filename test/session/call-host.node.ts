import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { FlinksLinkError, isFlinksLinkError } from '../../src/errors.ts';
import { callHost } from '../../src/session/call-host.ts';
import { rejectionOf } from '../support/error-of.ts';

describe('a function of the host', () => {
  let session: AbortController;
  beforeEach(() => {
    session = new AbortController();
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  const ask = (call: (signal: AbortSignal) => unknown) =>
    callHost(call, {
      name: 'authorizeToken',
      wanted: 'a token',
      accepts: (value): value is string => typeof value === 'string' && value !== '',
      code: 'token-failed',
      timeout: 45_000,
      signal: session.signal,
    });
  const failureOf = async (call: (signal: AbortSignal) => unknown): Promise<FlinksLinkError> => {
    const error = await rejectionOf(ask(call));
    assert.ok(isFlinksLinkError(error), String(error));
    return error;
  };

  it('gives its result, at once or later', async () => {
    assert.equal(await ask(() => 'token-1'), 'token-1');
    assert.equal(await ask(() => Promise.resolve('token-2')), 'token-2');
  });

  for (const [what, result, told] of [
    ['nothing', undefined, 'nothing'],
    ['null', null, 'nothing'],
    ['an object', { token: 'secret-1' }, 'an object of type Object'],
    ['the response of its fetch', new Response('secret-1'), 'an object of type Response'],
    ['an object with a name of its own', { [Symbol.toStringTag]: 'secret-1 ' }, 'an object.'],
    ['another one', { [Symbol.toStringTag]: ' secret-1' }, 'an object.'],
    ['a number', 7, 'a number'],
    ['a function', () => 'secret-1', 'a function'],
    ['an empty text', '', 'an empty string'],
  ] as const)
    it(`is told what it must return where it gives ${what}`, async () => {
      const error = await failureOf(() => result);
      assert.equal(error.code, 'token-failed');
      assert.ok(error.message.includes('authorizeToken()'), error.message);
      assert.ok(error.message.includes(`returned ${told}`), error.message);
      assert.ok(error.message.includes('must return a token'), error.message);
      assert.ok(!error.message.includes('secret-1'));
    });

  it('is the cause of the error where it throws or rejects', async () => {
    const cause = new TypeError('no network');
    const throws = () => {
      throw cause;
    };
    for (const call of [throws, () => Promise.reject(cause)]) {
      const error = await failureOf(call);
      assert.deepEqual([error.code, error.cause], ['token-failed', cause]);
      assert.match(error.message, /authorizeToken\(\) threw .*see cause/);
    }
  });

  it('ends the session with an error of ours as it is', async () => {
    const own = new FlinksLinkError('unsupported', 'mine');
    assert.equal(
      await failureOf(() => {
        throw own;
      }),
      own,
    );
  });

  it('has load-timeout to return in, and learns that it is over', async () => {
    let given!: AbortSignal;
    const failed = failureOf(signal => {
      given = signal;
      return new Promise(() => {});
    });
    mock.timers.tick(44_999);
    assert.equal(given.aborted, false);
    mock.timers.tick(1);
    assert.equal(given.aborted, true);
    const error = await failed;
    assert.equal(error.code, 'token-failed');
    assert.match(error.message, /authorizeToken\(\) .*load-timeout \(45000 ms\)/);
  });

  it('is not waited for once the session has ended, and learns that', async () => {
    let given!: AbortSignal;
    const failed = failureOf(signal => {
      given = signal;
      return new Promise(() => {});
    });
    session.abort();
    assert.equal(given.aborted, true);
    assert.equal((await failed).code, 'token-failed');
  });

  it('is not told to stop once it has returned', async () => {
    const given: AbortSignal[] = [];
    const call = (signal: AbortSignal) => given.push(signal) && 'token-1';
    await ask(call);
    mock.timers.tick(100_000);
    await ask(call);
    session.abort();
    assert.deepEqual(
      given.map(({ aborted }) => aborted),
      [false, false],
    );
  });
});
