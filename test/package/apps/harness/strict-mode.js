import assert from 'node:assert/strict';

/**
 * StrictMode renders and mounts everything twice, in development builds of React only: that it was one.
 *
 * @param {import('./link-journey.js').Journey} journey
 */
export const strictModeActs = ({ step, lines }) =>
  step('ran in a StrictMode that acts', async () => {
    assert.ok(
      lines.some(({ text }) => text.includes('Download the React DevTools')),
      'only a development build of React says so',
    );
  });
