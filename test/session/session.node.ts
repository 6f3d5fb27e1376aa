import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FlowContext } from '../../src/session/flow.ts';
import { Session } from '../../src/session/session.ts';
import { rejectionOf } from '../support/error-of.ts';
import { failure, lateConsent, login, slow, started, status, succeed } from './started.ts';

describe('Session', () => {
  it('opens until its flow says more', () => {
    assert.deepEqual([started().session.status, started().session.live], ['opening', true]);
  });

  it('tells its outcome by event first and by promise then, with the attempt in it', async () => {
    const { session, context, ends } = started();
    assert.equal(context.emit(succeed), true);
    assert.equal(ends().length, 1);
    assert.equal(session.status, 'succeeded');
    const outcome = await session.outcome;
    assert.deepEqual(outcome, { ...login, attemptId: 'attempt' });
    assert.ok(Object.isFrozen(outcome));
  });

  it('asks its listener whether what is announced may happen', () => {
    for (const answer of [true, false]) {
      const session = new Session('a', () => answer);
      const { signal } = session;
      const navigate = { type: 'navigate', target: 'page', url: Promise.resolve('') } as const;
      assert.equal(session.emit(navigate), answer);
      assert.equal(session.emit(slow), answer);
      assert.equal(session.emit(status('ready')), answer);
      assert.equal(signal.aborted, false);
    }
  });

  it('hands on what its flow reports, as it is', () => {
    const { context, events } = started();
    const step = { type: 'step', step: { step: 'APP_MOUNTED' } } as const;
    const reported = [status('loading'), slow, step];
    for (const event of reported) context.emit(event);
    assert.deepEqual(events, reported);
  });

  it('takes an error of another file of the package as it is, and nothing else that has its name', () => {
    const { name, code, retryable } = failure();
    const foreign = Object.assign(new Error('silent'), { name, code, retryable });
    const errors = [foreign, { name, code, retryable }, Object.assign(new Error('boom'), { name })].map(
      error => {
        const { session, context } = started();
        context.emit({ type: 'fail', error });
        return session.error;
      },
    );
    assert.equal(errors[0], foreign);
    assert.deepEqual(
      errors.slice(1).map(error => error?.code),
      Array(2).fill('invalid-configuration'),
    );
  });

  it('has the status of its end, and neither a notice nor a flow then', () => {
    for (const [end, expected] of [
      [succeed, 'succeeded'],
      [{ type: 'cancel', reason: 'closed' }, 'cancelled'],
      [{ type: 'fail', error: failure() }, 'failed'],
    ] as const) {
      const { session, context, ends } = started();
      context.emit(slow);
      assert.ok(session.run && session.live);
      assert.equal(context.emit(end), true);
      assert.deepEqual(
        [session.status, session.notice, session.run, session.live],
        [expected, undefined, undefined, false],
      );
      assert.equal(context.emit(end), false, 'a second end');
      assert.equal(context.emit(slow), false, 'a notice after the end');
      assert.deepEqual([ends().length, session.notice, session.status], [1, undefined, expected]);
    }
  });

  it('starts no flow once it is over', () => {
    const session = new Session('a', () => true);
    session.cancel('closed');
    const runs: unknown[] = [];
    session.start(context => {
      runs.push(context);
      return { retry() {} };
    });
    assert.deepEqual([runs, session.status], [[], 'cancelled']);
  });

  it('aborts its signal before it tells the end, so that everything is released by then', () => {
    const order: string[] = [];
    let context!: FlowContext;
    const session = new Session('a', event => order.push(event.type) > 0);
    session.start(given => {
      context = given;
      context.signal.addEventListener('abort', () => order.push('released'));
      return { retry() {}, moved() {} };
    });
    context.emit({ type: 'fail', error: failure() });
    assert.deepEqual(order, ['released', 'end']);
  });

  it('forgets its notice when it goes to another status, and keeps it in the same one', () => {
    const { session, context } = started();
    context.emit(status('loading'));
    context.emit(slow);
    assert.ok(Object.isFrozen(session.notice));
    context.emit(status('loading'));
    assert.deepEqual(session.notice, { code: 'slow', retryable: true });
    context.emit(status('ready'));
    assert.deepEqual([session.notice, session.status], [undefined, 'ready']);
    context.emit(slow);
    context.emit({ type: 'notice', notice: undefined });
    assert.equal(session.notice, undefined);
  });
});

