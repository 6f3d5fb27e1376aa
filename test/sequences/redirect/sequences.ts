import fc from 'fast-check';
import { Counts } from '../counts.ts';
import type { Later } from '../platform/channels.ts';
import { settle } from '../platform/clock.ts';
import type { Sequences } from '../sequences.ts';
import { allCommands } from './commands.ts';
import { RedirectPage, type Setup } from './redirect-page.ts';

const ends = new Counts();

const mostly = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

const setups = fc.record<Setup>({
  isFramed: fc.boolean(),
  allows: mostly,
  opens: mostly,
  calls: fc.array(fc.constantFrom('returns', 'returns', 'returns', 'rejects', 'pending', 'spent'), {
    maxLength: 4,
  }),
});

/** A page that opens a bank's window: its session, the relay, and what outlives a cancel. */
export const redirectSequences: Sequences = {
  name: 'redirect',
  ends,
  mustEnd: ['code', 'consent after cancel', 'closed', 'window-closed', 'authorization-failed'],
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
        const real: RedirectPage = new RedirectPage(setup, later, ends);
        try {
          await fc.scheduledModelRun(scheduler, () => ({ model: {}, real }), commands);
          real.reaction = undefined;
          real.remove();
          await settle();
          real.check();
          // What was on its way comes too late.
          await scheduler.waitAll();
          await real.browser.clock.advance(4_000);
          real.check();
        } finally {
          real.browser.close();
        }
      },
    ),
};
