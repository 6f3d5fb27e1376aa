// What JSON, a parser or another program has given is unknown until one of these has looked at it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** @param what - names it in the error */
export function objectOf(value: unknown, what: string): Fields {
  assert.ok(isObject(value), `${what} is no object: ${JSON.stringify(value)}`);
  return value;
}

/** @param what - names it in the error */
export function listOf(value: unknown, what: string): readonly unknown[] {
  assert.ok(isList(value), `${what} is no list: ${JSON.stringify(value)}`);
  return value;
}

/** @param what - names it in the error */
export function stringOf(value: unknown, what: string): string {
  assert.ok(typeof value === 'string', `${what} is no text: ${JSON.stringify(value)}`);
  return value;
}

/** The object that a file of JSON holds. */
export const readJson = (file: string): Fields => objectOf(JSON.parse(readFileSync(file, 'utf8')), file);