describe('a session that fails', () => {
  it('ends with what its flow throws', async () => {
    const session = new Session('a', () => true);
    const thrown = failure();
    session.start(() => {
      throw thrown;
    });
    assert.equal(session.error, thrown);
    assert.equal(await rejectionOf(session.outcome), thrown);
  });

  it('tells its error, and by the same one rejects its promise', async () => {
    const { session, context, ends } = started();
    const error = failure();
    context.emit({ type: 'fail', error });
    assert.deepEqual(ends(), [{ type: 'end', error }]);
    assert.equal(await rejectionOf(session.outcome), error);
  });

  it('turns a foreign error into one of ours, with its cause, and asks for a report', () => {
    const session = new Session('a', () => true);
    const cause = new TypeError('boom');
    session.start(() => {
      throw cause;
    });
    assert.equal(session.error?.code, 'invalid-configuration');
    assert.equal(session.error?.cause, cause);
    assert.match(session.error?.message ?? '', /report it with its cause/);
  });

  it('keeps the end that its flow reports before it throws', async () => {
    const { session, ends } = started(context => {
      context.emit(succeed);
      throw failure();
    });
    assert.deepEqual([ends().length, session.status, session.error], [1, 'succeeded', undefined]);
    assert.equal((await session.outcome).type, 'login');
  });

  it('keeps no error that comes after its end', () => {
    const { session, context } = started();
    context.emit(succeed);
    assert.equal(context.emit({ type: 'fail', error: failure() }), false);
    assert.equal(session.error, undefined);
  });

  it('causes no unhandled rejection when the promise is not looked at', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    started().context.emit({ type: 'fail', error: failure() });
    // Rejections are reported at the end of a task.
    await new Promise(resolve => setTimeout(resolve));
    process.off('unhandledRejection', listener);
    assert.deepEqual(unhandled, []);
  });
});

describe('a session that is cancelled', () => {
  it('resolves with the reason, and says whether it was live', async () => {
    const { session, ends } = started();
    assert.deepEqual([session.cancel('closed'), session.cancel('aborted')], [true, false]);
    const outcome = { type: 'cancel', reason: 'closed', attemptId: 'attempt' } as const;
    assert.deepEqual(ends(), [{ type: 'end', outcome }]);
    assert.deepEqual(await session.outcome, outcome);
  });

  it("rejects with the signal's own reason when it is aborted, and tells a cancel", async () => {
    const aborted = { type: 'cancel', reason: 'aborted', attemptId: 'attempt' };
    for (const isEarly of [false, true]) {
      const { session, ends } = started();
      const reason = new DOMException('mine', 'AbortError');
      const controller = new AbortController();
      if (isEarly) controller.abort(reason);
      session.abortWith(controller.signal);
      assert.equal(session.live, !isEarly);
      controller.abort(reason);
      assert.equal(await rejectionOf(session.outcome), reason);
      assert.deepEqual(ends(), [{ type: 'end', outcome: aborted }]);
    }
  });

  it('hears of a late consent, and of nothing else, until it is released', () => {
    const { session, context, events } = started();
    session.cancel('closed');
    events.length = 0;
    assert.equal(session.released.aborted, false);
    assert.equal(context.emit(lateConsent), true);
    for (const other of [slow, { type: 'notice', notice: undefined }, status('ready'), succeed] as const)
      assert.equal(context.emit(other), false);
    assert.deepEqual(events, [lateConsent]);
    assert.deepEqual(session.notice, lateConsent.type === 'notice' && lateConsent.notice);
    session.release();
    assert.equal(context.emit(lateConsent), false);
    assert.equal(events.length, 1);
  });

  for (const [name, end] of [
    ['succeeded', succeed],
    ['failed', { type: 'fail', error: failure() }],
  ] as const)
    it(`hears of no late consent once it has ${name}`, () => {
      const { session, context, events } = started();
      context.emit(end);
      assert.equal(session.released.aborted, true);
      assert.equal(context.emit(lateConsent), false);
      assert.equal(events.at(-1)?.type, 'end');
    });
});

describe('a session that is discarded', () => {
  it('emits nothing, is idle, and still settles', async () => {
    const { session, ends } = started();
    session.discard();
    assert.equal(ends().length, 0);
    assert.deepEqual([session.status, session.released.aborted, session.live], ['idle', true, false]);
    const outcome = await session.outcome;
    assert.deepEqual(outcome, { type: 'cancel', reason: 'aborted', attemptId: 'attempt' });
    assert.ok(Object.isFrozen(outcome));
  });

  it('keeps the end that it had, and waits for no late consent', async () => {
    const { session } = started();
    session.cancel('closed');
    session.discard();
    assert.deepEqual([session.status, session.released.aborted], ['cancelled', true]);
    assert.equal(Reflect.get(await session.outcome, 'reason'), 'closed');
  });
});
