// What is read of Stryker's report, whose format is the mutation testing report schema, version 2.
import assert from 'node:assert/strict';
import { listOf, objectOf, stringOf } from '../support/json.ts';

/** One change of the code, and what became of it. */
export interface Mutant {
  /** Killed: a test failed. Timeout: it did not end. NoCoverage: no test ran the code. */
  readonly status: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Code on one line, whatever lines it has in the file. */
  readonly original: string;
  readonly replacement: string;
}

/** Code on one line, so that a row of the list does not depend on how it is broken into lines. */
export const onOneLine = (code: string): string => code.replace(/\s+/g, ' ').trim();

function positionOf(value: unknown): { line: number; column: number } {
  const { line, column } = objectOf(value, 'a position');
  assert.ok(typeof line === 'number' && typeof column === 'number');
  return { line, column };
}

/** The code from one position up to another; lines and columns count from 1. */
function between(source: string, location: unknown): string {
  const { start, end } = objectOf(location, 'a location');
  const offsetOf = (position: unknown): number => {
    const { line, column } = positionOf(position);
    const before = source.split('\n').slice(0, line - 1);
    return before.join('\n').length + (before.length ? 1 : 0) + column - 1;
  };
  return source.slice(offsetOf(start), offsetOf(end));
}

/** @param report - the parsed JSON of the report */
export function mutantsOf(report: unknown): Mutant[] {
  const files = objectOf(objectOf(report, 'the report').files, 'its files');
  return Object.entries(files).flatMap(([file, content]) => {
    const { source, mutants } = objectOf(content, file);
    return listOf(mutants, `the mutants of ${file}`).map(value => {
      const { status, location, replacement } = objectOf(value, 'a mutant');
      return {
        status: stringOf(status, 'its status'),
        file,
        line: positionOf(objectOf(location, 'its location').start).line,
        original: onOneLine(between(stringOf(source, file), location)),
        replacement: onOneLine(stringOf(replacement, 'its replacement')),
      };
    });
  });
}
