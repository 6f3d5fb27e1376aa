import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FlowEvent } from '../../src/session/flow.ts';
import { ScopedContext } from '../../src/session/scoped-context.ts';
import { failure, lateConsent, slow, started, status, succeed } from './started.ts';

function scoped() {
  const run = started();
  const failures: unknown[] = [];
  const scope = new ScopedContext(run.context, error => failures.push(error));
  return { ...run, failures, scope };
}
const everything: readonly FlowEvent[] = [
  status('ready'),
  slow,
  { type: 'navigate', target: 'page', url: Promise.resolve('') },
  { type: 'debug', what: 'x' },
  { type: 'fail', error: failure() },
  succeed,
];

describe('a session as a flow within another one sees it', () => {
  it('has the attempt of the session', () => {
    assert.equal(scoped().scope.attemptId, 'attempt');
  });

  it('hears of everything but a failure, which is judged first', () => {
    const { scope, session, events, failures } = scoped();
    for (const event of everything) assert.equal(scope.emit(event), true, event.type);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['status', 'notice', 'navigate', 'debug', 'end'],
    );
    assert.deepEqual([failures.length, session.status], [1, 'succeeded']);
    assert.equal(scope.signal.aborted, true);
  });

  it('is given the failure itself', () => {
    const { scope, failures } = scoped();
    const error = new TypeError('boom');
    scope.emit({ type: 'fail', error });
    assert.deepEqual(failures, [error]);
  });

  it('hears nothing of a flow that was left, its failure included, and continues', () => {
    const { scope, session, events, failures } = scoped();
    scope.leave();
    for (const event of everything) assert.equal(scope.emit(event), false, event.type);
    assert.deepEqual([events, failures, session.live, scope.signal.aborted], [[], [], true, true]);
  });

  it('releases what a flow that was left has waited for', () => {
    const { scope, session } = scoped();
    assert.deepEqual([scope.signal.aborted, scope.released.aborted], [false, false]);
    scope.leave();
    assert.deepEqual([scope.released.aborted, session.released.aborted], [true, false]);
  });

  it('waits on after a cancel for a late consent, until the session is released', () => {
    const { scope, session, events } = scoped();
    session.cancel('closed');
    assert.deepEqual([scope.signal.aborted, scope.released.aborted], [true, false]);
    assert.equal(scope.emit(lateConsent), true);
    assert.equal(scope.emit(slow), false);
    assert.deepEqual(events.at(-1), lateConsent);
    session.release();
    assert.equal(scope.released.aborted, true);
    assert.equal(scope.emit(lateConsent), false);
  });

  it('is left from its start where the session is over, and is told of no later end', () => {
    const run = started();
    run.session.cancel('closed');
    const scope = new ScopedContext(run.context, () => assert.fail('it is told of a failure'));
    assert.equal(scope.signal.aborted, true);
    assert.equal(scope.emit({ type: 'fail', error: failure() }), false);
  });
});
