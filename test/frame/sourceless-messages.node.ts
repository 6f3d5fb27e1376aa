import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { SourcelessMessages } from '../../src/frame/sourceless-messages.ts';

/* Real messages without a source, and real frames: in the browser tests of `listen`, and in the journeys. */
describe('messages without a source', () => {
  let end: AbortController;
  let delivered: unknown[][];
  let messages: SourcelessMessages;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    end = new AbortController();
    delivered = [];
    messages = new SourcelessMessages(
      end.signal,
      data => delivered.push(data),
      () => Date.now(),
    );
  });
  afterEach(() => mock.timers.reset());

  const hold = (data: unknown) => messages.hold(new MessageEvent('message', { data }));
  const pass = (milliseconds: number) => mock.timers.tick(milliseconds);

  it('are delivered never while the frame is not replaced', () => {
    hold(1);
    pass(10_000);
    expect(delivered).to.deep.equal([]);
  });

  it('are delivered together, 150 ms after the last of them, whether they came before or after the replacement', () => {
    hold(1);
    pass(1_000);
    messages.frameReplaced();
    pass(149);
    hold(2);
    pass(149);
    expect(delivered).to.deep.equal([]);
    pass(1);
    expect(delivered).to.deep.equal([[1, 2]]);
  });

  it('are delivered 2 s after the replacement, though more of them come without end', () => {
    messages.frameReplaced();
    for (let sent = 0; sent < 39; sent++) {
      hold(sent);
      pass(50);
    }
    expect(delivered).to.deep.equal([]);
    pass(50);
    expect(delivered.map(({ length }) => length)).to.deep.equal([39]);
  });

  it('are delivered once a replacement: what comes behind the judgement needs another one', () => {
    messages.frameReplaced();
    hold(1);
    pass(150);
    hold(2);
    pass(150);
    expect(delivered).to.deep.equal([[1]]);
    messages.frameReplaced();
    pass(150);
    expect(delivered).to.deep.equal([[1], [2]]);
  });

  it('are forgotten 2 s before the replacement, as is a replacement 2 s before them', () => {
    hold('stale');
    pass(2_000);
    messages.frameReplaced();
    pass(2_000);
    hold('too late');
    pass(2_000);
    expect(delivered).to.deep.equal([]);
  });

  it('are none of the frame’s once its new document has spoken', () => {
    messages.frameReplaced();
    messages.frameSpoke();
    hold(1);
    pass(10_000);
    expect(delivered).to.deep.equal([]);
  });

  it('are delivered up to the moment at which the new document speaks, and not after', () => {
    hold(1);
    messages.frameReplaced();
    messages.frameSpoke();
    hold(2);
    pass(10_000);
    expect(delivered).to.deep.equal([[1]]);
  });

  it('are held up to 50, the latest of a flood', () => {
    for (let sent = 0; sent < 1_000; sent++) hold(sent);
    messages.frameReplaced();
    pass(150);
    expect(delivered[0]).to.deep.equal(Array.from({ length: 50 }, (_, index) => 950 + index));
  });

  it('are delivered no more after the end', () => {
    hold(1);
    messages.frameReplaced();
    end.abort();
    pass(10_000);
    expect(delivered).to.deep.equal([]);
  });
});
