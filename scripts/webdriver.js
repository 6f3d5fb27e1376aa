import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReduced } from './motion.js';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** A screen of its own for WebKitGTK, with a settings daemon that switches colour scheme and motion. */
export class VirtualDisplay {
  #servers = [];
  #settings = path.join(mkdtempSync(path.join(os.tmpdir(), 'webkit-')), 'xsettings.conf');

  async start() {
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
    const daemon = spawn('xsettingsd', ['-c', this.#settings], { env, stdio: 'ignore' });
    this.#servers.push(daemon, xvfb);
    return env;
  }

  /** The change travels through GTK to the page; whoever needs it waits for `matchMedia` to agree. */
  set(media) {
    this.#write(media);
    this.#servers[0].kill('SIGHUP');
  }

  stop() {
    for (const server of this.#servers) server.kill();
    rmSync(path.dirname(this.#settings), { recursive: true, force: true });
  }

  #write({ colorScheme, reducedMotion }) {
    const theme = colorScheme === 'dark' ? 'Adwaita-dark' : 'Adwaita';
    const animations = isReduced(reducedMotion) ? 0 : 1;
    writeFileSync(this.#settings, `Net/ThemeName "${theme}"\nGtk/EnableAnimations ${animations}\n`);
  }
}

/** A WebKitGTK window, driven by plain WebDriver (W3C) over fetch. */
export class WebKitWindow {
  /**
   * @param {{ executable: string, env: NodeJS.ProcessEnv, proxy?: string, acceptInsecureCerts?: boolean }} options
   */
  static async open({ executable, env, proxy, acceptInsecureCerts = false }) {
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore', detached: true });
    const window = new WebKitWindow(`http://127.0.0.1:${port}`, driver);
    await window.#untilListening();
    const args = ['--automation'];
    if (proxy)
      args.push(
        `--proxy=${proxy}`,
        ...['localhost', '127.0.0.1', '*.localhost'].map(h => `--ignore-host=${h}`),
      );
    const { sessionId, capabilities } = await window.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          acceptInsecureCerts,
          'webkitgtk:browserOptions': { binary: executable, args },
        },
      },
    });
    window.#session = `/session/${sessionId}`;
    window.version = capabilities.browserVersion;
    return window;
  }

  #base;
  #driver;
  #session = '';
  version = '';

  constructor(base, driver) {
    this.#base = base;
    this.#driver = driver;
    driver.on('error', error => (this.#failure = error));
  }

  /** @type {Error | undefined} */
  #failure;

  async #untilListening() {
    for (let tries = 0; ; tries++) {
      if (this.#failure) throw this.#failure;
      try {
        return await this.call('GET', '/status');
      } catch (error) {
        if (tries > 100) throw error;
        await sleep(50);
      }
    }
  }

  async call(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  }

  get(path) {
    return this.call('GET', this.#session + path);
  }

  post(path, body) {
    return this.call('POST', this.#session + path, body);
  }

  delete(path) {
    return this.call('DELETE', this.#session + path);
  }

  /** Runs a function in the page; it must stand on its own. */
  run(fn, ...args) {
    return this.post('/execute/sync', { script: `return (${fn}).apply(null, arguments)`, args });
  }

  async close() {
    await this.delete('').catch(() => {});
    try {
      process.kill(-this.#driver.pid);
    } catch {
      // It has ended by itself.
    }
  }
}
