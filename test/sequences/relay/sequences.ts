import fc from 'fast-check';
import { Counts } from '../counts.ts';
import type { Later } from '../platform/channels.ts';
import { settle } from '../platform/clock.ts';
import type { Sequences } from '../sequences.ts';
import { allCommands, overrunCommands } from './commands.ts';
import { RelaySite } from './relay-site.ts';

const ends = new Counts();

/** Pages that wait for a response and windows that come back with one: the relay. */
export const relaySequences: Sequences = {
  name: 'relay',
  ends,
  mustEnd: ['response', 'taken', 'met'],
  property: replayPath => {
    const options = { maxCommands: 30, size: '+1', ...(replayPath && { replayPath }) } as const;
    return fc.asyncProperty(
      fc.scheduler(),
      fc.oneof(fc.commands(allCommands, options), fc.commands(overrunCommands, options)),
      async (scheduler, commands) => {
        const later: Later = (what, task) =>
          void scheduler
            .schedule(Promise.resolve(), what)
            .then(task)
            .catch((error: unknown) => site.faults.add(String(error)));
        const site: RelaySite = new RelaySite(later, ends);
        try {
          await fc.scheduledModelRun(scheduler, () => ({ model: {}, real: site }), commands);
          for (let claims = 0; claims < 3; claims++) {
            await site.browser.clock.advance(250);
            await scheduler.waitAll();
            await settle();
          }
          site.check();
          site.checkMet();
          for (const tab of [...site.waiters, ...site.returned]) site.end(tab);
          site.check();
          await scheduler.waitAll();
          await settle();
          site.check();
        } finally {
          site.browser.close();
        }
      },
    );
  },
};
