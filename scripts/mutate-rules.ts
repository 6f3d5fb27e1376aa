// Breaks each security rule in test/mutation, one at a time and in a copy of the project, and expects that the suite beside
// it fails.
//   npm run mutate:rules                     every rule
//   npm run mutate:rules -- relay "iss"      those whose sentence, file or suite has one of the words
//   npm run mutate:rules -- --together …     all of them at once: every suite must fail
import type { Rule } from '../test/mutation/rule.ts';
import { rules } from '../test/mutation/rules.ts';
import { Mutant, type SuiteResult, type Verdict } from './mutant.ts';

const words = process.argv.slice(2);
const isTogether = words.includes('--together');
const wanted = words.filter(word => !word.startsWith('--')).map(word => word.toLowerCase());
const chosen = rules.filter(
  ({ rule, file, suite }) =>
    !wanted.length || wanted.some(word => `${rule} ${file} ${suite}`.toLowerCase().includes(word)),
);
if (!chosen.length) {
  console.error(`No rule has ${wanted.join(' or ')} in its sentence, file or suite.`);
  process.exit(1);
}

const mutant = new Mutant();
process.once('exit', () => mutant.remove());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
const table: { suite: string; rule: string; verdict: string; detail: string }[] = [];
let failures = 0;

function report(suite: string, rule: string, expected: Verdict, { verdict, detail }: SuiteResult): boolean {
  const isRight = verdict === expected;
  if (!isRight) failures++;
  const [line = ''] = detail.split('\n');
  table.push({ suite, rule, verdict: isRight ? verdict : `${verdict.toUpperCase()}!`, detail: line });
  console.log(`${isRight ? '' : `expected ${expected}: `}${verdict}: ${rule}\n    ${suite}: ${detail}`);
  return isRight;
}

/** The rules of each suite in each engine. */
const suites = new Map<string, Rule[]>();
for (const rule of chosen) {
  const key = `${rule.suite} ${rule.engine ?? ''}`;
  suites.set(key, [...(suites.get(key) ?? []), rule]);
}

for (const group of suites.values()) {
  const [first] = group;
  if (!first) continue;
  const { suite } = first;
  if (!report(suite, '(unchanged)', 'green', await mutant.test(first))) continue;
  if (isTogether) {
    const noticed = chosen.filter(({ shadowedBy }) => shadowedBy === undefined);
    report(suite, '(every change at once)', 'red', await mutant.test(first, noticed));
    continue;
  }
  for (const rule of group)
    report(
      suite,
      rule.rule,
      rule.shadowedBy === undefined ? 'red' : 'green',
      await mutant.test(rule, [rule]),
    );
}

console.table(table.map(({ verdict, rule, suite }) => ({ verdict, rule, suite })));
const minutes = (performance.now() - started) / 60_000;
console.log(`${chosen.length} rules, ${failures} not as expected, ${minutes.toFixed(1)} minutes`);
process.exitCode = failures ? 1 : 0;
