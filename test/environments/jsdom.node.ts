import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JSDOM, VirtualConsole } from 'jsdom';
import { enter, linksQuietly } from './dom-environment.ts';

describe('in jsdom', () => {
  it('the package loads, and elements come, live and go without an error', async () => {
    const errors: unknown[] = [];
    const virtualConsole = new VirtualConsole().on('jsdomError', error => errors.push(error));
    enter(new JSDOM('', { url: 'https://shop.example/', pretendToBeVisual: true, virtualConsole }).window);
    await linksQuietly();
    assert.deepEqual(errors, []);
  });
});
