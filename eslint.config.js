import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** What `folder` may import from: dependencies point one way (protocol <- browser <- flows <- element, ui). */
const imports = (folder, ...forbidden) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: forbidden.map(group => ({ group: [group], message: `${folder}/ must not depend on it.` })),
      },
    ],
  },
});

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

export default tseslint.config(
  {
    // Apps are in the languages of their frameworks, whose own tools check them.
    ignores: [
      'dist/',
      'coverage/',
      'node_modules/',
      'test/package/apps/{angular,next,preact,react,react-shared,react18,solid,svelte,vue}/',
    ],
  },
  js.configs.recommended,
  { files: ['**/*.ts'], extends: [tseslint.configs.strict] },
  { files: ['src/**/*.ts'], extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']] },
  {
    rules: {
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
    files: ['**/*.ts'],
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Else the import stays in the build, though nothing of it is used.
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...replaceable],
      'no-restricted-syntax': ['error', ...sinks, looseOrigin, clobbered],
    },
  },
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
  imports(
    'protocol',
    'lit*',
    '../browser/*',
    '../flows/*',
    '../ui/*',
    '../flinks-link*',
    '../element*',
    '../index*',
    '../events*',
  ),
  imports(
    'browser',
    'lit*',
    '../protocol/*',
    '../flows/*',
    '../ui/*',
    '../flinks-link*',
    '../element*',
    '../index*',
    '../events*',
  ),
  imports('flows', 'lit*', '../ui/*', '../flinks-link*', '../element*', '../index*', '../events*'),
  imports('ui', '../flinks-link.js', '../element*', '../index*'),
  {
    files: ['demo/**/*.js', 'docs/examples/*.mjs', 'scripts/**/*.js', 'test/**/*.js', '*.config.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'performance',
          'AbortController',
          'AbortSignal',
          'Response',
          'structuredClone',
          'crypto',
          'TextEncoder',
          'TextDecoder',
          'queueMicrotask',
        ].map(name => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['scripts/**/*.{js,ts}', 'demo/*.js', 'docs/examples/*.mjs', 'test/**/*.js'],
    rules: { 'no-console': 'off' },
  },
  {
    // Tests stand in for hosts and attackers, and chai asserts by properties.
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Functions in these files run in the page that they are given to.
    files: ['scripts/media-plugin.js', 'test/journeys/**/*.js', 'test/package/apps/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'BroadcastChannel',
          'MessageChannel',
          'XMLHttpRequest',
          'addEventListener',
          'customElements',
          'crossOriginIsolated',
          'document',
          'history',
          'localStorage',
          'location',
          'matchMedia',
          'navigator',
          'sessionStorage',
          'window',
        ].map(name => [name, 'readonly']),
      ),
    },
  },
  {
    // Scripts of the demo's and the simulator's pages.
    files: ['demo/pages/**/*.js', 'demo/simulator/app/**/*.js', 'demo/simulator/bank/assets/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'window',
          'document',
          'location',
          'history',
          'navigator',
          'parent',
          'customElements',
          'Intl',
          'HTMLElement',
          'HTMLInputElement',
          'getSelection',
          'Node',
          'matchMedia',
          'CustomEvent',
          'Event',
          'EventSource',
          'FormData',
          'addEventListener',
          'requestAnimationFrame',
          'open',
        ].map(name => [name, 'readonly']),
      ),
    },
  },
);
