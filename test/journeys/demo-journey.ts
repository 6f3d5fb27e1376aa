import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import type * as Axe from 'axe-core';
import type { BrowserContextOptions } from 'playwright-core';
import { en } from '../../demo/pages/text/en.ts';
import { fr } from '../../demo/pages/text/fr.ts';
import { type Engine, start, type Started, type StartOptions } from './browsers.ts';
import { everydayBrowsers, traces } from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow, Windows } from './windows.ts';
import { type RunningWorld, startWorld } from './world.ts';

/** What went over the wire, newest last. */
export type Seen = Record<'code' | 'state' | 'loginId' | 'token', Set<string>>;

/** What a journey goes through. */
export interface Visit {
  readonly hosts: RunningWorld;
  readonly windows: Windows;
  readonly seen: Seen;
}

interface VisitOptions extends Pick<StartOptions, 'isolated'> {
  /** What the user's browser is set to. */
  profile?: BrowserContextOptions;
  engines?: Engine[];
}

/**
 * Journeys of a new user through the demo's pages, each with a browser profile of its own, in browsers that block
 * popups.
 *
 * @param options - without `isolated`, frames of other sites share a process: Firefox takes no clicks from its driver for
 *   those that do not
 */
export function demoJourneys(
  name: string,
  define: (visit: Visit) => void,
  { profile, isolated = true, engines = ['chromium', 'firefox'] }: VisitOptions = {},
) {
  for (const browser of everydayBrowsers().filter(({ engine }) => engines.includes(engine))) {
    describe(`${name}, in ${browser.engine}`, () => {
      let hosts: RunningWorld, seen: Seen, launched: Started, windows: Windows;
      before(async () => {
        hosts = await startWorld({ redirects: true });
        seen = watchSecrets(hosts.servers);
        // Stock Firefox takes its colours from the system only.
        const prefs = { 'ui.systemUsesDarkTheme': profile?.colorScheme === 'dark' ? 1 : 0 };
        launched = await start(browser, { isolated, everyday: true, prefs });
      });
      beforeEach(async () => {
        windows = await launched.windows(profile);
      });
      afterEach(() => windows?.close());
      after(async () => {
        await launched?.close();
        hosts?.close();
      });
      define({
        get hosts() {
          return hosts;
        },
        get windows() {
          return windows;
        },
        get seen() {
          return seen;
        },
      });
    });
  }
}

/** Where a secret travels: in an address that the bank sends users to, or beside a question of the backend. */
function watchSecrets(servers: Server[]) {
  const seen: Seen = { code: new Set(), state: new Set(), loginId: new Set(), token: new Set() };
  const note = ({ url = '', headers }: IncomingMessage) => {
    const { searchParams } = new URL(url, 'http://localhost');
    for (const name of ['code', 'state', 'loginId'] as const) {
      const value = searchParams.get(name);
      if (value) seen[name].add(value);
    }
    const token = headers.authorization?.replace(/^Bearer /, '');
    if (token) seen.token.add(token);
  };
  for (const server of servers) server.prependListener('request', note);
  return seen;
}

interface Look {
  language: 'en' | 'fr';
  text: typeof en;
  engines: Engine[];
  profile: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } };
}

/** The users of these journeys, each with a screen, a language and a browser. With one engine only one of them is there. */
export const looks: Look[] = [
  {
    language: 'en',
    text: en,
    engines: ['chromium'],
    profile: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  },
  {
    language: 'fr',
    text: fr,
    engines: ['firefox'],
    profile: { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  },
];

export const newest = (secrets: Set<string>) => [...secrets].at(-1);

/**
 * Asserts that nothing secret is left: in the page, its address, what it keeps, the console, or the server's log.
 *
 * @param kinds - what must have gone over the wire, or this would assert nothing
 */
export async function assertNothingLeft(
  { hosts, seen, windows: { console } }: Visit,
  kinds: (keyof Seen)[],
  ...windows: BrowserWindow[]
) {
  for (const kind of kinds) assert.ok(seen[kind].size, `no ${kind} went over the wire`);
  const places: Record<string, string> = {
    'the console': console().join('\n'),
    'the log': hosts.log.join('\n'),
  };
  for (const [index, window] of windows.entries()) places[`window ${index}`] = await window.run(traces);
  for (const [place, text] of Object.entries(places))
    for (const [kind, secrets] of Object.entries(seen))
      for (const secret of secrets)
        assert.ok(!text.includes(secret), `the ${kind} ${secret} is left in ${place}:\n${text}`);
}

declare global {
  /** In a page that it was put into. */
  var axe: typeof Axe;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AuditOptions {
  isStyled?: boolean;
}

/** @param state - for the error */
export async function assertAccessible(
  window: BrowserWindow,
  state: string,
  { isStyled = true }: AuditOptions = {},
) {
  await window.page.evaluate(`${axeSource};0`);
  const found = await window.run(async isStyled => {
    // A page without colours has the browser's, which axe takes for black on white, in the dark too.
    const rules = { 'color-contrast': { enabled: isStyled } };
    const { violations, passes } = await globalThis.axe.run({ rules });
    const describe = ({ id, nodes }: Axe.Result) =>
      `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`;
    return { violations: violations.map(describe), passes: passes.length };
  }, isStyled);
  assert.deepEqual(found.violations, [], state);
  assert.ok(found.passes > 10, `${state}: axe looked at nothing`);
  const overflow = await window.run(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${state}: ${overflow}px too wide`);
}

/** What the user at this page uses, found by what it says. */
export const at = ({ page }: BrowserWindow) => ({
  button: (name: string) => page.getByRole('button', { name, exact: true }),
  link: (name: string) => page.getByRole('link', { name, exact: true }),
  /** What the page says, to eyes and to screen readers alike. */
  said: (text: string) => page.getByRole('status').filter({ hasText: text }),
  accounts: () => page.getByRole('article'),
  /** Fulfilled when the accounts are on the screen: how many. */
  async countAccounts() {
    await page.getByRole('article').first().waitFor();
    return page.getByRole('article').count();
  },
});

/**
 * The page of open banking after its trigger was pressed without a user's hand, which is what a browser blocks windows
 * for.
 *
 * @param text - in the language of the page
 */
export async function openBlocked({ hosts, windows }: Visit, text: typeof en) {
  const language = text === fr ? 'fr' : 'en';
  const shop = await windows.open(`${hosts.demoOrigin}/outbound?lang=${language}`);
  await at(shop).button(text.openBanking.trigger).and(shop.page.locator(':enabled')).waitFor();
  const started = shop.page.waitForRequest('**/api/outbound/start');
  await shop.run(() => {
    // The driver's own code has the rights of a click for a while, and a busy browser counts that while from later on than
    // the page does: a window that opens uses them up.
    const press = () => {
      const probe = !navigator.userActivation.isActive && window.open('about:blank');
      if (probe === null) return void document.querySelector<HTMLElement>('#bank > button')!.click();
      if (probe) probe.close();
      return void setTimeout(press, 50);
    };
    press();
  });
  await started;
  await until(async () => windows.count() === 1, 'no window but the shop');
  return shop;
}
