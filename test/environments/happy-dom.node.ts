import { describe, it } from 'node:test';
import { Window } from 'happy-dom';
import { enter, linksQuietly } from './dom-environment.ts';

describe('in happy-dom', () => {
  it('the package loads, and elements come, live and go without an error', async () => {
    const window = new Window({ url: 'https://shop.example/' });
    // It complains about every frame, whatever is in it.
    window.happyDOM.settings.handleDisabledFileLoadingAsSuccess = true;
    enter(window);
    await linksQuietly();
  });
});
