import { patience, until } from './until.js';

/**
 * The windows that one person has open, with the same few verbs in every engine. Nothing here may run code in a page
 * before the page is done with it: drivers give the code that they run the rights of a click, and windows that a browser
 * would block open.
 *
 * @typedef {object} Windows
 * @property {(url: string) => Promise<Window>} open - a new tab
 * @property {(act: () => Promise<unknown>) => Promise<Window>} opened - the window that comes of what is done
 * @property {() => number} count
 * @property {() => string[]} console - every line so far, of every window
 * @property {() => Promise<unknown>} closeAll - and begin a new log
 * @property {() => Promise<unknown>} close
 */

/**
 * @typedef {object} Window
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(selector: string) => Promise<unknown>} click - a real click, through shadow roots
 * @property {(selector: string) => Promise<unknown>} clickInFrame - in the page's only frame
 * @property {(selector: string) => Promise<string>} textInFrame - in the page's only frame
 * @property {(selector: string, text: string) => Promise<unknown>} fillInFrame
 * @property {(selector: string, text: string) => Promise<unknown>} fill
 * @property {(key: string) => Promise<unknown>} press
 * @property {(text: string) => Promise<unknown>} type
 * @property {(fn: Function, ...args: unknown[]) => Promise<any>} run - in the page
 * @property {(fn: Function) => Promise<unknown>} leave - runs what makes the page go away, and does not wait for it
 * @property {(persisted: boolean) => Promise<unknown> | undefined} arrived - when the driver is in the page that it left for
 * @property {(selector: string) => Promise<string>} text - as soon as there is something of this selector
 * @property {() => Promise<unknown>} gone - when it has closed
 * @property {() => Promise<unknown>} close
 */

/** Nothing turns while a journey waits: it would take the processor from it. */
export const calm = { reducedMotion: /** @type {const} */ ('reduce') };

/** Runs a function in a page, or a frame, of Playwright. */
export const call = (target, fn, args) =>
  // eslint-disable-next-line no-eval -- in the page under test: a function with its arguments, as WebDriver runs it
  target.evaluate(([source, values]) => (0, eval)(`(${source})`)(...values), [String(fn), args]);

/** @returns {Promise<Windows>} */
export async function playwrightWindows(browser, options) {
  const context = await browser.newContext({ ...calm, ...options });
  context.setDefaultTimeout(patience);
  const lines = [];
  context.on('console', message => lines.push(message.text()));
  return {
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return playwrightWindow(page);
    },
    async opened(act) {
      const [page] = await Promise.all([context.waitForEvent('page'), act()]);
      return playwrightWindow(page);
    },
    count: () => context.pages().length,
    console: () => lines,
    async closeAll() {
      lines.length = 0;
      for (const page of context.pages()) await page.close();
    },
    close: () => context.close(),
    context,
  };
}

/** @returns {Window} */
function playwrightWindow(page) {
  const closed = page.isClosed() ? Promise.resolve() : page.waitForEvent('close', { timeout: 0 });
  closed.catch(() => {});
  const inFirefox = page.context().browser().browserType().name() === 'firefox';
  let arrived;
  let steps = 0;
  return {
    goto: url => page.goto(url),
    click: selector => page.click(selector),
    clickInFrame: selector => page.frameLocator('iframe').locator(selector).click(),
    textInFrame: selector => page.frameLocator('iframe').locator(selector).innerText(),
    fillInFrame: (selector, text) => page.frameLocator('iframe').locator(selector).fill(text),
    fill: (selector, text) => page.fill(selector, text),
    press: key => page.keyboard.press(key),
    type: text => page.keyboard.type(text),
    run: (fn, ...args) => call(page, fn, args),
    async leave(fn) {
      arrived = page.waitForEvent('framenavigated');
      arrived.catch(() => {});
      // Asked again where the driver is late to see a page that came out of the cache; done once.
      const once = `step => (window.leaving === step || setTimeout(${fn}, 100), window.leaving = step)`;
      await until(() => call(page, once, [++steps]), 'the page to leave');
    },
    // The driver of Firefox is told nothing of a page that comes out of the cache.
    arrived: persisted => (persisted && inFirefox ? undefined : arrived),
    text: selector => page.locator(selector).first().innerText(),
    gone: () => closed,
    close: () => page.close(),
    page,
  };
}
