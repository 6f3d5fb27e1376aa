import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { compileScript, parse } from 'vue/compiler-sfc';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Framework {
  loader: esbuild.Loader;
  /** @returns the module that a component's code is */
  read: (code: string) => string;
  /** A module that shows the component. */
  mount: string;
}

/** How each framework has its module read, and its component put into the page. */
const frameworks: Record<'react' | 'vue', Framework> = {
  react: {
    loader: 'jsx',
    read: code => code,
    mount: `import { createRoot } from 'react-dom/client';
import { LinkBank } from 'pasted';
createRoot(document.body).render(<LinkBank />);`,
  },
  vue: {
    loader: 'js',
    read(code) {
      const { descriptor, errors } = parse(code);
      if (errors.length) throw new AggregateError(errors, 'Vue cannot read the component');
      const compilerOptions = { isCustomElement: (tag: string) => tag === 'flinks-link' };
      const templateOptions = { compilerOptions };
      return compileScript(descriptor, { id: 'pasted', inlineTemplate: true, templateOptions }).content;
    },
    mount: `import { createApp } from 'vue';
import LinkBank from 'pasted';
createApp(LinkBank).mount(document.body);`,
  },
};

/**
 * Builds the script of a page that shows a component, and nothing else.
 *
 * @param code - a module: for React it exports `LinkBank`
 */
export async function bundleComponent(framework: keyof typeof frameworks, code: string): Promise<string> {
  const { loader, read, mount } = frameworks[framework];
  const contents = read(code);
  const pasted: esbuild.Plugin = {
    name: 'pasted',
    setup(build) {
      build.onResolve({ filter: /^pasted$/ }, ({ path }) => ({ path, namespace: 'pasted' }));
      build.onLoad({ filter: /./, namespace: 'pasted' }, () => ({ contents, loader, resolveDir: root }));
    },
  };
  const { outputFiles, warnings } = await esbuild.build({
    stdin: { contents: mount, loader, resolveDir: root },
    plugins: [pasted],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
  });
  assert.deepEqual(warnings, []);
  const [script] = outputFiles;
  assert.ok(script, 'a script');
  return script.text;
}
