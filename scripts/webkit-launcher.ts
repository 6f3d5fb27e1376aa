import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserLauncher, SessionResult } from '@web/test-runner-core';
import { isReduced, type Media, type Viewport } from './media.ts';
import { VirtualDisplay, type WebKitOptions, WebKitWindow } from './webdriver.ts';

const buttons = { left: 0, middle: 1, right: 2 };
type Button = keyof typeof buttons;

/** Names of keys as code points of WebDriver (W3C WebDriver, 17.4.2). */
const keys: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Shift: '\uE008',
};

/** WebDriver's actions for pressing keys one after the other. */
export const keyActions = (names: readonly string[]): object[] => [
  {
    type: 'key',
    id: 'keyboard',
    actions: names.flatMap(name => {
      const value = keys[name] ?? name;
      return [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
    }),
  },
];

/** The launcher gives the windows a screen of its own. */
export type WebKitLauncherOptions = Omit<WebKitOptions, 'env'>;

/** A launcher of Web Test Runner for WebKitGTK. One window serves the test files one after the other. */
export class WebKitLauncher implements BrowserLauncher {
  name = 'WebKit';
  /** Lets the commands of Web Test Runner call `sendKeys` and the methods for the mouse. */
  readonly type = 'webdriver';
  readonly concurrency = 1;
  readonly #options: WebKitLauncherOptions;
  readonly #display = new VirtualDisplay();
  readonly #sessions = new Map<string, { window: WebKitWindow; url: string }>();
  #opened: Promise<WebKitWindow> | undefined;
  #media: Media = {};

  constructor(options: WebKitLauncherOptions) {
    this.#options = options;
  }

  async startSession(id: string, url: string): Promise<void> {
    this.#opened ??= this.#open();
    const window = await this.#opened;
    this.#sessions.set(id, { window, url });
    await this.setViewport(id, { width: 800, height: 600 });
    await window.post('/url', { url });
  }

  isActive(id: string): boolean {
    return this.#sessions.has(id);
  }

  getBrowserUrl(id: string): string | undefined {
    return this.#sessions.get(id)?.url;
  }

  async stopSession(id: string): Promise<SessionResult> {
    const window = this.#windowOf(id);
    this.#sessions.delete(id);
    await window.post('/url', { url: 'about:blank' });
    return {};
  }

  async stop(): Promise<void> {
    if (this.#opened) await (await this.#opened).close();
    this.#display.stop();
  }

  startDebugSession(): Promise<void> {
    throw new Error('Debugging by hand is not supported in WebKit. Use --manual in a browser of your own.');
  }

  sendKeys(id: string, names: readonly string[]): Promise<unknown> {
    return this.#windowOf(id).post('/actions', { actions: keyActions(names) });
  }

  sendMouseMove(id: string, x: number, y: number): Promise<unknown> {
    return this.#pointer(id, [{ type: 'pointerMove', duration: 0, x, y }]);
  }

  sendMouseClick(id: string, x: number, y: number, button: Button = 'left'): Promise<unknown> {
    return this.#pointer(id, [
      { type: 'pointerMove', duration: 0, x, y },
      { type: 'pointerDown', button: buttons[button] },
      { type: 'pointerUp', button: buttons[button] },
    ]);
  }

  sendMouseDown(id: string, button: Button = 'left'): Promise<unknown> {
    return this.#pointer(id, [{ type: 'pointerDown', button: buttons[button] }]);
  }

  sendMouseUp(id: string, button: Button = 'left'): Promise<unknown> {
    return this.#pointer(id, [{ type: 'pointerUp', button: buttons[button] }]);
  }

  resetMouse(id: string): Promise<unknown> {
    return this.#windowOf(id).delete('/actions');
  }

  async setViewport(id: string, { width, height }: Viewport): Promise<void> {
    const window = this.#windowOf(id);
    const inner = () => window.run(() => ({ width: innerWidth, height: innerHeight }));
    const before = await inner();
    if (before.width === width && before.height === height) return;
    const outer = await window.rect();
    await window.post('/window/rect', {
      width: outer.width + width - before.width,
      height: outer.height + height - before.height,
    });
    for (let tries = 0; tries < 50; tries++) {
      const now = await inner();
      if (now.width === width && now.height === height) return;
      await sleep(20);
    }
  }

  /** @returns the features that could not be set */
  async setMedia(id: string, wanted: Media): Promise<string[]> {
    this.#media = { ...this.#media, ...wanted };
    this.#display.set(this.#media);
    const settled = () => ({
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      reduced: matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
    for (let tries = 0; tries < 150; tries++) {
      const { dark, reduced } = await this.#windowOf(id).run(settled);
      const { colorScheme, reducedMotion } = this.#media;
      if (dark === (colorScheme === 'dark') && reduced === isReduced(reducedMotion)) break;
      await sleep(20);
    }
    return Object.keys(wanted).filter(name => name !== 'colorScheme' && name !== 'reducedMotion');
  }

  async #open(): Promise<WebKitWindow> {
    const window = await WebKitWindow.open({ ...this.#options, env: await this.#display.start() });
    this.name = `WebKit ${window.version}`;
    return window;
  }

  #windowOf(id: string): WebKitWindow {
    const session = this.#sessions.get(id);
    if (!session) throw new Error(`No WebKit session ${id}`);
    return session.window;
  }

  #pointer(id: string, actions: readonly object[]): Promise<unknown> {
    return this.#windowOf(id).post('/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }
}
