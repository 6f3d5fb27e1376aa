import assert from 'node:assert/strict';

/**
 * StrictMode runs every effect twice, in development builds of React only: that it was on, and in one.
 *
 * @param {import('./link-journey.js').Journey} journey
 */
export const strictModeActs = ({ step, page }) =>
  step('ran in a StrictMode that acts', async () => {
    assert.equal(await page().locator('#effects').innerText(), '2');
  });
