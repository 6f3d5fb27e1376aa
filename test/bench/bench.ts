// Prints how costs relate to each other in one run; this says nothing about other machines, and nothing is asserted.
//   npm run bench            everything, with the build that is there
//   npm run bench -- race    what it names
import { benchCosts } from './costs.ts';
import { benchMessages } from './messages.ts';
import { benchPicker } from './picker.ts';
import { benchRace } from './race.ts';

const parts = new Map([
  ['messages', benchMessages],
  ['race', benchRace],
  ['costs', benchCosts],
  ['picker', benchPicker],
]);

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !parts.has(name));
if (unknown.length)
  throw new Error(`No part ${unknown.join(', ')}. There are: ${[...parts.keys()].join(', ')}.`);
for (const [name, run] of parts) {
  if (wanted.length && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  await run();
}
