import { existsSync, readFileSync } from 'node:fs';

/** What came of one test. */
export interface TestResult {
  /** The names of its suites and its own, joined by " › ". */
  readonly name: string;
  /** Relative to the root of the project. */
  readonly file: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  /** What runs this test alone. */
  readonly alone: AloneCommand;
}

/** A command and the variables of its environment. */
export interface AloneCommand {
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** What runs test files with Node's own runner. */
export const nodeTests = ['node', '--import', 'tsx', 'scripts/node-tests.ts'] as const;

/** The variable that names the file to which reporters append a line of JSON for each test. */
export const resultsVariable = 'TEST_RESULTS';

/** Reads what the reporters wrote: nothing where no test has run. `broken`: it was not written to its end. */
export function readResults(file: string): { tests: TestResult[]; broken: boolean } {
  if (!existsSync(file)) return { tests: [], broken: false };
  const tests: TestResult[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    try {
      // Our own reporters have written it.
      tests.push(JSON.parse(line) as TestResult);
    } catch {
      return { tests, broken: true };
    }
  }
  return { tests, broken: false };
}

const quote = (word: string): string =>
  /^[\w./=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The command as a shell takes it. */
export const shellLine = ({ env, command }: AloneCommand): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`), ...command.map(quote)].join(' ');
