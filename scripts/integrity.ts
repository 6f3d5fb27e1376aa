import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';

/** Subresource integrity of a text, as the attribute `integrity` takes it (W3C Subresource Integrity, 3.1). */
export const sha384 = (text: string | Buffer): string =>
  `sha384-${createHash('sha384').update(text).digest('base64')}`;

/**
 * A rollup plugin that writes the integrity of each script of the builds that share it.
 *
 * @param file - JSON of `{ [name]: integrity }`
 */
export function integrity(file: string): Plugin {
  const hashes: Record<string, string> = {};
  return {
    name: 'integrity',
    writeBundle(_, bundle) {
      // The reference to the source map is part of what is served.
      for (const output of Object.values(bundle))
        if (output.type === 'chunk') hashes[output.fileName] = sha384(output.code);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(hashes, null, 2)}\n`);
    },
  };
}
