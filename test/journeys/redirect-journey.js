import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { ensureFullChromium } from '../../scripts/ensure-browsers.ts';
import { journeyBrowsers, start } from './browsers.js';
import { startRedirectHosts } from './redirect-hosts.js';
import { until } from './until.js';

/** Browsers as people have them: popups are blocked, pages that are left are cached. */
export const everydayBrowsers = () =>
  journeyBrowsers().map(browser => (browser.engine === 'chromium' ? ensureFullChromium() : browser));

/**
 * The same journeys in both engines that Playwright drives, each with tabs of its own. WebKit, driven by WebDriver, opens
 * its windows in the tests of `test/browser` and `test/element`.
 *
 * @typedef {Awaited<ReturnType<typeof startRedirectHosts>>} Hosts
 * @typedef {{ engine: string, hosts: Hosts, browser: any, windows: import('./windows.js').Windows }} World
 * @param {string} name
 * @param {(world: World) => void} define
 * @param {{ engines?: string[], isolated?: boolean, noThirdParty?: boolean }} [options]
 */
export function redirectJourneys(name, define, { engines = ['chromium', 'firefox'], ...options } = {}) {
  for (const browser of everydayBrowsers().filter(({ engine }) => engines.includes(engine))) {
    describe(`${name}, in ${browser.engine}`, () => {
      const world = /** @type {World} */ ({ engine: browser.engine });
      before(async () => {
        world.hosts = await startRedirectHosts();
        world.browser = await start(browser, { isolated: true, everyday: true, ...options });
        world.windows = await world.browser.windows();
      });
      beforeEach(() => world.hosts.clear());
      afterEach(() => world.windows?.closeAll());
      after(async () => {
        await world.browser?.close();
        world.hosts?.close();
      });
      define(world);
    });
  }
}

/** An element for open banking, with its trigger. `ask` is what the backend is asked with. */
export const outbound = (ask = 'simulate=auto', attributes = '', { id = 'bank', flow = 'outbound' } = {}) =>
  `<flinks-link id="${id}" flow="${flow}" data-ask="${ask}" ${attributes}><button type="button">Link</button></flinks-link>`;

export const trigger = '#bank > button';

/** What a person does at the bank. @param {import('./windows.js').Window} window */
export async function signInAtBank(window, decision = '#approve') {
  await window.fill('#username', 'Greatday');
  await window.fill('#password', 'Everyday');
  await window.click('#sign-in');
  await window.click(decision);
}

/**
 * Goes somewhere from a page that has settled, and waits until the next one has.
 *
 * @param {World} world
 * @param {import('./windows.js').Window} window
 * @param {Function} step - run in the page
 * @returns {Promise<{ persisted: boolean }>} whether the next page came out of the browser's cache
 */
export async function travel({ hosts }, window, step) {
  const isNew = hosts.isLater(hosts.told().length);
  await window.leave(step);
  const shown = await hosts.next('pageshow', isNew);
  if (!shown.persisted) await hosts.next('settled', isNew);
  await window.arrived(shown.persisted);
  return shown;
}

/** What has the focus, in shadow roots as well: its id, else the name of a field, else its text. */
function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.id || at?.name || at?.textContent.trim();
}

/**
 * Presses Tab until the focus is where it should be.
 *
 * @param {import('./windows.js').Window} window
 * @param {string} wanted - an id, the name of a field without one, or the text of a button
 */
export async function tabTo(window, wanted) {
  const isThere = async () => (await window.run(focused)) === wanted || void (await window.press('Tab'));
  await until(isThere, `the focus at "${wanted}"`);
}

const terminal = /^flinks-(?:login|code|linked|handoff|cancel|error)$/;

/** Every outcome that any page was told of. @param {Hosts} hosts */
export const outcomes = hosts => hosts.told().filter(({ type }) => terminal.test(type));

/** Everything that a page can keep. It runs there. */
export const traces = () =>
  [
    location.href,
    document.referrer,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    window.name,
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('flinks-link')].map(element => element.shadowRoot.innerHTML),
  ].join('\n');

/** The parameters that carry a secret. */
const carriers = ['state', 'flinks_state', 'code', 'loginId'];

/** What must not be found anywhere once the session is over: every state, code and loginId that went over the wire. */
function secretsOf(hosts) {
  const inUrl = url => {
    const { searchParams } = new URL(url);
    const nested = searchParams.getAll('redirectUrl').flatMap(inUrl);
    return [...carriers.flatMap(name => searchParams.getAll(name)), ...nested];
  };
  const { state, code, loginId } = hosts.rogue.asked ?? {};
  const sent = hosts.requests().flatMap(({ to }) => inUrl(to));
  const all = [...hosts.issued().map(each => each.state), ...sent, state, code, loginId];
  return [...new Set(all)].filter(value => value && value.length > 5);
}

/**
 * Asserts that no state, code or loginId is left: in the page, what it keeps, its log, its address at any event, or in
 * what a request repeats of the address before.
 *
 * @param {World} world
 * @param {...import('./windows.js').Window} windows
 */
export const assertNothingLeft = (world, ...windows) => assertLeftOnly('', world, ...windows);

/** The same, but for the state of an attempt that may still be answered. @param {string} pending */
export async function assertLeftOnly(pending, { hosts, windows: { console } }, ...windows) {
  const secrets = secretsOf(hosts).filter(secret => !pending.includes(secret));
  assert.ok(secrets.length, 'nothing secret went over the wire: this asserts nothing');
  const places = {
    'the log': console().join('\n'),
    'an address at an event': hosts
      .told()
      .filter(({ type }) => type.startsWith('flinks-'))
      .map(({ href }) => href)
      .join('\n'),
    'an error': JSON.stringify(hosts.told('flinks-error')),
    'a Referer': hosts
      .requests()
      .map(({ referer = '' }) => referer)
      .join('\n'),
  };
  // Asked again where the driver is late to see a page that came out of the cache.
  for (const [index, window] of windows.entries())
    places[`window ${index}`] = await until(() => window.run(traces), 'the page');
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      assert.ok(!text.includes(secret), `${secret} is left in ${place}:\n${text}`);
  assert.deepEqual(hosts.told('fault'), [], 'nothing went wrong in a page');
}
