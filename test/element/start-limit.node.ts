import { describe, it } from 'node:test';
import { expect } from 'chai';
import { StartLimit } from '../../src/element/start-limit.ts';

describe('the starts of one element', () => {
  it('are four in a second, and are made again once a second has passed', () => {
    let now = 5;
    const limit = new StartLimit(() => now);
    const starts = (count: number) => Array.from({ length: count }, () => limit.admit());
    expect(starts(5)).to.deep.equal([true, true, true, true, false]);
    now += 999;
    expect(starts(1)).to.deep.equal([false]);
    now += 1;
    expect(starts(5)).to.deep.equal([true, true, true, true, false]);
  });
});
