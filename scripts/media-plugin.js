import { isReduced } from './motion.js';

// Commands that do in every engine what setViewport and emulateMedia of @web/test-runner-commands do in Chromium.

const firefoxPreferences = ({ colorScheme, reducedMotion, forcedColors }) => ({
  ...(colorScheme !== undefined && {
    'layout.css.prefers-color-scheme.content-override': { dark: 0, light: 1 }[colorScheme] ?? null,
  }),
  ...(reducedMotion !== undefined && { 'ui.prefersReducedMotion': isReduced(reducedMotion) ? 1 : 0 }),
  ...(forcedColors !== undefined && {
    'browser.display.document_color_use': forcedColors === 'active' ? 2 : null,
  }),
});

const queries = ({ colorScheme, reducedMotion, forcedColors }) => [
  ...(colorScheme ? [[`(prefers-color-scheme: ${colorScheme})`, true]] : []),
  ...(reducedMotion !== undefined ? [['(prefers-reduced-motion: reduce)', isReduced(reducedMotion)]] : []),
  ...(forcedColors !== undefined ? [['(forced-colors: active)', forcedColors === 'active']] : []),
];

async function setInFirefox(page, media) {
  const { connection } = page.browser();
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const expression = Object.entries(firefoxPreferences(media))
    .map(([name, value]) =>
      value === null
        ? `Services.prefs.clearUserPref(${JSON.stringify(name)})`
        : `Services.prefs.setIntPref(${JSON.stringify(name)}, ${value})`,
    )
    .join(';');
  const target = { context: result.contexts[0].context };
  await connection.send('script.evaluate', { expression, target, awaitPromise: true });
  // Preferences reach the page a little later.
  await page.waitForFunction(
    wanted => wanted.every(([query, matches]) => matchMedia(query).matches === matches),
    { timeout: 3000, polling: 20 },
    queries(media),
  );
}

/** The session that holds what is set on a page: pages serve several files, and what is set goes with its session. */
const devtoolsOf = new WeakMap();

async function setInChromium(page, { colorScheme, reducedMotion, forcedColors }) {
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

/**
 * `engine` answers chromium, firefox or webkit; `front` gives the page the focus back that a window had taken; `viewport`
 * takes { width, height }; `media` takes { colorScheme?, reducedMotion?, forcedColors? } (null: back to normal, which is
 * reduced motion) and answers the names it could not set.
 */
export function mediaPlugin() {
  return {
    name: 'media',
    async executeCommand({ command, payload, session }) {
      const { browser, id } = session;
      const engine =
        browser.type === 'webdriver' ? 'webkit' : browser.name === 'Firefox' ? 'firefox' : 'chromium';
      if (command === 'engine') return engine;
      if (command === 'front') {
        // In WebKit the page of the tests keeps it.
        if (engine !== 'webkit') await browser.getPage(id).bringToFront();
        return true;
      }
      if (command === 'viewport') {
        if (engine === 'webkit') await browser.setViewport(id, payload);
        else await browser.getPage(id).setViewport(payload);
        return true;
      }
      if (command === 'media') {
        if (engine === 'webkit') return browser.setMedia(id, payload);
        await (engine === 'firefox' ? setInFirefox : setInChromium)(browser.getPage(id), payload);
        return [];
      }
      return undefined;
    },
  };
}
