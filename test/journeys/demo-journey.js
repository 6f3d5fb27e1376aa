import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { en } from '../../demo/pages/text/en.ts';
import { fr } from '../../demo/pages/text/fr.ts';
import { start } from './browsers.js';
import { everydayBrowsers, traces } from './redirect-journey.js';
import { until } from './until.js';
import { startWorld } from './world.js';

/**
 * Journeys of a new person through the demo's pages, each with a browser profile of its own, in browsers that block
 * popups.
 *
 * @typedef {Awaited<ReturnType<typeof startWorld>>} Hosts
 * @typedef {{ engine: string, hosts: Hosts, windows: import('./windows.js').Windows, seen: Seen }} Visit
 * @param {string} name
 * @param {(visit: Visit) => void} define
 * @param {{ profile?: object, isolated?: boolean, engines?: string[] }} [options] - `profile` is what the person's browser
 *   is set to; `isolated`: frames of other sites get a process of their own, for which Firefox takes no clicks from its
 *   driver
 */
export function demoJourneys(
  name,
  define,
  { profile, isolated = true, engines = ['chromium', 'firefox'] } = {},
) {
  for (const browser of everydayBrowsers().filter(({ engine }) => engines.includes(engine))) {
    describe(`${name}, in ${browser.engine}`, () => {
      const visit = /** @type {Visit} */ ({ engine: browser.engine });
      let launched;
      before(async () => {
        visit.hosts = await startWorld({ redirects: true });
        visit.seen = watchSecrets(visit.hosts.servers);
        // Stock Firefox takes its colours from the system only.
        const prefs = { 'ui.systemUsesDarkTheme': profile?.colorScheme === 'dark' ? 1 : 0 };
        launched = await start(browser, { isolated, everyday: true, prefs });
      });
      beforeEach(async () => {
        visit.windows = await launched.windows(profile);
      });
      afterEach(() => visit.windows?.close());
      after(async () => {
        await launched?.close();
        visit.hosts?.close();
      });
      define(visit);
    });
  }
}

/** @typedef {Record<'code' | 'state' | 'loginId' | 'token', Set<string>>} Seen what went over the wire, newest last */

/** Where a secret travels: in an address that the bank sends people to, or beside a question of the backend. */
function watchSecrets(servers) {
  /** @type {Seen} */
  const seen = { code: new Set(), state: new Set(), loginId: new Set(), token: new Set() };
  const note = ({ url, headers }) => {
    const { searchParams } = new URL(url, 'http://localhost');
    for (const name of ['code', 'state', 'loginId'])
      if (searchParams.get(name)) seen[name].add(searchParams.get(name));
    const token = headers.authorization?.replace(/^Bearer /, '');
    if (token) seen.token.add(token);
  };
  for (const server of servers) server.prependListener('request', note);
  return seen;
}

/** Everybody: each on a screen, in a language and in a browser of its own. With one engine only one of them is there. */
export const looks = [
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

export const newest = secrets => [...secrets].at(-1);

/**
 * Asserts that nothing secret is left: in the page, its address, what it keeps, the console, or the server's log.
 *
 * @param {Visit} visit
 * @param {(keyof Seen)[]} kinds - what must have gone over the wire, or this would assert nothing
 * @param {...import('./windows.js').Window} windows
 */
export async function assertNothingLeft({ hosts, seen, windows: { console } }, kinds, ...windows) {
  for (const kind of kinds) assert.ok(seen[kind].size, `no ${kind} went over the wire`);
  const places = { 'the console': console().join('\n'), 'the log': hosts.log.join('\n') };
  for (const [index, window] of windows.entries()) places[`window ${index}`] = await window.run(traces);
  for (const [place, text] of Object.entries(places))
    for (const [kind, secrets] of Object.entries(seen))
      for (const secret of secrets)
        assert.ok(!text.includes(secret), `the ${kind} ${secret} is left in ${place}:\n${text}`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * @param {import('./windows.js').Window} window
 * @param {string} state - for the error
 */
export async function assertAccessible(window, state, { isStyled = true } = {}) {
  await window.page.evaluate(`${axe};0`);
  const found = await window.run(async isStyled => {
    // A page without colours has the browser's, which axe takes for black on white, in the dark too.
    const rules = { 'color-contrast': { enabled: isStyled } };
    const { violations, passes } = await globalThis.axe.run({ rules });
    const describe = ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`;
    return { violations: violations.map(describe), passes: passes.length };
  }, isStyled);
  assert.deepEqual(found.violations, [], state);
  assert.ok(found.passes > 10, `${state}: axe looked at nothing`);
  const overflow = await window.run(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${state}: ${overflow}px too wide`);
}

/** What the person at this page uses, found by what it says. @param {import('./windows.js').Window} window */
export const at = ({ page }) => ({
  button: name => page.getByRole('button', { name, exact: true }),
  link: name => page.getByRole('link', { name, exact: true }),
  /** What the page says, to eyes and to screen readers alike. */
  said: text => page.getByRole('status').filter({ hasText: text }),
  accounts: () => page.getByRole('article'),
  /** Fulfilled when the accounts are on the screen: how many. */
  async countAccounts() {
    await page.getByRole('article').first().waitFor();
    return page.getByRole('article').count();
  },
});

/**
 * The page of open banking after its trigger was pressed without a person's hand, which is what a browser blocks windows
 * for.
 *
 * @param {Visit} visit
 * @param {typeof import('../../demo/pages/text/en.ts').en} text - in the language of the page
 */
export async function openBlocked({ hosts, windows }, text) {
  const language = text === fr ? 'fr' : 'en';
  const shop = await windows.open(`${hosts.demoOrigin}/outbound?lang=${language}`);
  await at(shop).button(text.openBanking.trigger).and(shop.page.locator(':enabled')).waitFor();
  const started = shop.page.waitForRequest('**/api/outbound/start');
  await shop.run(() => {
    // The driver's own code has the rights of a click for a while, and a busy browser counts that while from later on than
    // the page does: a window that opens uses them up.
    const press = () => {
      const probe = !navigator.userActivation.isActive && window.open('about:blank');
      if (probe === null) return void document.querySelector('#bank > button').click();
      if (probe) probe.close();
      return void setTimeout(press, 50);
    };
    press();
  });
  await started;
  await until(async () => windows.count() === 1, 'no window but the shop');
  return shop;
}
