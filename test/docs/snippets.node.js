import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds, onlyRun } from './kinds.js';
import { blocks } from './markdown.js';
import { typeCheck } from './type-check.js';

/** @typedef {import('./kinds.js').CheckedModule & { name: string }} Module */

const read = await Promise.all(
  blocks.map(async block => {
    const { file, line, language, meta, code } = block;
    try {
      const modules = (await kinds[language]?.(code, meta)) ?? [];
      const place = `${file.replaceAll('/', '-')}-${line}`;
      return {
        block,
        modules: modules.map((module, index) => ({ ...module, name: `${place}-${index}${module.name}` })),
      };
    } catch (error) {
      return { block, modules: [], error };
    }
  }),
);

/** A block that says its name can be imported by every other one of its document. */
const shared = blocks.flatMap(({ code }) => {
  const [, name] = /^\/\/ ([\w-]+\.ts)\n/.exec(code) ?? [];
  return name ? [{ name, code, isTyped: true }] : [];
});

const environments = /** @type {const} */ (['page', 'node', 'solid-js', 'preact']);
const messages = new Map(
  environments.flatMap(environment => {
    const modules = read.flatMap(({ modules }) =>
      modules.filter(module => module.environment === environment),
    );
    const jsxImportSource = ['page', 'node'].includes(environment) ? 'react' : environment;
    return modules.length
      ? [...typeCheck([...modules, ...shared], { node: environment === 'node', jsxImportSource })]
      : [];
  }),
);

describe('the code in the documents', () => {
  it('has no Python or PHP but what is run', t => {
    const run = blocks.filter(({ language }) => onlyRun.includes(language));
    assert.deepEqual(
      run.map(({ file, language }) => `${file} ${language}`),
      onlyRun.map(language => `docs/backend.md ${language}`),
    );
    const languages = [...new Set(blocks.map(({ language }) => language))];
    const counted = languages.map(
      each => `${blocks.filter(({ language }) => language === each).length} ${each}`,
    );
    t.diagnostic(`Blocks of code: ${counted.join(', ')}; type-checked modules: ${messages.size}`);
  });

  for (const { block, modules, error } of read) {
    const { file, line, language } = block;
    if (onlyRun.includes(language)) continue;
    it(`${file}:${line} is right: ${language || 'no language'}`, () => {
      assert.ok(kinds[language], `name a language that is checked: ${Object.keys(kinds).join(', ')}`);
      if (error) throw error;
      for (const { name } of modules) assert.deepEqual(messages.get(name), [], name);
    });
  }
});
