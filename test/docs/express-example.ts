import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startSimulator } from '../simulator/simulator-server.ts';
import { codeBlock, root } from './markdown.ts';

/** The Express file of the manual, as it runs in the folder of a developer who has copied it there. */
export interface ExpressExample {
  readonly origin: string;
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>;
  /** All that it has printed. */
  readonly lines: readonly string[];
  /** The first line that matches, as soon as it is printed. */
  says(pattern: RegExp): Promise<string>;
}

export interface ExpressExampleOptions {
  /** The page, given the address of the simulator's Connect. */
  page?: (connectUrl: string) => string;
  /** How long the simulator collects data. */
  pendingMs?: number;
  /** Variables that are not the simulator's. */
  env?: Record<string, string>;
}

/** What the README installs. */
const [, installed = ''] = /^npm install (.+)$/m.exec(codeBlock('README.md', 'express.mjs')) ?? [];

/** Milliseconds after which a line that is waited for counts as missing. */
const patience = 30_000;

/**
 * Starts it in front of a simulator, beside a `public/index.html`.
 *
 * @param t - ends both
 */
export async function startExpressExample(
  t: { after(end: () => unknown): void },
  { page = () => '', pendingMs = 0, env = {} }: ExpressExampleOptions = {},
): Promise<ExpressExample> {
  const simulator = await startSimulator({ pendingMs });
  const folder = mkdtempSync(path.join(os.tmpdir(), '.express-'));
  mkdirSync(path.join(folder, 'public'));
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'public/index.html'), page(`${simulator.origin}/v2/`));
  cpSync(path.join(root, 'docs/examples/express.mjs'), path.join(folder, 'express.mjs'));
  for (const name of installed.split(' ').filter(each => each !== 'flinks-link'))
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  // A copy: Node tells the real path of what is linked, and this one has a folder with a dot in it, as pnpm's have.
  for (const file of ['package.json', 'dist/cdn/flinks-link.js'])
    cpSync(path.join(root, file), path.join(folder, 'node_modules/flinks-link', file));

  const child = spawn(process.execPath, ['express.mjs'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      FLINKS_API_URL: simulator.origin,
      FLINKS_CUSTOMER_ID: simulator.customerId,
      FLINKS_SECRET_KEY: simulator.secretKey,
      FLINKS_API_KEY: simulator.apiKey,
      FLINKS_POLL_SECONDS: '0.02',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill();
    await closed;
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const lines: string[] = [];
  const printed = new EventTarget();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      printed.dispatchEvent(new Event('line'));
    });
  const says = async (pattern: RegExp): Promise<string> => {
    const signal = AbortSignal.timeout(patience);
    for (;;) {
      const line = lines.find(each => pattern.test(each));
      if (line !== undefined) return line;
      await Promise.race([
        once(printed, 'line', { signal }),
        closed.then(() => assert.fail('it has ended')),
      ]).catch(error =>
        assert.fail(`${String(pattern)} was not printed (${String(error)}), but:\n${lines.join('\n')}`),
      );
    }
  };
  const [origin] = /http:\S+/.exec(await says(/^Open /)) ?? assert.fail('it says where it is');
  return { origin, simulator, lines, says };
}
