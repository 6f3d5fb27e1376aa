import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { pageSource } from '../../scripts/page-source.ts';
import { patience, until } from './until.ts';

/** Runs a function in a page, which must stand on its own there; arguments and result travel as JSON does. */
export type Run = <A extends unknown[], R>(fn: (...args: A) => R, ...args: A) => Promise<Awaited<R>>;

/**
 * The windows that one user has open, with the same few verbs in every engine. Nothing here may run code in a page
 * before the page is done with it: drivers give the code that they run the rights of a click, and windows that a browser
 * would block open.
 */
export interface Windows {
  /** A new tab. */
  open: (url: string) => Promise<BrowserWindow>;
  /** A new tab that may close itself at once; nothing else is waited for. */
  visit: (url: string) => Promise<unknown>;
  /** The window that comes of what is done. */
  opened: (act: () => Promise<unknown>) => Promise<BrowserWindow>;
  count: () => number;
  /** Every line so far, of every window. */
  console: () => string[];
  /** Closes every window, and begins a new log. */
  closeAll: () => Promise<unknown>;
  close: () => Promise<unknown>;
  /** What only Playwright can do with all of them. */
  context: BrowserContext;
}

export interface BrowserWindow {
  goto: (url: string) => Promise<unknown>;
  /** A real click, through shadow roots. */
  click: (selector: string) => Promise<unknown>;
  /** In the page's only frame. */
  clickInFrame: (selector: string) => Promise<unknown>;
  /** In the page's only frame. */
  textInFrame: (selector: string) => Promise<string>;
  fillInFrame: (selector: string, text: string) => Promise<unknown>;
  fill: (selector: string, text: string) => Promise<unknown>;
  press: (key: string) => Promise<unknown>;
  type: (text: string) => Promise<unknown>;
  /** In the page. */
  run: Run;
  /** Runs what makes the page go away, and does not wait for it. */
  leave: <A extends unknown[]>(fn: (...args: A) => unknown, ...args: A) => Promise<unknown>;
  /** Fulfilled when the driver is in the page that came after leaving. */
  arrived: (persisted: boolean) => Promise<unknown> | undefined;
  /** The text of the first element of this selector, as soon as there is one. */
  text: (selector: string) => Promise<string>;
  /** Fulfilled when it has closed. */
  gone: () => Promise<unknown>;
  close: () => Promise<unknown>;
  /** What only Playwright can do with it. */
  page: Page;
}

/** Nothing turns while a journey waits: it would take the processor from it. */
export const calm: BrowserContextOptions = { reducedMotion: 'reduce' };

/** Runs the source of a function in a page, or a frame, of Playwright. */
const runSource = (target: Page | Frame, source: string, args: unknown[]): Promise<unknown> =>
  // eslint-disable-next-line no-eval -- in the page under test: a function with its arguments, as WebDriver runs it
  target.evaluate(({ source, args }) => (0, eval)(source)(...args), { source, args });

/** Runs a function in a page, or a frame, of Playwright. */
export async function call<A extends unknown[], R>(
  target: Page | Frame,
  fn: (...args: A) => R,
  args: A,
): Promise<Awaited<R>> {
  const result = await runSource(target, pageSource(fn), args);
  // What this very function has returned, by way of JSON.
  return result as Awaited<R>;
}

export async function playwrightWindows(browser: Browser, options?: BrowserContextOptions): Promise<Windows> {
  const context = await browser.newContext({ ...calm, ...options });
  context.setDefaultTimeout(patience);
  const lines: string[] = [];
  context.on('console', message => lines.push(message.text()));
  return {
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return playwrightWindow(page);
    },
    async visit(url) {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'commit' }).catch((error: unknown) => {
        if (!page.isClosed()) throw error;
      });
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

function playwrightWindow(page: Page): BrowserWindow {
  const closed: Promise<unknown> = page.isClosed()
    ? Promise.resolve()
    : page.waitForEvent('close', { timeout: 0 });
  closed.catch(() => {});
  const inFirefox = page.context().browser()?.browserType().name() === 'firefox';
  let arrived: Promise<unknown> | undefined;
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
    async leave(fn, ...args) {
      arrived = page.waitForEvent('framenavigated');
      arrived.catch(() => {});
      // Asked again where the driver is late to see a page that came out of the cache; done once.
      const once = `(step, ...args) =>
        (window.leaving === step || setTimeout(${pageSource(fn)}, 100, ...args), window.leaving = step)`;
      steps += 1;
      await until(() => runSource(page, once, [steps, ...args]), 'the page to leave');
    },
    // The driver of Firefox is told nothing of a page that comes out of the cache.
    arrived: persisted => (persisted && inFirefox ? undefined : arrived),
    text: selector => page.locator(selector).first().innerText(),
    gone: () => closed,
    close: () => page.close(),
    page,
  };
}
