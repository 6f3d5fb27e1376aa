import type { Plugin } from 'rollup';

const suffix = '?without-exports';

/** A rollup plugin that builds an entry for what it does when it is loaded: what it exports is dropped if nothing uses it. */
export const withoutExports = (): Plugin => ({
  name: 'without-exports',
  async resolveId(source, importer, { isEntry }) {
    if (importer?.endsWith(suffix)) return { id: source, moduleSideEffects: true };
    if (importer) return null;
    const entry = await this.resolve(source, importer, { isEntry, skipSelf: true });
    return entry && { ...entry, id: entry.id + suffix };
  },
  load: id => (id.endsWith(suffix) ? `import ${JSON.stringify(id.slice(0, -suffix.length))};` : null),
});
