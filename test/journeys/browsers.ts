import {
  type Browser as PlaywrightBrowser,
  type BrowserContextOptions,
  chromium,
  firefox,
} from 'playwright-core';
import type { ClosedNet } from '../../scripts/closed-net.ts';
import { type Browser, ensureBrowsers, wantedEngines } from '../../scripts/ensure-browsers.ts';
import { VirtualDisplay, WebKitWindow } from '../../scripts/webdriver.ts';
import { keyActions } from '../../scripts/webkit-launcher.ts';
import { call, calm, playwrightWindows, type Run, type Windows } from './windows.ts';

export type Engine = Browser['engine'];

/** One tab of a real browser, with the same few verbs in every engine. */
export interface Tab {
  goto: (url: string) => Promise<unknown>;
  /** In the page. */
  run: Run;
  /** In the frame of the page's first element that has one. */
  inFrame: Run;
  /** A real key, to whatever has the focus. */
  press: (key: string) => Promise<unknown>;
  type: (text: string) => Promise<unknown>;
  close: () => Promise<unknown>;
}

export interface StartOptions {
  net?: ClosedNet;
  /** Frames of other sites get a process of their own. */
  isolated?: boolean;
  /** Popups are blocked and pages cached, as in users' browsers. */
  everyday?: boolean;
  /** No cookies and no shared storage in frames of other sites. */
  noThirdParty?: boolean;
  /** More preferences of Firefox. */
  prefs?: Record<string, string | number | boolean>;
}

/** A browser that runs. */
export interface Started {
  tab: (options?: BrowserContextOptions) => Promise<Tab>;
  /** Of one user, with a profile of their own. */
  windows: (options?: BrowserContextOptions) => Promise<Windows>;
  close: () => Promise<unknown>;
}

/** The frame of the first element that has one, found through its shadow root. */
function findFrame() {
  return [...document.querySelectorAll('flinks-link')]
    .map(element => element.shadowRoot?.querySelector('iframe'))
    .find(frame => frame);
}

async function playwrightTab(
  browser: PlaywrightBrowser,
  net: ClosedNet | undefined,
  contextOptions?: BrowserContextOptions,
): Promise<Tab> {
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
    inFrame: (fn, ...args) => connectFrame().then(frame => call(frame, fn, args)),
    press: key => page.keyboard.press(key),
    type: text => page.keyboard.type(text),
    close: () => context.close(),
  };
}

function webkitTab(window: WebKitWindow): Tab {
  const inConnect = async <T>(act: () => Promise<T>) => {
    const frame = await window.run(findFrame);
    if (!frame) throw new Error('There is no frame');
    await window.post('/frame', { id: frame });
    try {
      return await act();
    } finally {
      await window.post('/frame', { id: null });
    }
  };
  return {
    goto: url => window.post('/url', { url }),
    run: (fn, ...args) => window.run(fn, ...args),
    inFrame: (fn, ...args) => inConnect(() => window.run(fn, ...args)),
    press: key => window.post('/actions', { actions: keyActions(key.split('+')) }),
    type: text => window.post('/actions', { actions: keyActions([...text]) }),
    close: () => window.post('/url', { url: 'about:blank' }),
  };
}

const launch: Record<Engine, (path: string, options: StartOptions) => Promise<Started>> = {
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
      acceptInsecureCerts: !!net,
      ...(net && { proxy: net.proxy }),
    });
    return {
      tab: async () => webkitTab(window),
      windows: () => Promise.reject(new Error('Our driver of WebKit has one window')),
      async close() {
        await window.close();
        display.stop();
      },
    };
  },
};

/** The engines that journeys run in, for `npm test` one of them; `BROWSERS=chromium,firefox` names some. */
export const journeyBrowsers = (): Browser[] =>
  ensureBrowsers(wantedEngines())
    .filter(({ via, engine }) => via === 'system' || engine === 'chromium')
    .slice(0, process.env.QUICK ? 1 : Infinity);

/** The one that journeys of documents run in: what differs between engines, the suites of the element hold. */
export const anyJourneyBrowser = () => journeyBrowsers().slice(0, 1);

export const start = ({ engine, path }: Browser, options: StartOptions = {}): Promise<Started> =>
  launch[engine](path, options);
