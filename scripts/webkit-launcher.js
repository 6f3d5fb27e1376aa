import { setTimeout as sleep } from 'node:timers/promises';
import { isReduced } from './motion.js';
import { VirtualDisplay, WebKitWindow } from './webdriver.js';

const buttons = { left: 0, middle: 1, right: 2 };

/** Names of keys as code points of WebDriver (W3C WebDriver, 17.4.2). */
const keys = {
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

/** Actions for keys: a single one, several pressed one after the other. */
export const keyActions = names => [
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

/**
 * A launcher of @web/test-runner for WebKitGTK. One window serves the test files one after the other.
 *
 * @param {{ executable: string, proxy?: string, acceptInsecureCerts?: boolean }} options
 */
export function webkitLauncher(options) {
  const display = new VirtualDisplay();
  const sessions = new Map();
  /** @type {Promise<WebKitWindow> | undefined} */
  let opened;
  let media = {};

  const openWindow = async () => {
    const window = await WebKitWindow.open({ ...options, env: await display.start() });
    launcher.name = `WebKit ${window.version}`;
    return window;
  };
  const windowOf = id => {
    const session = sessions.get(id);
    if (!session) throw new Error(`No WebKit session ${id}`);
    return session.window;
  };
  const pointer = (id, actions) =>
    windowOf(id).post('/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });

  const launcher = {
    name: 'WebKit',
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      opened ??= openWindow();
      const window = await opened;
      sessions.set(id, { window, url });
      await launcher.setViewport(id, { width: 800, height: 600 });
      await window.post('/url', { url });
    },
    isActive: id => sessions.has(id),
    getBrowserUrl: id => sessions.get(id)?.url,
    async stopSession(id) {
      const window = windowOf(id);
      sessions.delete(id);
      await window.post('/url', { url: 'about:blank' });
      return { testCoverage: undefined };
    },
    async stop() {
      if (opened) await (await opened).close();
      display.stop();
    },
    startDebugSession() {
      throw new Error('Debugging by hand is not supported in WebKit. Use --manual in a browser of your own.');
    },

    // Called by @web/test-runner-commands on launchers of type "webdriver".
    sendKeys: (id, names) => windowOf(id).post('/actions', { actions: keyActions(names) }),
    sendMouseMove: (id, x, y) => pointer(id, [{ type: 'pointerMove', duration: 0, x, y }]),
    sendMouseClick: (id, x, y, button = 'left') =>
      pointer(id, [
        { type: 'pointerMove', duration: 0, x, y },
        { type: 'pointerDown', button: buttons[button] },
        { type: 'pointerUp', button: buttons[button] },
      ]),
    sendMouseDown: (id, button = 'left') => pointer(id, [{ type: 'pointerDown', button: buttons[button] }]),
    sendMouseUp: (id, button = 'left') => pointer(id, [{ type: 'pointerUp', button: buttons[button] }]),
    resetMouse: id => windowOf(id).delete('/actions'),

    // For our own commands.
    async setViewport(id, { width, height }) {
      const window = windowOf(id);
      const inner = () => window.run('function () { return [innerWidth, innerHeight] }');
      const [innerWidth, innerHeight] = await inner();
      if (innerWidth === width && innerHeight === height) return;
      const outer = await window.get('/window/rect');
      await window.post('/window/rect', {
        width: outer.width + width - innerWidth,
        height: outer.height + height - innerHeight,
      });
      for (let tries = 0; tries < 50; tries++) {
        const [w, h] = await inner();
        if (w === width && h === height) return;
        await sleep(20);
      }
    },
    /** @returns the features that could not be set */
    async setMedia(id, wanted) {
      media = { ...media, ...wanted };
      display.set(media);
      const settled =
        "function () { return ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map(q => matchMedia(q).matches) }";
      for (let tries = 0; tries < 150; tries++) {
        const [dark, reduced] = await windowOf(id).run(settled);
        if (dark === (media.colorScheme === 'dark') && reduced === isReduced(media.reducedMotion)) break;
        await sleep(20);
      }
      return Object.keys(wanted).filter(name => name !== 'colorScheme' && name !== 'reducedMotion');
    },
  };
  return launcher;
}
