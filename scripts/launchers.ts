import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import type { BrowserLauncher } from '@web/test-runner-core';
import type { ClosedNet } from './closed-net.ts';
import { type Browser, type Engine, ensureBrowsers, wantedEngines } from './ensure-browsers.ts';
import { WebKitLauncher } from './webkit-launcher.ts';

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

const launch: Record<Engine, (browser: Browser, net?: ClosedNet) => BrowserLauncher> = {
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
      puppeteer: puppeteerCore,
      launchOptions: {
        browser: 'firefox',
        executablePath: browser.path,
        args: ['-remote-allow-system-access'],
        acceptInsecureCerts: !!net,
        extraPrefsFirefox: { 'ui.prefersReducedMotion': 1, ...net?.firefoxPrefs },
      },
    }),
  webkit: (browser, net) =>
    new WebKitLauncher({ executable: browser.path, proxy: net?.proxy, acceptInsecureCerts: !!net }),
};

// Playwright's own Firefox and WebKit builds speak Playwright's protocol only.
async function launchPlaywrightBuild({ engine }: Browser): Promise<BrowserLauncher> {
  const { playwrightLauncher } = await import('@web/test-runner-playwright');
  return playwrightLauncher({ product: engine });
}

/**
 * Launchers of Web Test Runner, one for each engine. `BROWSERS=chromium,firefox` names some of them.
 *
 * @param net - a closed net whose hosts the browsers are to find
 */
export function launchers(net?: ClosedNet): Promise<BrowserLauncher[]> {
  return Promise.all(
    ensureBrowsers(wantedEngines()).map(browser =>
      browser.via === 'playwright' && browser.engine !== 'chromium'
        ? launchPlaywrightBuild(browser)
        : launch[browser.engine](browser, net),
    ),
  );
}
