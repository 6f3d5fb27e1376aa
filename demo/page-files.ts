import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import type { Context } from 'koa';
import send from 'koa-send';

/** What a page may ask for: no path that leaves the folder, and no source. */
const fileOfPage = /^(?:[\w-]+\/)*[\w-]+\.(?:js|css|html|svg)$/;

/** The script that a page gets of a source. Browsers show the source itself beside it. */
async function scriptOf(file: string): Promise<string> {
  const { code } = await transform(await readFile(file, 'utf8'), {
    loader: 'ts',
    target: 'es2022',
    sourcemap: 'inline',
    sourcefile: path.basename(file),
    logLevel: 'error',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}

/** Serves the files of a folder to pages. A script `x.js` is made of the `x.ts` that is there, once for each version of it. */
export function pageFiles(folder: string): (ctx: Context, file: string) => Promise<void> {
  const scripts = new Map<string, { modified: number; code: string }>();

  return async (ctx, file) => {
    if (!fileOfPage.test(file)) ctx.throw(404);
    const source = path.join(folder, file.replace(/\.js$/, '.ts'));
    const found = file.endsWith('.js') ? await stat(source).catch(() => undefined) : undefined;
    if (!found) {
      await send(ctx, file, { root: folder });
      return;
    }
    const known = scripts.get(source);
    const code = known?.modified === found.mtimeMs ? known.code : await scriptOf(source);
    scripts.set(source, { modified: found.mtimeMs, code });
    ctx.type = 'js';
    ctx.lastModified = found.mtime;
    if (!ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'max-age=0');
    ctx.body = code;
  };
}
