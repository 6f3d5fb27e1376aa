import type { Seed } from './run.ts';

/**
 * Sequences that have failed once, by what they are of. They run first, and stay. A change of the commands makes other
 * sequences of the same seeds: then each still is one more.
 */
export const seeds: Readonly<Record<string, readonly Seed[]>> = {
  connect: [
    // A listener of `flinks-notice` closes the session, as the notice says that the browser is offline.
    { seed: 475833435, path: '5' },
  ],
};
