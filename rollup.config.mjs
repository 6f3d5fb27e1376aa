import { readFileSync } from 'node:fs';
import minifyTemplates from '@lit-labs/rollup-plugin-minify-html-literals';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { integrity } from './scripts/integrity.ts';
import { sizes } from './scripts/sizes.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const typescript = development =>
  esbuild({
    target: 'es2022',
    tsconfig: './tsconfig.json',
    define: { __DEV__: String(development), __VERSION__: JSON.stringify(version) },
  });
const templates = () => (minifyTemplates.default ?? minifyTemplates)();
const minify = () =>
  terser({ ecma: 2022, module: true, compress: { passes: 3 }, format: { comments: false } });

/** Entry points of the package, by the path under `dist` that package.json exports. */
const entries = {
  index: 'src/index.ts',
  element: 'src/element.ts',
  'protocol/index': 'src/protocol/index.ts',
  react: 'src/react.ts',
};

/** What the host has of its own. */
const external = /^(@?lit|react)(\/|$)/;

/** React's servers run what begins so in the browser only; a directive in a source does not survive the bundler. */
const directive = ({ name }) => (name === 'react' ? "'use client';" : '');

/** For bundlers: modules stay apart, so that each class exists once whatever is imported; lit stays an import. */
const modules = development => ({
  input: entries,
  external,
  // No module but an entry is there for what it does when it is loaded.
  treeshake: { moduleSideEffects: false },
  plugins: [typescript(development), ...(development ? [] : [templates()])],
  output: {
    dir: development ? 'dist/dev' : 'dist',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    banner: directive,
    sourcemap: true,
  },
});

/** The script of the page that people come back to: classic, so that it runs before anything else on that page. */
const callback = {
  input: 'src/callback.ts',
  plugins: [typescript(false), minify()],
  output: { file: 'dist/callback.js', format: 'iife', sourcemap: true },
};

/** For a script tag: one file with everything inside. */
const cdn = {
  input: 'src/index.ts',
  plugins: [
    nodeResolve(),
    typescript(false),
    templates(),
    minify(),
    integrity('dist/cdn/integrity.json'),
    sizes({
      entries: { ...entries, callback: 'src/callback.ts' },
      external,
      plugins: () => [typescript(false), templates(), minify()],
      // Kilobytes of 1,024 bytes, gzip -9.
      budgets: { cdn: 37.8, index: 32.4, 'protocol/index': 6, callback: 1.8, react: 32.6 },
    }),
  ],
  output: { file: 'dist/cdn/flinks-link.js', format: 'es', sourcemap: true },
};

export default [modules(false), modules(true), callback, cdn];
