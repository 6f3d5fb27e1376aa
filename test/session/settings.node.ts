import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { defaults } from '../../src/session/settings.ts';

const page = readFileSync(new URL('../../docs/reference/attributes.md', import.meta.url), 'utf8');

/** What the manual says that an attribute is when the page does not set it, as text. */
function documented(attribute: string): string | undefined {
  const [, value] = new RegExp(`^\\| \`${attribute}\` *\\| ([^|]*?) *\\|`, 'm').exec(page) ?? [];
  return value?.replaceAll('`', '');
}

describe('the settings that are never without a value', () => {
  for (const [name, value] of Object.entries(defaults)) {
    const attribute = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
    it(`are what the manual says: ${attribute}`, () => assert.equal(String(value), documented(attribute)));
  }

  it('are the same for every element of the page', () => assert.ok(Object.isFrozen(defaults)));
});
