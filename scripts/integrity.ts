import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Plugin } from 'rollup';

/** Subresource integrity of a text, as the attribute `integrity` takes it (W3C Subresource Integrity, 3.1). */
export const sha384 = (text: string | Buffer): string =>
  `sha384-${createHash('sha384').update(text).digest('base64')}`;

/**
 * A rollup plugin that writes the integrity of each script of a build.
 *
 * @param file - JSON of `{ [name]: integrity }`
 */
export const integrity = (file: string): Plugin => ({
  name: 'integrity',
  writeBundle(_, bundle) {
    const scripts = Object.values(bundle).filter(output => output.type === 'chunk');
    // The reference to the source map is part of what is served.
    const entries = scripts.map(({ fileName, code }): [string, string] => [fileName, sha384(code)]);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  },
});
