import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReduced, type Media, type Viewport } from './media.ts';
import { pageSource } from './page-source.ts';
import { portOf } from './port-of.ts';

async function freePort(): Promise<number> {
  const server = net.createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const port = portOf(server);
  await once(server.close(), 'close');
  return port;
}

/** A screen of its own for WebKitGTK, with a settings daemon that switches colour scheme and motion. */
export class VirtualDisplay {
  #daemon: ChildProcess | undefined;
  #screen: ChildProcess | undefined;
  #settings = path.join(mkdtempSync(path.join(os.tmpdir(), 'webkit-')), 'xsettings.conf');

  /** @returns the environment of what is to show there */
  async start(): Promise<NodeJS.ProcessEnv> {
    // -displayfd: the X server chooses a free number and tells it on descriptor 3.
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1400x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise((resolve, reject) => {
      xvfb.once('error', reject);
      xvfb.once('exit', () => reject(new Error('Xvfb ended')));
      xvfb.stdio[3]?.once('data', data => resolve(String(data).trim()));
    });
    const env = {
      ...process.env,
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    };
    this.#write({});
    this.#screen = xvfb;
    this.#daemon = spawn('xsettingsd', ['-c', this.#settings], { env, stdio: 'ignore' });
    return env;
  }

  /** The change travels through GTK to the page; a caller that needs it waits for `matchMedia` to agree. */
  set(media: Media): void {
    this.#write(media);
    this.#daemon?.kill('SIGHUP');
  }

  stop(): void {
    this.#daemon?.kill();
    this.#screen?.kill();
    rmSync(path.dirname(this.#settings), { recursive: true, force: true });
  }

  #write({ colorScheme, reducedMotion }: Media): void {
    const theme = colorScheme === 'dark' ? 'Adwaita-dark' : 'Adwaita';
    const animations = isReduced(reducedMotion) ? 0 : 1;
    writeFileSync(this.#settings, `Net/ThemeName "${theme}"\nGtk/EnableAnimations ${animations}\n`);
  }
}

export interface WebKitOptions {
  /** Path of MiniBrowser. */
  executable: string;
  env: NodeJS.ProcessEnv;
  /** URL of an HTTP proxy for everything but this machine. */
  proxy?: string | undefined;
  acceptInsecureCerts?: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A WebKitGTK window, driven by plain WebDriver (W3C) over fetch. */
export class WebKitWindow {
  readonly #base: string;
  readonly #driver: ChildProcess;
  #session = '';
  #failure: Error | undefined;
  version = '';

  private constructor(base: string, driver: ChildProcess) {
    this.#base = base;
    this.#driver = driver;
    driver.on('error', error => (this.#failure = error));
  }

  static async open({
    executable,
    env,
    proxy,
    acceptInsecureCerts = false,
  }: WebKitOptions): Promise<WebKitWindow> {
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore', detached: true });
    const window = new WebKitWindow(`http://127.0.0.1:${port}`, driver);
    await window.#untilListening();
    const args = ['--automation'];
    if (proxy)
      args.push(
        `--proxy=${proxy}`,
        ...['localhost', '127.0.0.1', '*.localhost'].map(host => `--ignore-host=${host}`),
      );
    const session = await window.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          acceptInsecureCerts,
          'webkitgtk:browserOptions': { binary: executable, args },
        },
      },
    });
    if (!isRecord(session) || typeof session.sessionId !== 'string' || !isRecord(session.capabilities))
      throw new Error('WebDriver started no session.');
    window.#session = `/session/${session.sessionId}`;
    window.version = String(session.capabilities.browserVersion);
    return window;
  }

  async #untilListening(): Promise<void> {
    for (let tries = 0; ; tries++) {
      if (this.#failure) throw this.#failure;
      try {
        await this.call('GET', '/status');
        return;
      } catch (error) {
        if (tries > 100) throw error;
        await sleep(50);
      }
    }
  }

  /** @returns the `value` of the response */
  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body: object = {}): Promise<unknown> {
    const response = await fetch(this.#base + path, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    const value = isRecord(answer) ? answer.value : undefined;
    if (response.ok) return value;
    const problem = isRecord(value) ? `${value.error}: ${value.message}` : response.status;
    throw new Error(`WebDriver ${method} ${path}: ${problem}`);
  }

  get(path: string): Promise<unknown> {
    return this.call('GET', this.#session + path);
  }

  post(path: string, body?: object): Promise<unknown> {
    return this.call('POST', this.#session + path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.call('DELETE', this.#session + path);
  }

  /** The window with its frame, in CSS pixels. */
  async rect(): Promise<Viewport> {
    const rect = await this.get('/window/rect');
    if (!isRecord(rect)) throw new Error('WebDriver names no size of the window.');
    return { width: Number(rect.width), height: Number(rect.height) };
  }

  /** Runs a function in the page, where it must stand on its own. What it takes and returns is JSON. */
  async run<Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const script = `return ${pageSource(fn)}.apply(null, arguments)`;
    const result = await this.post('/execute/sync', { script, args });
    // What this very function has returned, by way of JSON.
    return result as Awaited<Result>;
  }

  async close(): Promise<void> {
    await this.delete('').catch(() => {});
    try {
      if (this.#driver.pid !== undefined) process.kill(-this.#driver.pid);
    } catch {
      // It has ended by itself.
    }
  }
}
