import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../../', import.meta.url));
const eslint = new ESLint({ cwd: root });

/** The rules that a line of a file breaks. */
async function broken(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `${root}src/${file}` });
  assert.ok(result, `${file} is not linted`);
  return result.messages.map(({ ruleId }) => ruleId ?? 'none');
}

/** Where a rule must refuse a line, and where the same line is right. */
const rules: Record<string, [line: string, rule: string, refusedIn: string[], allowedIn: string[]]> = {
  'a flow is named by nothing that serves every flow': [
    "export const name = 'outbound';",
    'no-restricted-syntax',
    ['element/x.ts', 'session/x.ts', 'returns/x.ts', 'cards/x.ts'],
    ['flows/redirect/x.ts', 'types.ts', 'protocol/x.ts'],
  ],
  'the element knows no flow': [
    "export { connect } from '../flows/connect/index.js';",
    'no-restricted-imports',
    ['element/x.ts', 'session/x.ts', 'frame/x.ts'],
    [],
  ],
  'an entry lists the flows': [
    "export { connect } from './flows/connect/index.js';",
    'no-restricted-imports',
    [],
    ['element.ts', 'index.ts'],
  ],
  'a flow imports no other flow': [
    "export { connect } from '../connect/index.js';",
    'no-restricted-imports',
    ['flows/auto/x.ts', 'flows/redirect/x.ts', 'flows/express/x.ts'],
    [],
  ],
  'a flow does not reach into the element': [
    "export { styles } from '../../element/styles.js';",
    'no-restricted-imports',
    ['flows/auto/x.ts', 'flows/connect/x.ts'],
    [],
  ],
  'what runs does not draw': [
    "export { html } from 'lit';",
    'no-restricted-imports',
    ['session/x.ts', 'returns/x.ts', 'protocol/x.ts', 'browser/x.ts'],
    ['element/x.ts', 'cards/x.ts', 'flows/auto/x.ts'],
  ],
  'the vocabulary is below everything': [
    "export { now } from './browser/clock.js';",
    'no-restricted-imports',
    ['types.ts', 'errors.ts'],
    ['callback.ts'],
  ],
};

describe('the folders of src', () => {
  for (const [what, [line, rule, refusedIn, allowedIn]] of Object.entries(rules)) {
    it(what, async () => {
      for (const file of refusedIn) assert.deepEqual(await broken(file, line), [rule], file);
      for (const file of allowedIn) assert.deepEqual(await broken(file, line), [], file);
    });
  }

  it('are all that is in it, beside its entries and their vocabulary', () => {
    const files = readdirSync(`${root}src`, { withFileTypes: true }).filter(entry => entry.isFile());
    assert.deepEqual(files.map(({ name }) => name).sort(), [
      'callback.ts',
      'connect.ts',
      'element.ts',
      'errors.ts',
      'index.ts',
      'outbound.ts',
      'react.ts',
      'types.ts',
    ]);
  });
});
