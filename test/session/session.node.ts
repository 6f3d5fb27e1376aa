import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { FlinksLinkError } from '../../src/errors.js';
import type { FlowContext, FlowEvent, Result } from '../../src/session/flow.js';
import { ScopedContext } from '../../src/session/scoped-context.js';
import { Session, type SessionEvent } from '../../src/session/session.js';

const login: Result = { type: 'login', flow: 'connect', loginId: 'l', accountIds: [] };
const failure = () => new FlinksLinkError('load-timeout', 'silent');
const succeed: FlowEvent = { type: 'succeed', result: login };
const status = (status: 'loading' | 'ready'): FlowEvent => ({ type: 'status', status });
const slow: FlowEvent = { type: 'notice', notice: { code: 'slow', retryable: true } };

function started() {
  const events: SessionEvent[] = [];
  const calls: string[] = [];
  let context!: FlowContext;
  const session = new Session('attempt', event => events.push(event) > 0);
  session.start(given => {
    context = given;
    return { retry: () => calls.push('retry'), moved: () => calls.push('moved') };
  });
  const ends = () => events.filter(event => event.type === 'end');
  return { session, context, events, calls, ends };
}

describe('Session', () => {
  it('tells its outcome by event first and by promise then, with the attempt in it', async () => {
    const { session, context, ends } = started();
    context.emit(succeed);
    expect(ends()).to.have.lengthOf(1);
    expect(session.status).to.equal('succeeded');
    const outcome = await session.outcome;
    expect(outcome).to.deep.equal({ ...login, attemptId: 'attempt' });
    expect(outcome).to.be.frozen;
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
    expect(errors[0]).to.equal(foreign);
    expect(errors.slice(1).map(error => error?.code)).to.deep.equal(Array(2).fill('invalid-configuration'));
  });

  it('lets the first outcome through and no other, in whatever order they come', () => {
    const act: Record<string, (s: ReturnType<typeof started>) => void> = {
      succeed: ({ context }) => context.emit(succeed),
      cancel: ({ context }) => context.emit({ type: 'cancel', reason: 'closed' }),
      fail: ({ context }) => context.emit({ type: 'fail', error: failure() }),
      close: ({ session }) => session.cancel('closed'),
      abort: ({ session }) => {
        const controller = new AbortController();
        session.abortWith(controller.signal);
        controller.abort(new Error('mine'));
      },
      ready: ({ context }) => context.emit(status('ready')),
      step: ({ context }) => context.emit({ type: 'step', step: { step: 'X' } }),
      notice: ({ context }) => context.emit(slow),
      clear: ({ context }) => context.emit({ type: 'notice', notice: undefined }),
      status: ({ context }) => context.emit(status('loading')),
      request: ({ context }) => context.emit({ type: 'close-request', source: 'connect' }),
      retry: ({ session }) => session.run?.retry(),
      moved: ({ session }) => session.run?.moved?.(),
      debug: ({ context }) => context.emit({ type: 'debug', what: 'x' }),
      navigate: ({ context }) =>
        context.emit({ type: 'navigate', target: 'popup', url: Promise.resolve('') }),
      complete: ({ session }) => session.run?.complete?.(new URL('https://host.example')),
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(act)), { maxLength: 30 }), names => {
        const run = started();
        for (const name of names) act[name]?.(run);
        const { events, ends, session } = run;
        const ending = names.findIndex(name => /^(succeed|cancel|fail|close|abort)$/.test(name));
        expect(ends()).to.have.lengthOf(ending < 0 ? 0 : 1);
        expect(session.live).to.equal(ending < 0);
        if (ending >= 0) expect(events.at(-1)?.type, 'nothing comes after the end').to.equal('end');
      }),
      { numRuns: 1_000 },
    );
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
    expect(order).to.deep.equal(['released', 'end']);
  });

  it('ends with what its flow throws', async () => {
    const session = new Session('a', () => true);
    const thrown = failure();
    session.start(() => {
      throw thrown;
    });
    expect(session.error).to.equal(thrown);
    expect(await session.outcome.catch((error: unknown) => error)).to.equal(thrown);
  });

  it('turns a foreign error into one of ours, with its cause', () => {
    const session = new Session('a', () => true);
    const cause = new TypeError('boom');
    session.start(() => {
      throw cause;
    });
    expect(session.error?.code).to.equal('invalid-configuration');
    expect(session.error?.cause).to.equal(cause);
  });

  it("rejects with the signal's own reason when it is aborted, and tells a cancel", async () => {
    const { session, ends } = started();
    const reason = new DOMException('mine', 'AbortError');
    const controller = new AbortController();
    session.abortWith(controller.signal);
    controller.abort(reason);
    expect(await session.outcome.catch((error: unknown) => error)).to.equal(reason);
    expect(ends()[0]).to.deep.include({
      outcome: { type: 'cancel', reason: 'aborted', attemptId: 'attempt' },
    });
  });

  it('emits nothing when it is discarded, and still settles', async () => {
    const { session, ends } = started();
    session.discard();
    expect(ends()).to.have.lengthOf(0);
    expect((await session.outcome).type).to.equal('cancel');
  });

  it('forgets its notice when it goes on', () => {
    const { session, context } = started();
    context.emit(slow);
    expect(session.notice).to.deep.equal({ code: 'slow', retryable: true });
    context.emit(status('ready'));
    expect(session.notice).to.equal(undefined);
  });

  it('causes no unhandled rejection when the promise is not looked at', async () => {
    const unhandled: unknown[] = [];
    const listener = (event: PromiseRejectionEvent) => unhandled.push(event.reason);
    addEventListener('unhandledrejection', listener);
    started().context.emit({ type: 'fail', error: failure() });
    // Rejections are reported at the end of a task; a message is a task of its own.
    await new Promise<void>(resolve => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    removeEventListener('unhandledrejection', listener);
    expect(unhandled).to.deep.equal([]);
  });
});

describe('a session as a flow within another one sees it', () => {
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

  it('hears of everything but a failure, which is judged first', () => {
    const { scope, session, events, failures } = scoped();
    for (const event of everything) expect(scope.emit(event), event.type).to.equal(true);
    expect(events.map(({ type }) => type)).to.deep.equal(['status', 'notice', 'navigate', 'debug', 'end']);
    expect([failures.length, session.status]).to.deep.equal([1, 'succeeded']);
    expect(scope.signal.aborted).to.equal(true);
  });

  it('hears nothing of a flow that was left, its failure included, and goes on', () => {
    const { scope, session, events, failures } = scoped();
    scope.leave();
    for (const event of everything) expect(scope.emit(event), event.type).to.equal(false);
    expect([events, failures, session.live, scope.signal.aborted]).to.deep.equal([[], [], true, true]);
  });
});
