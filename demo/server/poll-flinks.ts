import { setTimeout as wait } from 'node:timers/promises';
import type { Data } from './flinks-api.ts';
import { FlinksError } from './flinks-error.ts';

/** So many questions in a row may be lost on the way before the data is given up. */
const LOST_IN_A_ROW = 3;

/** How far Flinks is, as far as it says. */
export interface Progress {
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Questions asked so far. */
  polls: number;
  /** The last answer. */
  flinksCode: string;
  /** Milliseconds since the epoch. */
  nextPollAt: number;
}

interface PollFlinksOptions {
  /** The first question. */
  ask: () => Promise<Data>;
  /** Every further one. */
  askAgain: () => Promise<Data>;
  pollMs: number;
  limitMs: number;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Asks for data that Flinks still works on until it is there. */
export async function pollFlinks({
  ask,
  askAgain,
  pollMs,
  limitMs,
  signal,
  onProgress,
}: PollFlinksOptions): Promise<Record<string, unknown>> {
  const startedAt = Date.now();
  let answer = await ask();
  let lost = 0;
  for (let polls = 1; answer.state === 'pending'; polls++) {
    if (Date.now() + pollMs - startedAt > limitMs) throw new FlinksError('Waiting for data', 'TIMEOUT');
    onProgress?.({ startedAt, polls, flinksCode: answer.code, nextPollAt: Date.now() + pollMs });
    await wait(pollMs, undefined, { signal });
    try {
      answer = await askAgain();
      lost = 0;
    } catch (error) {
      if (!(error instanceof FlinksError && error.transient) || ++lost >= LOST_IN_A_ROW) throw error;
    }
  }
  return answer.body;
}
