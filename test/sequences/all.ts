import { connectSequences } from './connect/sequences.ts';
import { redirectSequences } from './redirect/sequences.ts';
import { relaySequences } from './relay/sequences.ts';
import type { Sequences } from './sequences.ts';

/** Every kind of sequence, and its share in a run. */
export const all: readonly { readonly sequences: Sequences; readonly share: number }[] = [
  { sequences: connectSequences, share: 0.5 },
  { sequences: relaySequences, share: 0.25 },
  { sequences: redirectSequences, share: 0.25 },
];
