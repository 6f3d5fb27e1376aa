import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { failure, slow, started, status, succeed } from './started.ts';

/** All that a flow, a page and a user can do to a session. */
const act: Record<string, (run: ReturnType<typeof started>) => void> = {
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
  navigate: ({ context }) => context.emit({ type: 'navigate', target: 'popup', url: Promise.resolve('') }),
  complete: ({ session }) => session.run?.complete?.(new URL('https://host.example')),
};

describe('Session', () => {
  it('lets the first outcome through and no other, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(act)), { maxLength: 30 }), names => {
        const run = started();
        for (const name of names) act[name]?.(run);
        const { events, ends, session } = run;
        const ending = names.findIndex(name => /^(succeed|cancel|fail|close|abort)$/.test(name));
        assert.equal(ends().length, ending < 0 ? 0 : 1);
        assert.equal(session.live, ending < 0);
        if (ending >= 0) assert.equal(events.at(-1)?.type, 'end', 'nothing comes after the end');
      }),
      { numRuns: 1_000 },
    );
  });
});
