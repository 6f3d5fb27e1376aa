import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { all } from './all.ts';
import { runSequences } from './run.ts';
import { seeds } from './seeds.ts';

const total = Number(process.env.SEQUENCE_RUNS ?? 600);

for (const { sequences, share } of all) {
  const { name, ends, mustEnd } = sequences;
  const runs = Math.ceil(total * share);

  describe(`sequences of ${name}`, () => {
    for (const seed of seeds[name] ?? [])
      it(`that have failed before: ${JSON.stringify(seed)}`, async () => {
        assert.equal(await runSequences(sequences, 1, seed), 1);
      });

    it(`${runs.toLocaleString('en')} generated ones keep every rule`, async () => {
      assert.equal(await runSequences(sequences, runs), runs, 'all of them have run');
      const missing = mustEnd.filter(end => !ends.of(end));
      assert.ok(runs < 1_000 || !missing.length, `none has ended by ${missing.join()}, but by ${ends}`);
    });
  });
}
