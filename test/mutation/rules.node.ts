import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { changed } from './rule.ts';
import { rules } from './rules.ts';

describe('the table of security rules', () => {
  for (const rule of rules)
    it(`holds a change of today's ${rule.file}: ${rule.rule}`, () => {
      const source = readFileSync(rule.file, 'utf8');
      const mutant = changed(rule, source);
      expect(mutant).to.not.equal(source);
      transformSync(mutant, { loader: 'ts' });
      expect(existsSync(rule.suite), rule.suite).to.equal(true);
      expect(rule.suite).to.match(/\.(?:test|node)\.ts$/);
    });

  it('holds each rule and each change once', () => {
    const texts = rules.map(({ rule }) => rule);
    const changes = rules.map(({ file, from, to }) => JSON.stringify([file, from, to]));
    expect(new Set(texts).size).to.equal(texts.length);
    expect(new Set(changes).size).to.equal(changes.length);
  });
});
