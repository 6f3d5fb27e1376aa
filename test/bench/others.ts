import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** A package that shows another company's frame, and the code by which its manual has it opened. */
interface Other {
  readonly name: string;
  readonly version: string;
  readonly code: string;
}

const others: readonly Other[] = [
  {
    name: '@mxenabled/web-widget-sdk',
    version: '0.0.15',
    code: `import { ConnectWidget } from '@mxenabled/web-widget-sdk';
      const container = document.querySelector('#bank');
      new ConnectWidget({ container, url: container.dataset.url });`,
  },
  {
    name: 'connect-web-sdk',
    version: '2.3.0',
    code: `import { Connect } from 'connect-web-sdk';
      const node = document.querySelector('#bank');
      Connect.launch(node.dataset.url, { onDone() {}, onCancel() {}, onError() {} }, { node });`,
  },
];

/** A script that opens a frame at the `data-url` of the element `#bank`. */
export interface OtherScript {
  readonly name: string;
  readonly code: string;
}

/**
 * Scripts of other companies, each in one file. They are fetched when they race and are no devDependencies: they are
 * measured, and nothing is built or tested with them. Without a registry there are none.
 */
export async function otherScripts(): Promise<OtherScript[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'flinks-link-bench-'));
  try {
    const packages = others.map(({ name, version }) => `${name}@${version}`);
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0'];
    const { status } = spawnSync('npm', ['install', ...flags, '--prefix', folder, ...packages], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.log(`Not in the race, as npm could not fetch them: ${packages.join(', ')}`);
      return [];
    }
    return await Promise.all(others.map(other => bundle(other, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle({ name, version, code }: Other, folder: string): Promise<OtherScript> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return { name: `${name} ${version}`, code: outputFiles[0]?.text ?? '' };
}
