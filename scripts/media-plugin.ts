import { ChromeLauncher, type puppeteerCore } from '@web/test-runner-chrome';
import type { BasicTestSession, BrowserLauncher, TestRunnerPlugin } from '@web/test-runner-core';
import type { PlaywrightLauncher } from '@web/test-runner-playwright';
import type { Engine } from './ensure-browsers.ts';
import { isReduced, type Media, type Viewport } from './media.ts';
import { WebKitLauncher } from './webkit-launcher.ts';

// Commands that do in every engine what setViewport and emulateMedia of @web/test-runner-commands do in Chromium.

type Page = puppeteerCore.Page;

const firefoxPreferences = ({
  colorScheme,
  reducedMotion,
  forcedColors,
}: Media): Record<string, number | null> => ({
  ...(colorScheme !== undefined && {
    'layout.css.prefers-color-scheme.content-override': colorScheme && { dark: 0, light: 1 }[colorScheme],
  }),
  ...(reducedMotion !== undefined && { 'ui.prefersReducedMotion': isReduced(reducedMotion) ? 1 : 0 }),
  ...(forcedColors !== undefined && {
    'browser.display.document_color_use': forcedColors === 'active' ? 2 : null,
  }),
});

interface MediaQuery {
  query: string;
  matches: boolean;
}

const queries = ({ colorScheme, reducedMotion, forcedColors }: Media): MediaQuery[] => [
  ...(colorScheme ? [{ query: `(prefers-color-scheme: ${colorScheme})`, matches: true }] : []),
  ...(reducedMotion !== undefined
    ? [{ query: '(prefers-reduced-motion: reduce)', matches: isReduced(reducedMotion) }]
    : []),
  ...(forcedColors !== undefined
    ? [{ query: '(forced-colors: active)', matches: forcedColors === 'active' }]
    : []),
];

/** What puppeteer keeps of a Firefox for itself: the way to send a command of WebDriver BiDi. */
interface FirefoxBrowser {
  connection: {
    send(
      method: 'browsingContext.getTree',
      params: { 'moz:scope': 'chrome' },
    ): Promise<{ result: { contexts: { context: string }[] } }>;
    send(
      method: 'script.evaluate',
      params: { expression: string; target: { context: string }; awaitPromise: boolean },
    ): Promise<unknown>;
  };
}

const isFirefoxBrowser = (browser: object): browser is FirefoxBrowser => 'connection' in browser;

async function setInFirefox(page: Page, media: Media): Promise<void> {
  const browser = page.browser();
  if (!isFirefoxBrowser(browser)) throw new Error('This browser takes no command of WebDriver BiDi.');
  const { connection } = browser;
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [chrome] = result.contexts;
  if (!chrome) throw new Error('Firefox has no window of its own.');
  const expression = Object.entries(firefoxPreferences(media))
    .map(([name, value]) =>
      value === null
        ? `Services.prefs.clearUserPref(${JSON.stringify(name)})`
        : `Services.prefs.setIntPref(${JSON.stringify(name)}, ${value})`,
    )
    .join(';');
  const target = { context: chrome.context };
  await connection.send('script.evaluate', { expression, target, awaitPromise: true });
  // Preferences reach the page a little later.
  await page.waitForFunction(
    (wanted: MediaQuery[]) => wanted.every(({ query, matches }) => matchMedia(query).matches === matches),
    { timeout: 3000, polling: 20 },
    queries(media),
  );
}

/** The session that holds what is set on a page: pages serve several files, and what is set goes with its session. */
const devtoolsOf = new WeakMap<Page, puppeteerCore.CDPSession>();

async function setInChromium(page: Page, { colorScheme, reducedMotion, forcedColors }: Media): Promise<void> {
  await devtoolsOf
    .get(page)
    ?.detach()
    .catch(() => {});
  const devtools = await page.createCDPSession();
  devtoolsOf.set(page, devtools);
  await devtools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: colorScheme ?? '' },
      { name: 'prefers-reduced-motion', value: reducedMotion ?? '' },
      { name: 'forced-colors', value: forcedColors ?? '' },
    ],
  });
}

/** A launcher of Playwright's own builds, which run where no other browser is there. It takes one of the commands. */
const isPlaywright = (browser: BrowserLauncher): browser is PlaywrightLauncher =>
  browser.type === 'playwright';

interface Commands {
  /** Gives the page the focus back that a window had taken. In WebKit the page of the tests keeps it. */
  front(): Promise<unknown>;
  viewport(viewport: Viewport): Promise<unknown>;
  /** Returns the names of the features that could not be set. */
  media(media: Media): Promise<string[]>;
}

function commandsOf({ browser, id }: BasicTestSession, engine: Engine): Commands {
  if (browser instanceof WebKitLauncher)
    return {
      front: async () => undefined,
      viewport: viewport => browser.setViewport(id, viewport),
      media: media => browser.setMedia(id, media),
    };
  if (isPlaywright(browser)) {
    const refuse = () => Promise.reject(new Error(`${browser.name} takes no such command.`));
    return { front: () => browser.getPage(id).bringToFront(), viewport: refuse, media: refuse };
  }
  if (!(browser instanceof ChromeLauncher)) throw new Error(`${browser.name} takes no commands.`);
  const page = browser.getPage(id);
  return {
    front: () => page.bringToFront(),
    viewport: viewport => page.setViewport(viewport),
    async media(media) {
      await (engine === 'firefox' ? setInFirefox : setInChromium)(page, media);
      return [];
    },
  };
}

const engineOf = ({ browser }: BasicTestSession): Engine =>
  browser.type === 'webdriver' ? 'webkit' : browser.name === 'Firefox' ? 'firefox' : 'chromium';

/**
 * `engine` answers chromium, firefox or webkit; `front` gives the page the focus back; `viewport` takes a `Viewport`;
 * `media` takes a `Media`, and answers the names that it could not set.
 */
export function mediaPlugin(): TestRunnerPlugin<Viewport | Media> {
  return {
    name: 'media',
    async executeCommand({ command, payload, session }) {
      const engine = engineOf(session);
      if (command === 'engine') return engine;
      if (command !== 'front' && command !== 'viewport' && command !== 'media') return undefined;
      const commands = commandsOf(session, engine);
      if (command === 'front') {
        await commands.front();
        return true;
      }
      if (!payload || 'width' in payload !== (command === 'viewport'))
        throw new Error(`The command ${command} needs a value of its own.`);
      if (!('width' in payload)) return commands.media(payload);
      await commands.viewport(payload);
      return true;
    },
  };
}
