import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import webpack from 'webpack';
import { npmPack } from './npm-pack.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Each takes an entry of an app and gives its bundle as text. */
const bundlers: Record<string, (entry: string) => Promise<string>> = {
  async esbuild(entry) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      write: false,
    });
    return outputFiles.map(({ text }) => text).join('');
  },
  async rollup(entry) {
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true })],
      logLevel: 'silent',
    });
    const { output } = await bundle.generate({ format: 'es' });
    return output[0].code;
  },
  async webpack(entry) {
    const output = { path: path.dirname(entry), filename: 'webpack.out.js' };
    const compiler = webpack({ mode: 'production', entry, output, performance: false });
    const stats = await promisify(compiler.run.bind(compiler))();
    assert.deepEqual(stats?.toJson({ all: false, errors: true, warnings: true }), {
      errors: [],
      warnings: [],
    });
    await promisify(compiler.close.bind(compiler))();
    return readFileSync(path.join(output.path, output.filename), 'utf8');
  },
};

describe('bundled from node_modules', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
  before(() => {
    const { filename } = npmPack(folder);
    const modules = path.join(folder, 'node_modules');
    mkdirSync(path.join(modules, 'flinks-link'), { recursive: true });
    execFileSync('tar', ['-xzf', filename, '-C', 'node_modules/flinks-link', '--strip-components=1'], {
      cwd: folder,
    });
    for (const name of ['lit', '@lit', 'lit-html', 'lit-element'])
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, bundler] of Object.entries(bundlers)) {
    const bundle = (code: string) => {
      const entry = path.join(folder, `${name}.entry.mjs`);
      writeFileSync(entry, code);
      return bundler(entry);
    };

    it(`keeps the definition of the tag, by ${name}`, async () => {
      const code = await bundle("import 'flinks-link';");
      assert.match(code, /["'`]flinks-link["'`]/);
      assert.match(code, /attachInternals/);
    });

    it(`takes no flow along but those of the entry, by ${name}`, async () => {
      const connect = await bundle("import 'flinks-link/connect';");
      const outbound = await bundle("import 'flinks-link/outbound';");
      assert.match(connect, /COMPONENT_DENY_CONSENT/);
      assert.doesNotMatch(connect, /Connecting to your bank|combobox/);
      assert.match(outbound, /Connecting to your bank/);
      assert.doesNotMatch(outbound, /COMPONENT_DENY_CONSENT|combobox/);
    });

    it(`drops what nobody uses, by ${name}`, async () => {
      const code = await bundle(
        "import { errorCodes } from 'flinks-link/element';\nimport { parseConnectMessage } from 'flinks-link/protocol';\nconsole.log(errorCodes, parseConnectMessage(location.hash));",
      );
      assert.match(code, /REDIRECT/);
      assert.doesNotMatch(code, /attachInternals|litElementVersions|BroadcastChannel/);
    });

    it(`has no development warnings in production, by ${name}`, async () => {
      const code = await bundle("import 'flinks-link';");
      assert.doesNotMatch(code, /not used with this flow|litIssuedWarnings|Lit is in dev mode/);
    });
  }
});

describe('the build', () => {
  it('is the same in another folder, byte for byte', () => {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'rebuild-'));
    try {
      for (const part of [
        'src',
        'scripts',
        'package.json',
        'rollup.config.mjs',
        'tsconfig.json',
        'tsconfig.base.json',
      ])
        cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
      symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
      execFileSync(
        process.execPath,
        ['--import', 'tsx', 'node_modules/rollup/dist/bin/rollup', '-c', '--silent'],
        { cwd: copy, stdio: 'pipe' },
      );
      const read = (base: string, file: string) => readFileSync(path.join(base, 'dist', file), 'utf8');
      for (const file of [
        'cdn/flinks-link.js',
        'cdn/flinks-connect.js',
        'cdn/flinks-outbound.js',
        'cdn/integrity.json',
        'callback.js',
        'index.js',
        'element/flinks-link.js',
      ])
        assert.equal(read(copy, file), read(root, file), file);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
