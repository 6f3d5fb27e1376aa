import { expect } from '@open-wc/testing';
import { untilOnline } from '../../src/browser/online.js';
import { countLeaks } from '../support/leaks.js';

describe('waiting for the network', () => {
  let leaks: ReturnType<typeof countLeaks>;
  beforeEach(() => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    leaks = countLeaks();
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'onLine');
    leaks.restore();
  });

  const left = () => [leaks.types(), leaks.timers()];

  it('ends with the event that says it is there', async () => {
    const online = untilOnline(60_000, new AbortController().signal);
    dispatchEvent(new Event('online'));
    expect([await online, left()]).to.deep.equal([true, [[], 0]]);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const online = untilOnline(60_000, controller.signal);
    controller.abort();
    expect([await online, left()]).to.deep.equal([false, [[], 0]]);
  });

  it('does not begin once its signal has aborted, as where a listener of the notice closes the session', async () => {
    const online = untilOnline(60_000, AbortSignal.abort());
    expect(left()).to.deep.equal([[], 0]);
    expect(await online).to.equal(false);
  });
});
