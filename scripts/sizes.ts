import { gzipSync } from 'node:zlib';
import { type Plugin, rollup } from 'rollup';

const gzip = (code: string): number => gzipSync(code, { level: 9 }).length;
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(2)} kB`;

export interface SizesOptions {
  /** Source files by the name of their entry. */
  entries: Record<string, string>;
  external: RegExp;
  plugins: () => Plugin[];
  /** In kB of 1,024 bytes, gzip -9; `cdn` is the one-file build. */
  budgets: Record<string, number>;
}

/**
 * A rollup plugin that prints what the one-file build and each entry weigh, per module too, and fails the build over
 * budget.
 */
export function sizes({ entries, external, plugins, budgets }: SizesOptions): Plugin {
  const over: string[] = [];
  const report = (name: string, code: string) => {
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
      const chunk = Object.values(bundle).find(file => file.type === 'chunk');
      if (!chunk) this.error('The one-file build has no script.');
      console.log('\nSizes, minified');
      report('cdn', chunk.code);
      for (const [name, input] of Object.entries(entries)) {
        const build = await rollup({ input, external, plugins: plugins(), logLevel: 'silent' });
        const { output } = await build.generate({ format: 'es' });
        report(name, output[0].code);
      }
      console.log('\nBytes per module of the one-file build, before minification');
      const modules = Object.entries(chunk.modules).map(([id, { renderedLength }]) => ({
        name: id.replace(/^.*\/(node_modules|src)\//, '$1/'),
        length: renderedLength,
      }));
      const isLit = ({ name }: { name: string }) => name.startsWith('node_modules/');
      const lit = modules.filter(isLit).reduce((sum, { length }) => sum + length, 0);
      const own = modules.filter(module => !isLit(module) && module.length > 0);
      for (const { name, length } of [...own, { name: 'lit', length: lit }].sort(
        (a, b) => b.length - a.length,
      ))
        console.log(`${String(length).padStart(7)}  ${name}`);
      if (over.length) this.error(`Over budget: ${over.join('; ')}`);
    },
  };
}
