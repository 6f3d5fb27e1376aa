import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds, onlyRun } from './kinds.ts';
import { blocks, nameOf } from './markdown.ts';
import { typeCheck } from './type-check.ts';

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

/** Blocks that say their name: every other one can import them. */
const named = blocks.flatMap(block => {
  const name = nameOf(block);
  return name ? [{ name, code: block.code, isTyped: true }] : [];
});
const shared = [...new Map(named.map(module => [module.name, module])).values()];

const environments = ['page', 'node', 'solid-js', 'preact'] as const;
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
      onlyRun.map(language => `docs/backend/${language}.md ${language}`).sort(),
    );
    const languages = [...new Set(blocks.map(({ language }) => language))];
    const counted = languages.map(
      each => `${blocks.filter(({ language }) => language === each).length} ${each}`,
    );
    t.diagnostic(`Blocks of code: ${counted.join(', ')}; type-checked modules: ${messages.size}`);
  });

  it('is the same wherever a file of one name is shown', () => {
    assert.ok(named.length > shared.length);
    for (const { name, code } of named) assert.equal(code, shared.find(one => one.name === name)?.code, name);
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
