import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startSimulator } from '../simulator/simulator-server.js';
import { root } from './markdown.js';

/** The Express file of the manual, as it runs in the folder of somebody who has copied it there. */
export interface ExpressExample {
  readonly origin: string;
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>;
  /** The first line that it prints, now or later, and that matches. */
  says(pattern: RegExp): Promise<string>;
}

/** What the README has installed. */
const installed = ['express', 'express-session'];

/**
 * Starts it in front of a simulator, beside a `public/index.html`.
 *
 * @param t - ends both
 * @param page - given the simulator's Connect, where there is a page
 */
export async function startExpressExample(
  t: { after(end: () => unknown): void },
  page: (connectUrl: string) => string = () => '',
): Promise<ExpressExample> {
  const simulator = await startSimulator();
  t.after(() => simulator.close());
  const folder = mkdtempSync(path.join(os.tmpdir(), 'express-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'public'));
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'public/index.html'), page(`${simulator.origin}/v2/`));
  cpSync(path.join(root, 'docs/examples/express.mjs'), path.join(folder, 'express.mjs'));
  symlinkSync(root, path.join(folder, 'node_modules/flinks-link'));
  for (const name of installed)
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));

  const child = spawn(process.execPath, ['express.mjs'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      FLINKS_API_URL: simulator.origin,
      FLINKS_CUSTOMER_ID: simulator.customerId,
      FLINKS_SECRET_KEY: simulator.secretKey,
      FLINKS_API_KEY: simulator.apiKey,
      FLINKS_POLL_SECONDS: '0.02',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill());
  const lines: string[] = [];
  const heard = new EventTarget();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      heard.dispatchEvent(new Event('line'));
    });
  child.on('exit', () => heard.dispatchEvent(new Event('line')));

  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const line = lines.find(each => pattern.test(each));
      if (line !== undefined) return line;
      assert.equal(child.exitCode, null, `it has ended: ${lines.join('\n')}`);
      await once(heard, 'line');
    }
  };
  const origin = /http:\S+/.exec(await says(/^Open /))?.[0] ?? '';
  return { origin, simulator, says };
}
