import assert from 'node:assert/strict';
import type { Journey } from './link-journey.ts';

/** StrictMode runs every effect twice, in development builds of React only: that it was on, and in one. */
export const strictModeActs = ({ step, page }: Journey) =>
  step('ran in a StrictMode that acts', async () => {
    assert.equal(await page().locator('#effects').innerText(), '2');
  });
