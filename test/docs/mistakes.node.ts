import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { format } from 'prettier';
import { mistakes, type Shown } from '../journeys/mistakes.ts';
import { textOf } from './markdown.ts';

const shows: Readonly<Record<Shown, string>> = {
  nothing: 'nothing',
  unavailable: 'not available',
  expired: 'session expired',
  'try again': '"Try again"',
  works: 'works',
};

const table = [
  '| mistake | the page shows | the console says |',
  '| --- | --- | --- |',
  ...mistakes.map(
    ({ mistake, shows: shown, level, line }) =>
      `| ${mistake.replaceAll('|', '\\|')} | ${shows[shown]} | ${level}: \`${line.replaceAll('|', '\\|')}\` |`,
  ),
].join('\n');

describe('the manual’s table of mistakes', () => {
  it('is that of the journeys', async () => {
    const expected = await format(table, { parser: 'markdown', proseWrap: 'preserve' });
    assert.ok(
      textOf('docs/guides/mistakes.md').includes(expected.trim()),
      `docs/guides/mistakes.md needs this table:\n${expected}`,
    );
  });

  it('has one row for each kind, at least 25', () => {
    assert.ok(mistakes.length >= 25);
    assert.equal(new Set(mistakes.map(({ mistake }) => mistake)).size, mistakes.length);
  });
});
