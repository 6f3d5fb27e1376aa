import type { IAsyncProperty } from 'fast-check';
import type { Counts } from './counts.ts';

/** Sequences of one part of the package: what can happen, and what must be true all the while. */
export interface Sequences {
  readonly name: string;
  /** How the sessions of all of them have ended. */
  readonly ends: Counts;
  /** Ends that some of a thousand sequences must have: those that never come prove nothing. */
  readonly mustEnd: readonly string[];
  /** @param replayPath - which commands of a sequence to run again, as fast-check prints it */
  property(replayPath?: string): IAsyncProperty<unknown>;
}
