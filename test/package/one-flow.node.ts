import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where each flow is, below `src/flows`, by what its folder exports. */
const folders = { connect: 'connect', outbound: 'redirect', custom: 'redirect', express: 'express' };
type Name = keyof typeof folders;

/** A module that registers an element with one flow. */
const oneFlow = (name: Name) => `
  import { FlinksLinkElement } from './src/element/flinks-link.js';
  import { ${name} } from './src/flows/${folders[name]}/index.js';
  class OneFlow extends FlinksLinkElement {
    static flows = [${name}];
  }
  OneFlow.define();`;

/** What a page loads of a module. */
async function bundled(contents: string, development = false): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    treeShaking: true,
    charset: 'utf8',
    define: { __DEV__: String(development), __VERSION__: '"1"' },
  });
  return outputFiles[0]?.text ?? '';
}

/** A text that only one part of the package has, and the flows that need this part. */
const marks: Record<string, [mark: string, needs: readonly Name[]]> = {
  'the messages of Connect': ['COMPONENT_DENY_CONSENT', ['connect']],
  'the title of its frame': ['Secure bank sign-in', ['connect']],
  'the text of a window': ['Connecting to your bank…', ['outbound', 'custom']],
  'the card of a window': ['Reopen bank window', ['outbound', 'custom', 'express']],
  'the list of banks': ['combobox', []],
  'its style sheet': ['aria-selected', []],
  'the other names of banks': ['alberta treasury', []],
  'the steps that Connect is known to post': ['COMPONENT_CLICK_TERMS_URL', []],
  'the warnings of the development build': ['not used with this flow', []],
  'the warning about absent elements': ['which is not on this page. Render', []],
};

describe('an entry with one flow', () => {
  for (const name of Object.keys(folders) as Name[])
    it(`has what it needs and nothing of another: ${name}`, async () => {
      const text = await bundled(oneFlow(name));
      for (const [part, [mark, needs]] of Object.entries(marks))
        assert.equal(text.includes(mark), needs.includes(name), part);
    });

  it('is searched for texts that the whole package has', async () => {
    const text = await bundled(
      "export * from './src/index.js'; export * from './src/protocol/index.js';",
      true,
    );
    for (const [part, [mark]] of Object.entries(marks)) assert.ok(text.includes(mark), part);
  });
});
