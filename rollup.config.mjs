import { readFileSync } from 'node:fs';
import minifyTemplates from '@lit-labs/rollup-plugin-minify-html-literals';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { integrity } from './scripts/integrity.ts';
import { shortPrivateNames } from './scripts/short-private-names.ts';
import { reportEntries, reportFile } from './scripts/sizes.ts';
import { withoutExports } from './scripts/without-exports.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const typescript = development =>
  esbuild({
    target: 'es2022',
    tsconfig: './tsconfig.json',
    define: { __DEV__: String(development), __VERSION__: JSON.stringify(version) },
  });
const templates = () => (minifyTemplates.default ?? minifyTemplates)();
const minify = (module = true) =>
  terser({ ecma: 2022, module, compress: { passes: 3 }, format: { comments: false } });

/** Entry points of the package, by the path under `dist` that package.json exports. */
const entries = {
  index: 'src/index.ts',
  element: 'src/element.ts',
  connect: 'src/connect.ts',
  outbound: 'src/outbound.ts',
  'protocol/index': 'src/protocol/index.ts',
  react: 'src/react.ts',
};

/** Kilobytes of 1,024 bytes, gzip -9. The build fails above them. */
const budgets = {
  'cdn/flinks-link': 40.9,
  'cdn/flinks-connect': 28.6,
  'cdn/flinks-outbound': 27.5,
  index: 36.5,
  'protocol/index': 6.2,
  callback: 1.8,
  react: 36.7,
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
  plugins: [
    typescript(development),
    ...(development
      ? []
      : [
          templates(),
          reportEntries({
            entries: {
              index: entries.index,
              'protocol/index': entries['protocol/index'],
              react: entries.react,
              callback: 'src/callback.ts',
            },
            external,
            plugins: () => [typescript(false), templates(), minify()],
            budgets,
          }),
        ]),
  ],
  output: {
    dir: development ? 'dist/dev' : 'dist',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    banner: directive,
    sourcemap: true,
  },
});

/** Of every file that a script tag may load from another host. */
const hashes = integrity('dist/cdn/integrity.json');

/** The script of the page that users come back to: classic, so that it runs before anything else on that page. */
const callback = {
  input: 'src/callback.ts',
  plugins: [typescript(false), minify(false), hashes],
  output: { file: 'dist/callback.js', format: 'iife', sourcemap: true },
};

/**
 * For a script tag: one file with everything inside. It exports nothing and declares nothing global, so that it also runs
 * where `type="module"` was forgotten.
 */
const cdn = (name, entry) => ({
  input: entry,
  plugins: [
    withoutExports(),
    nodeResolve(),
    typescript(false),
    templates(),
    minify(false),
    shortPrivateNames(),
    hashes,
    reportFile(`cdn/${name}`, budgets[`cdn/${name}`]),
  ],
  output: { file: `dist/cdn/${name}.js`, format: 'iife', sourcemap: true },
});

export default [
  modules(false),
  modules(true),
  callback,
  cdn('flinks-connect', 'src/connect.ts'),
  cdn('flinks-outbound', 'src/outbound.ts'),
  cdn('flinks-link', 'src/index.ts'),
];
