import { type Mutant, onOneLine } from './report.ts';
import type { Survivor } from './survivors.ts';

/** What part of the changes, in percent, tests must find, those that no test can find included. */
export const leastScore = 95;

/** How many changes of a folder were found, and how. */
export interface Tally {
  readonly mutants: number;
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly uncovered: number;
  /** In percent; 100 where there was nothing to find. */
  readonly score: number;
}

const isUnfound = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';

/** Counts what could be run: a change that does not start counts neither way. */
export function tallyOf(mutants: readonly Mutant[]): Tally {
  const count = (name: string): number => mutants.filter(({ status }) => status === name).length;
  const [killed, timeout] = [count('Killed'), count('Timeout')];
  const [survived, uncovered] = [count('Survived'), count('NoCoverage')];
  const all = killed + timeout + survived + uncovered;
  return {
    mutants: all,
    killed,
    timeout,
    survived,
    uncovered,
    score: all ? (100 * (killed + timeout)) / all : 100,
  };
}

/** The tallies of the folders, by their names, and last the total. */
export function tallies(mutants: readonly Mutant[]): Map<string, Tally> {
  const folderOf = ({ file }: Mutant): string => file.slice(0, file.lastIndexOf('/'));
  const folders = [...new Set(mutants.map(folderOf))].sort();
  return new Map([
    ...folders.map(name => [name, tallyOf(mutants.filter(mutant => folderOf(mutant) === name))] as const),
    ['total', tallyOf(mutants)] as const,
  ]);
}

const isRowOf = (row: Survivor, mutant: Mutant): boolean =>
  row.file === mutant.file &&
  onOneLine(row.original) === mutant.original &&
  onOneLine(row.replacement) === mutant.replacement;

const show = ({ original, replacement }: Pick<Survivor, 'original' | 'replacement'>): string =>
  `\n    - ${onOneLine(original)}\n    + ${onOneLine(replacement)}`;

/**
 * What fails the run: survivors that are not listed, rows that are stale, and a score that is too low.
 *
 * @param rows - the list, as far as the report is about its files
 */
export function problemsOf(mutants: readonly Mutant[], rows: readonly Survivor[]): string[] {
  const left = [...rows];
  /** Each row stands for one change. */
  const takeRow = (mutant: Mutant): boolean => {
    const at = left.findIndex(row => isRowOf(row, mutant));
    return at >= 0 && left.splice(at, 1).length === 1;
  };
  const unlisted = mutants
    .filter(mutant => isUnfound(mutant) && !takeRow(mutant))
    .map(mutant => {
      const how = mutant.status === 'Survived' ? 'survived' : 'is run by no test';
      return `${mutant.file}:${mutant.line} ${how}, and is not listed:${show(mutant)}`;
    });
  // On a loaded machine a survivor may time out.
  for (const mutant of mutants) if (mutant.status === 'Timeout') takeRow(mutant);
  const stale = left.map(row => {
    const why = mutants.some(mutant => isRowOf(row, mutant)) ? 'is killed' : 'does not exist any more';
    return `${row.file}: a listed survivor ${why}. Delete its row:${show(row)}`;
  });
  const { score } = tallyOf(mutants);
  const low = score < leastScore ? [`The score is ${score.toFixed(1)} %, below ${leastScore} %.`] : [];
  return [...unlisted, ...stale, ...low];
}
