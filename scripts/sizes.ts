import { gzipSync } from 'node:zlib';
import { type OutputChunk, type Plugin, type PluginContext, rollup } from 'rollup';

const gzip = (code: string): number => gzipSync(code, { level: 9 }).length;
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(2)} kB`;

/** Prints what a script weighs, and fails the build over budget. */
function report(context: PluginContext, name: string, code: string, budget?: number): void {
  const bytes = gzip(code);
  const limit = budget ? ` of ${budget} kB` : '';
  console.log(
    `${name.padEnd(20)} ${String(Buffer.byteLength(code)).padStart(7)} B  gzip ${kilobytes(bytes)}${limit}`,
  );
  if (budget && bytes > budget * 1024) context.error(`Over budget: ${name}, ${kilobytes(bytes)}${limit}`);
}

function printModules(chunk: OutputChunk): void {
  console.log('Bytes per module, before minification');
  const modules = Object.entries(chunk.modules).map(([id, { renderedLength }]) => ({
    name: id.replace(/^.*\/(node_modules|src)\//, '$1/'),
    length: renderedLength,
  }));
  const isLit = ({ name }: { name: string }) => name.startsWith('node_modules/');
  const lit = modules.filter(isLit).reduce((sum, { length }) => sum + length, 0);
  const own = modules.filter(module => !isLit(module) && module.length > 0);
  for (const { name, length } of [...own, { name: 'lit', length: lit }].sort((a, b) => b.length - a.length))
    console.log(`${String(length).padStart(7)}  ${name}`);
}

/**
 * A rollup plugin that prints what a one-file build weighs, per module too.
 *
 * @param budget - in kB of 1,024 bytes, gzip -9
 */
export const reportFile = (name: string, budget: number | undefined): Plugin => ({
  name: 'report-file',
  writeBundle(_, bundle) {
    const chunk = Object.values(bundle).find(file => file.type === 'chunk');
    if (!chunk) this.error(`${name} has no script.`);
    console.log('');
    report(this, name, chunk.code, budget);
    printModules(chunk);
  },
});

export interface EntriesOptions {
  /** Source files by the name of their entry. */
  entries: Record<string, string>;
  external: RegExp;
  plugins: () => Plugin[];
  /** In kB of 1,024 bytes, gzip -9. */
  budgets: Record<string, number>;
}

/** A rollup plugin that prints what each entry weighs once a bundler has minified it, without what is external. */
export const reportEntries = ({ entries, external, plugins, budgets }: EntriesOptions): Plugin => ({
  name: 'report-entries',
  async writeBundle() {
    console.log('\nSizes, minified');
    for (const [name, input] of Object.entries(entries)) {
      const build = await rollup({ input, external, plugins: plugins(), logLevel: 'silent' });
      const { output } = await build.generate({ format: 'es' });
      report(this, name, output[0].code, budgets[name]);
    }
  },
});
