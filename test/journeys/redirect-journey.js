import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { ensureFullChromium } from '../../scripts/ensure-browsers.js';
import { journeyBrowsers, start } from './browsers.js';
import { startRedirectHosts } from './redirect-hosts.js';

/** Browsers as people have them: popups are blocked, pages that are left are cached. */
export const everydayBrowsers = () =>
  journeyBrowsers().map(browser => (browser.engine === 'chromium' ? ensureFullChromium() : browser));

/**
 * The same journeys in every engine, each with tabs of its own.
 *
 * @typedef {Awaited<ReturnType<typeof startRedirectHosts>>} Hosts
 * @typedef {{ engine: string, hosts: Hosts, browser: any, windows: import('./windows.js').Windows }} World
 * @param {string} name
 * @param {(world: World) => void} define
 * @param {{ engines?: string[], isolated?: boolean, prefs?: object }} [options]
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
export const outbound = (ask = 'simulate=auto', attributes = '', id = 'bank') =>
  `<flinks-link id="${id}" flow="outbound" data-ask="${ask}" ${attributes}><button type="button">Link</button></flinks-link>`;

export const trigger = '#bank > button';

/** What a person does at the bank. @param {import('./windows.js').Window} window */
export async function signInAtBank(window, decision = '#approve') {
  await window.fill('#username', 'Greatday');
  await window.fill('#password', 'Everyday');
  await window.click('#sign-in');
  await window.click(decision);
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

const carriers = ['state', 'flinks_state', 'code', 'loginId'];

/** What must not be found anywhere once the session is over: every state, code and loginId that went over the wire. */
function secretsOf(hosts) {
  const seen = hosts.requests().flatMap(({ to }) => carriers.map(name => new URL(to).searchParams.get(name)));
  return new Set(
    [...hosts.issued().map(({ state }) => state), ...seen].filter(value => value && value.length > 5),
  );
}

/**
 * Asserts that no state, code or loginId is left: in the page, what it keeps, its log, its address at any event, or in
 * what a request repeats of the address before.
 *
 * @param {World} world
 * @param {...import('./windows.js').Window} windows
 */
export async function assertNothingLeft({ hosts, windows: { console } }, ...windows) {
  const secrets = [...secretsOf(hosts)];
  assert.ok(secrets.length, 'nothing secret went over the wire: this asserts nothing');
  const places = {
    'the log': console().join('\n'),
    // A page is shown before its scripts' tasks are run.
    'an address at an event': hosts
      .told()
      .filter(({ type }) => type !== 'pageshow')
      .map(({ href }) => href)
      .join('\n'),
    'an error': JSON.stringify(hosts.told('flinks-error')),
    'a Referer': hosts
      .requests()
      .map(({ referer = '' }) => referer)
      .join('\n'),
  };
  for (const [index, window] of windows.entries()) places[`window ${index}`] = await window.run(traces);
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      assert.ok(!text.includes(secret), `${secret} is left in ${place}:\n${text}`);
  assert.deepEqual(hosts.told('fault'), [], 'nothing went wrong in a page');
}
