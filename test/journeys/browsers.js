import { chromium, firefox } from 'playwright-core';
import { ensureBrowsers } from '../../scripts/ensure-browsers.ts';
import { VirtualDisplay, WebKitWindow } from '../../scripts/webdriver.ts';
import { call, calm, playwrightWindows } from './windows.js';
import { keyActions } from '../../scripts/webkit-launcher.ts';

/** @typedef {import('../../scripts/closed-net.ts').ClosedNet} ClosedNet */

/**
 * One tab of a real browser, with the same few verbs in every engine.
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(fn: Function, ...args: unknown[]) => Promise<any>} run - in the page
 * @property {(fn: Function, ...args: unknown[]) => Promise<any>} inFrame - in the frame of the page's first element that has one
 * @property {(key: string) => Promise<unknown>} press - a real key, to whatever has the focus
 * @property {(text: string) => Promise<unknown>} type
 * @property {() => Promise<unknown>} close
 */

/** The frame of the first element that has one, found through its shadow root. */
function findFrame() {
  return [...document.querySelectorAll('flinks-link')]
    .map(element => element.shadowRoot?.querySelector('iframe'))
    .find(frame => frame);
}

/** @returns {Promise<Tab>} */
async function playwrightTab(browser, net, contextOptions) {
  const context = await browser.newContext({ ...calm, ignoreHTTPSErrors: !!net, ...contextOptions });
  const page = await context.newPage();
  const connectFrame = async () => {
    const handle = await page.evaluateHandle(findFrame);
    const frame = await handle.asElement()?.contentFrame();
    if (!frame) throw new Error('There is no frame');
    return frame;
  };
  return {
    goto: url => page.goto(url),
    run: (fn, ...args) => call(page, fn, args),
    inFrame: async (fn, ...args) => call(await connectFrame(), fn, args),
    press: key => page.keyboard.press(key),
    type: text => page.keyboard.type(text),
    close: () => context.close(),
  };
}

/** @returns {Tab} */
function webkitTab(window) {
  const call = (fn, args) =>
    window.post('/execute/sync', { script: `return (${fn}).apply(null, arguments)`, args });
  return {
    goto: url => window.post('/url', { url }),
    run: (fn, ...args) => call(fn, args),
    async inFrame(fn, ...args) {
      const frame = await call(findFrame, []);
      if (!frame) throw new Error('There is no frame');
      await window.post('/frame', { id: frame });
      try {
        return await call(fn, args);
      } finally {
        await window.post('/frame', { id: null });
      }
    },
    press: key => window.post('/actions', { actions: keyActions(key.split('+')) }),
    type: text => window.post('/actions', { actions: keyActions([...text]) }),
    close: () => window.post('/url', { url: 'about:blank' }),
  };
}

const launch = {
  async chromium(path, { net, isolated, everyday, noThirdParty }) {
    const args = [
      ...(isolated ? ['--site-per-process'] : []),
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      // In the place of Playwright's list, which has the partitioning of storage in it.
      ...(everyday ? ['--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,Translate'] : []),
      ...(noThirdParty ? ['--test-third-party-cookie-phaseout'] : []),
      ...(net?.chromiumArgs ?? []),
    ];
    const ignoreDefaultArgs = everyday ? ['--disable-popup-blocking', '--disable-back-forward-cache'] : [];
    const browser = await chromium.launch({ executablePath: path, args, ignoreDefaultArgs });
    return {
      tab: options => playwrightTab(browser, net, options),
      windows: options => playwrightWindows(browser, options),
      close: () => browser.close(),
    };
  },
  async firefox(path, { net, isolated, everyday, noThirdParty, prefs }) {
    // BiDi sends keys to the process of the page: a frame in a process of its own would not get them.
    const oneProcess = { 'fission.autostart': false, 'fission.webContentIsolationStrategy': 0 };
    // Stock Firefox over WebDriver BiDi.
    const browser = await firefox.launch({
      channel: 'moz-firefox',
      executablePath: path,
      firefoxUserPrefs: {
        ...(isolated ? {} : oneProcess),
        // The preferences that Firefox recommends to its drivers let every window open.
        ...(everyday
          ? {
              'remote.prefs.recommended': false,
              'dom.disable_open_during_load': true,
              'dom.user_activation.transient.timeout': 1000,
              // Else Firefox ignores what is pressed before a new page has been painted a few times.
              'dom.input_events.security.minNumTicks': 0,
              'dom.input_events.security.minTimeElapsedInMS': 0,
            }
          : {}),
        ...(noThirdParty ? { 'network.cookie.cookieBehavior': 1 } : {}),
        // Playwright tells stock Firefox nothing of motion.
        'ui.prefersReducedMotion': 1,
        ...net?.firefoxPrefs,
        ...prefs,
      },
    });
    return {
      tab: options => playwrightTab(browser, net, options),
      windows: options => playwrightWindows(browser, options),
      close: () => browser.close(),
    };
  },
  async webkit(path, { net }) {
    const display = new VirtualDisplay();
    const window = await WebKitWindow.open({
      executable: path,
      env: await display.start(),
      proxy: net?.proxy,
      acceptInsecureCerts: !!net,
    });
    return {
      tab: async () => webkitTab(window),
      async close() {
        await window.close();
        display.stop();
      },
    };
  },
};

/** The engines that journeys run in, for `npm test` one of them; `BROWSERS=chromium,firefox` names some. */
export const journeyBrowsers = () => {
  const wanted = /** @type {any} */ (process.env.BROWSERS?.split(','));
  return ensureBrowsers(wanted)
    .filter(({ via, engine }) => via === 'system' || engine === 'chromium')
    .slice(0, process.env.QUICK ? 1 : Infinity);
};

/** The one that journeys of documents run in: what differs between engines, the suites of the element hold. */
export const anyJourneyBrowser = () => journeyBrowsers().slice(0, 1);

/**
 * @param {import('../../scripts/ensure-browsers.ts').Browser} browser
 * @param {{ net?: ClosedNet, isolated?: boolean, everyday?: boolean, noThirdParty?: boolean }} [options] - `isolated`:
 *   frames of other sites get a process of their own; `everyday`: popups are blocked and pages cached, as in people's
 *   browsers; `noThirdParty`: no cookies and no shared storage in frames of other sites
 * @returns {Promise<{ tab: (options?: object) => Promise<Tab>, windows: Function, close: () => Promise<unknown> }>}
 */
export const start = ({ engine, path }, options = {}) => launch[engine](path, options);
