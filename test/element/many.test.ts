import { expect } from '@open-wc/testing';
import '../../src/index.js';

const nextTask = () => new Promise(resolve => setTimeout(resolve));

describe('many elements in a page', () => {
  it('are not asked for their settings by each one that comes', async () => {
    const first = document.createElement('flinks-link');
    let reads = 0;
    Object.defineProperty(first, 'flow', { get: () => (reads++, 'connect') });
    document.body.append(first);
    await nextTask();
    expect(reads, 'the count works').to.be.above(0);
    reads = 0;
    const others = Array.from({ length: 50 }, () => document.createElement('flinks-link'));
    document.body.append(...others);
    await nextTask();
    await nextTask();
    expect(reads).to.equal(0);
    for (const element of [first, ...others]) element.remove();
  });
});
