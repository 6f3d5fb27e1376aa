import fc from 'fast-check';
import { Counts } from '../counts.ts';
import type { Later } from '../platform/channels.ts';
import { settle } from '../platform/clock.ts';
import type { Sequences } from '../sequences.ts';
import { allCommands } from './commands.ts';
import { ConnectPage } from './connect-page.ts';
import { setups } from './setup.ts';

/** Milliseconds after which whatever waits for the time has run. */
const long = 3_600_000;

const ends = new Counts();

/** A page with the Connect flow: its guard, late results, tokens and session. */
export const connectSequences: Sequences = {
  name: 'connect',
  ends,
  mustEnd: [
    'login of frame',
    'login of gone',
    'login of URL',
    'consent-denied',
    'closed',
    'aborted',
    'disconnected',
    'token-expired',
    'token-failed',
    'retries-exhausted',
    'load-timeout',
    'frame-blocked',
    'offline',
  ],
  property: replayPath =>
    fc.asyncProperty(
      setups,
      fc.scheduler(),
      fc.commands(allCommands, { maxCommands: 30, size: '+1', ...(replayPath && { replayPath }) }),
      async (setup, scheduler, commands) => {
        const later: Later = (what, task) =>
          void scheduler
            .schedule(Promise.resolve(), what)
            .then(task)
            .catch((error: unknown) => real.faults.add(String(error)));
        const real: ConnectPage = new ConnectPage(setup, later, ends);
        try {
          await fc.scheduledModelRun(scheduler, () => ({ model: { messages: 0 }, real }), commands);
          real.reaction = undefined;
          real.remove();
          await settle();
          real.check();
          // What was on its way comes too late.
          await scheduler.waitAll();
          await real.browser.clock.advance(long);
          real.check();
        } finally {
          real.browser.close();
        }
      },
    ),
};
