import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';

const gzip = code => gzipSync(code, { level: 9 }).length;
const kilobytes = bytes => `${(bytes / 1024).toFixed(2)} kB`;

/**
 * A rollup plugin that prints what the one-file build and each entry weigh, per module too, and fails the build over
 * budget.
 *
 * @param {{ entries: Record<string, string>, external: RegExp, plugins: () => import('rollup').Plugin[],
 *   budgets: Record<string, number> }} options - budgets in kB of 1,024 bytes, gzip -9; `cdn` is the one-file build
 * @returns {import('rollup').Plugin}
 */
export function sizes({ entries, external, plugins, budgets }) {
  const over = [];
  const report = (name, code) => {
    const bytes = gzip(code);
    const budget = budgets[name];
    if (budget && bytes > budget * 1024) over.push(`${name}: ${kilobytes(bytes)}, budget ${budget} kB`);
    console.log(
      `${name.padEnd(16)} ${String(Buffer.byteLength(code)).padStart(7)} B  gzip ${kilobytes(bytes)}${budget ? ` of ${budget} kB` : ''}`,
    );
  };
  return {
    name: 'sizes',
    async writeBundle(_, bundle) {
      const [chunk] = Object.values(bundle).filter(file => file.type === 'chunk');
      console.log('\nSizes, minified');
      report('cdn', chunk.code);
      for (const [name, input] of Object.entries(entries)) {
        const build = await rollup({ input, external, plugins: plugins(), logLevel: 'silent' });
        const { output } = await build.generate({ format: 'es' });
        report(name, output[0].code);
      }
      console.log('\nBytes per module of the one-file build, before minification');
      const modules = Object.entries(chunk.modules).map(([id, { renderedLength }]) => [
        id.replace(/^.*\/(node_modules|src)\//, '$1/'),
        renderedLength,
      ]);
      const lit = modules.filter(([id]) => id.startsWith('node_modules/'));
      const own = modules.filter(([id, length]) => !id.startsWith('node_modules/') && length > 0);
      own.push(['lit', lit.reduce((sum, [, length]) => sum + length, 0)]);
      for (const [id, length] of own.sort((a, b) => b[1] - a[1])) {
        console.log(`${String(length).padStart(7)}  ${id}`);
      }
      if (over.length) this.error(`Over budget: ${over.join('; ')}`);
    },
  };
}
