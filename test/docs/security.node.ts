import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const policy = readFileSync('SECURITY.md', 'utf8');
const [, table = ''] = policy.split('## Who can do what, what stops it, and which test shows it');
const rows = (table.split('\n## ')[0] ?? '')
  .split('\n')
  .filter(line => line.startsWith('|'))
  .slice(2)
  .map(line => line.split('|').map(cell => cell.trim()));

/** The text of a suite, which the table names without the end of its name: in browsers, in Node, or with generated input. */
function suite(name: string): string {
  const files = ['.test.ts', '.node.ts', '.generated.node.ts']
    .map(end => `test/${name}${end}`)
    .filter(existsSync);
  return files.map(file => readFileSync(file, 'utf8')).join('\n');
}

describe('the table of SECURITY.md', () => {
  it('has rows', () => assert.ok(rows.length > 15, `${rows.length} rows`));

  for (const [, who, tries, stops, shown = ''] of rows)
    it(`names tests that there are: ${who} tries ${tries}`, () => {
      assert.ok(stops);
      const tests = [...shown.matchAll(/`([\w/-]+)` "([^"]+)"/g)];
      assert.ok(tests.length, 'at least one');
      for (const [, name = '', title = ''] of tests)
        assert.ok(
          [`'`, '"', '`'].some(quote => suite(name).includes(quote + title)),
          `${name}: "${title}"`,
        );
    });
});
