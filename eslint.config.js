import { readdirSync, readFileSync } from 'node:fs';
import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Globals of these names, which nothing may replace. */
const readonly = (...names) => Object.fromEntries(names.map(name => [name, 'readonly']));

/** The folders of `src`, lowest first: each may import from those before it, and from itself. */
const order = [
  'protocol',
  'browser',
  'i18n',
  'session',
  'returns',
  'frame',
  'cards',
  ['flows', 'element'], // which only an entry brings together
];
const withoutDrawing = ['protocol', 'browser', 'i18n', 'session', 'returns'];

const flowFolders = readdirSync('src/flows');

/** Forbids files to import modules. */
const noImports = (files, modules, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: modules, message }] }] },
});

const layers = order.flatMap((layer, at) =>
  [layer].flat().flatMap(folder => {
    const others = [layer].flat().filter(other => other !== folder);
    const forbidden = [
      ...[...order.slice(at + 1).flat(), ...others].map(other => `**/${other}/**`),
      '**/{index,element,connect,outbound,react,callback}.js',
      ...(withoutDrawing.includes(folder) ? ['lit', 'lit/**'] : []),
    ];
    const parts = folder === 'flows' ? flowFolders : [''];
    return parts.map(part =>
      noImports(
        [`src/${folder}/${part && `${part}/`}**/*.ts`],
        [
          // The index of a flow is its definition, which its own files may not import either.
          ...forbidden,
          ...(part ? flowFolders.filter(other => other !== part).map(other => `**/${other}/**`) : []),
        ],
        `${folder}/${part} must not depend on it.`,
      ),
    );
  }),
);

/** The names of flows, as `src/types.ts` lists them. */
const [, flowList = ''] = /export type Flow = ([^;]+);/.exec(readFileSync('src/types.ts', 'utf8')) ?? [];
const flowNames = [...flowList.matchAll(/'([a-z]+)'/g)].map(([, name]) => name);
if (!flowNames.length) throw new Error('src/types.ts names no flow.');

/** A flow is known by its definition alone. */
const namedFlow = {
  selector: `Literal[value=/^(?:${flowNames.join('|')})$/]`,
  message: 'Only a flow knows its name: ask its definition.',
};

const sinks = [
  {
    selector: "CallExpression[callee.property.name='postMessage'] Literal[value='*']",
    message: 'Name the exact target origin.',
  },
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'No HTML sink: text is shown as text.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|writeln)$/], CallExpression[callee.object.name="document"][callee.property.name="write"]',
    message: 'No HTML sink: text is shown as text.',
  },
  { selector: 'ImportDeclaration[source.value=/unsafe-(html|svg|static)/]', message: 'No unsafe directive.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings: types are erased.' },
];
const looseOrigin = {
  selector:
    "CallExpression[callee.property.name=/^(includes|indexOf|startsWith|endsWith|match|search)$/][callee.object.property.name='origin']",
  message: 'Compare origins as whole strings.',
};

/**
 * Globals that a page's top-level `const`, `let` or `var` shadows or replaces by accident. `window`, `document`, `location`
 * and `top` cannot be replaced.
 */
const replaceable = [
  'addEventListener',
  'close',
  'closed',
  'crossOriginIsolated',
  'crypto',
  'dispatchEvent',
  'event',
  'external',
  'find',
  'frames',
  'history',
  'innerHeight',
  'innerWidth',
  'length',
  'name',
  'navigator',
  'open',
  'opener',
  'origin',
  'outerHeight',
  'outerWidth',
  'parent',
  'performance',
  'postMessage',
  'removeEventListener',
  'screen',
  'screenX',
  'screenY',
  'scrollX',
  'scrollY',
  'self',
  'status',
  'stop',
].map(name => ({
  name,
  message: `A page's own "${name}" can shadow this. Write window.${name}, or use location.origin, now() or on().`,
}));

/** What elements of the page can replace, by their name or id. */
const clobbered = {
  selector: "MemberExpression[object.name='document']:not([property.name='prototype'])",
  message: 'An image or form of the page may have this name: use ownDocument().',
};

/** zone.js before 0.14.3 removes every listener of the target's event with it. */
const signalOption = {
  selector:
    "CallExpression[callee.property.name='addEventListener'] > ObjectExpression > Property[key.name='signal']",
  message: 'Use on(), which removes its listener by removeEventListener.',
};

export default tseslint.config(
  {
    // Apps are in the languages of their frameworks, whose own tools check them.
    ignores: [
      'dist/',
      'coverage/',
      'reports/',
      '.stryker-tmp/',
      'node_modules/',
      'test/package/apps/{angular,next,preact,react,react-shared,react18,solid,svelte,vue}/',
    ],
  },
  js.configs.recommended,
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  { files: ['src/**/*.ts'], extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']] },
  {
    plugins: { 'simple-import-sort': simpleImportSort },
    rules: {
      // Node's own, packages, then files, each by name.
      'simple-import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w', '^\\.']] }],
      'simple-import-sort/exports': 'error',
      'no-duplicate-imports': 'error',
      'dot-notation': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': ['error', ...sinks, looseOrigin],
      'no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Else the import stays in the build, though nothing of it is used.
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...replaceable],
      'no-restricted-syntax': ['error', ...sinks, looseOrigin, clobbered, signalOption],
    },
  },
  {
    // What serves every flow knows none.
    files: ['src/{element,session,returns,cards,browser,i18n}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sinks, looseOrigin, clobbered, signalOption, namedFlow] },
  },
  noImports(['src/{errors,types}.ts'], ['./**'], 'The vocabulary is below everything.'),
  {
    // The names of JSX belong to the frameworks.
    files: ['src/frameworks/*.ts'],
    rules: { '@typescript-eslint/no-namespace': 'off' },
  },
  {
    // Pure functions: what changes from call to call comes in as an argument.
    files: ['src/protocol/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'Date',
          'performance',
          'crypto',
          'window',
          'self',
          'globalThis',
          'document',
          'location',
          'navigator',
          'sessionStorage',
          'localStorage',
        ].map(name => ({ name, message: 'protocol/ is pure: take it as an argument.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'protocol/ is pure: take it as an argument.' },
      ],
    },
  },
  ...layers,
  {
    // What is not TypeScript: no compiler knows its globals.
    files: ['docs/examples/*.mjs', '*.config.{js,mjs}'],
    languageOptions: { globals: readonly('console', 'fetch', 'process', 'AbortSignal', 'URL') },
  },
  {
    files: ['test/package/apps/html/*.js', 'test/hosts/*.js'],
    languageOptions: {
      globals: readonly('console', 'customElements', 'document', 'fetch', 'location', 'parent', 'window'),
    },
  },
  {
    files: ['scripts/**/*.ts', 'demo/*.ts', 'docs/examples/*.mjs', 'test/**/*.{ts,js}'],
    rules: { 'no-console': 'off' },
  },
  {
    // Tests stand in for hosts and attackers, and chai asserts by properties.
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
