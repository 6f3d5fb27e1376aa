import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { ensureBrowsers } from './ensure-browsers.js';
import { webkitLauncher } from './webkit-launcher.js';

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Chrome isolates sites on every desktop, and headless shell does not.
  '--site-per-process',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-prefers-reduced-motion',
];

/** @typedef {import('./closed-net.js').ClosedNet} ClosedNet */

const launch = {
  chromium: (browser, net) =>
    chromeLauncher({
      launchOptions: {
        executablePath: browser.path,
        headless: /headless[-_]shell/.test(browser.path) ? 'shell' : true,
        args: [...chromiumArgs, ...(net?.chromiumArgs ?? [])],
      },
      // A page behind another one gets no focus and no keys: let every page believe that it is in front.
      async createPage({ context }) {
        const page = await context.newPage();
        const devtools = await page.createCDPSession();
        await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
        return page;
      },
    }),
  // Stock Firefox speaks WebDriver BiDi, and so does puppeteer-core. Its own preferences need system access.
  firefox: (browser, net) =>
    chromeLauncher({
      puppeteer: puppeteerCore.default ?? puppeteerCore,
      launchOptions: {
        browser: 'firefox',
        executablePath: browser.path,
        args: ['-remote-allow-system-access'],
        acceptInsecureCerts: !!net,
        extraPrefsFirefox: { 'ui.prefersReducedMotion': 1, ...net?.firefoxPrefs },
      },
    }),
  webkit: (browser, net) =>
    webkitLauncher({ executable: browser.path, proxy: net?.proxy, acceptInsecureCerts: !!net }),
};

// Playwright's own Firefox and WebKit builds speak Playwright's protocol only.
async function launchPlaywrightBuild({ engine }) {
  const { playwrightLauncher } = await import('@web/test-runner-playwright');
  return playwrightLauncher({ product: engine });
}

/**
 * Launchers of @web/test-runner, one for each engine. `BROWSERS=chromium,firefox` names some of them.
 *
 * @param {ClosedNet} [net] - a closed net whose hosts the browsers are to find
 */
export function launchers(net) {
  const wanted = /** @type {any} */ (process.env.BROWSERS?.split(','));
  return Promise.all(
    ensureBrowsers(wanted).map(browser =>
      browser.via === 'playwright' && browser.engine !== 'chromium'
        ? launchPlaywrightBuild(browser)
        : launch[browser.engine](browser, net),
    ),
  );
}
