import { expect } from '@open-wc/testing';
import { FlinksLink } from '../../src/element.js';
import { FlinksLinkSettings } from '../../src/element/settings.js';

FlinksLink.define();

const nextTask = () => new Promise(resolve => setTimeout(resolve));

describe('many elements in a page', () => {
  const { prototype } = FlinksLinkSettings;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'flow')!;
  afterEach(() => Object.defineProperty(prototype, 'flow', descriptor));

  it('are not asked for their settings by each one that comes', async () => {
    const first = document.createElement('flinks-link');
    let reads = 0;
    Object.defineProperty(prototype, 'flow', {
      ...descriptor,
      get(this: FlinksLinkSettings): unknown {
        if (this === first) reads++;
        return descriptor.get?.call(this);
      },
    });
    document.body.append(first);
    await nextTask();
    expect(reads, 'what the test counts').to.be.above(0);
    reads = 0;
    const others = Array.from({ length: 50 }, () => document.createElement('flinks-link'));
    document.body.append(...others);
    await nextTask();
    await nextTask();
    // What it reads of itself; the others would make it as many as they are.
    expect(reads).to.be.below(others.length / 2);
    for (const element of [first, ...others]) element.remove();
  });
});
