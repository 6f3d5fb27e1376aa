import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where each flow is, below `src/flows`, by what its folder exports. */
const folders = { connect: 'connect', outbound: 'redirect', custom: 'redirect', express: 'express' };
type Name = keyof typeof folders;

/** What a page loads whose entry has one flow, as the package is built for production. */
async function bundled(name: Name): Promise<string> {
  const contents = `
    import { FlinksLinkElement } from './src/element/flinks-link.js';
    import { ${name} } from './src/flows/${folders[name]}/index.js';
    class OneFlow extends FlinksLinkElement {
      static flows = [${name}];
    }
    OneFlow.define();`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    treeShaking: true,
    charset: 'utf8',
    define: { __DEV__: 'false', __VERSION__: '"1"' },
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
  'the warning about absent elements': ['Return with the same id', []],
};

describe('an entry with one flow', () => {
  for (const name of Object.keys(folders) as Name[])
    it(`has what it needs and nothing of another: ${name}`, async () => {
      const text = await bundled(name);
      for (const [part, [mark, needs]] of Object.entries(marks))
        assert.equal(text.includes(mark), needs.includes(name), part);
    });
});
