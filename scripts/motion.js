/**
 * Whether pages are to keep still. Browsers are launched so: a spinner that turns behind a test takes the processor from it.
 *
 * @param {string | null | undefined} wanted `no-preference` where a test is about motion
 */
export const isReduced = wanted => wanted !== 'no-preference';
