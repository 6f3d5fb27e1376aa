import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { ensureFullChromium } from '../../scripts/ensure-browsers.ts';
import { type Engine, journeyBrowsers, start, type Started, type StartOptions } from './browsers.ts';
import type { Entry } from './pages/told.ts';
import { type RedirectHosts, startRedirectHosts } from './redirect-hosts.ts';
import { until } from './until.ts';
import type { BrowserWindow, Windows } from './windows.ts';

/** Browsers as users have them: popups are blocked, pages that are left are cached. */
export const everydayBrowsers = () =>
  journeyBrowsers().map(browser => (browser.engine === 'chromium' ? ensureFullChromium() : browser));

/** What a journey goes through. */
export interface World {
  readonly engine: Engine;
  readonly hosts: RedirectHosts;
  readonly browser: Started;
  readonly windows: Windows;
}

interface JourneyOptions extends Pick<StartOptions, 'isolated' | 'noThirdParty'> {
  engines?: Engine[];
}

/**
 * The same journeys in both engines that Playwright drives, each with tabs of its own. WebKit, driven by WebDriver, opens
 * its windows in the tests of `test/browser` and `test/element`.
 */
export function redirectJourneys(
  name: string,
  define: (world: World) => void,
  { engines = ['chromium', 'firefox'], ...options }: JourneyOptions = {},
) {
  for (const found of everydayBrowsers().filter(({ engine }) => engines.includes(engine))) {
    describe(`${name}, in ${found.engine}`, () => {
      let hosts: RedirectHosts, browser: Started, windows: Windows;
      before(async () => {
        hosts = await startRedirectHosts();
        browser = await start(found, { isolated: true, everyday: true, ...options });
        windows = await browser.windows();
      });
      beforeEach(() => hosts.clear());
      afterEach(() => windows?.closeAll());
      after(async () => {
        await browser?.close();
        hosts?.close();
      });
      define({
        engine: found.engine,
        get hosts() {
          return hosts;
        },
        get browser() {
          return browser;
        },
        get windows() {
          return windows;
        },
      });
    });
  }
}

/** An element for open banking, with its trigger. `ask` is what the backend is asked with. */
export const outbound = (ask = 'simulate=auto', attributes = '', { id = 'bank', flow = 'outbound' } = {}) =>
  `<flinks-link id="${id}" flow="${flow}" data-ask="${ask}" ${attributes}><button type="button">Link</button></flinks-link>`;

export const trigger = '#bank > button';

/** What a user does at the bank. */
export async function signInAtBank(window: BrowserWindow, decision = '#approve') {
  await window.fill('#username', 'Greatday');
  await window.fill('#password', 'Everyday');
  await window.click('#sign-in');
  await window.click(decision);
}

/**
 * Goes somewhere from a page that has settled, and waits until the next one has.
 *
 * @param step - run in the page
 * @returns what the next page told as it was shown; `persisted` says whether it came out of the cache
 */
export async function travel(
  { hosts }: World,
  window: BrowserWindow,
  step: () => unknown,
): Promise<Entry<'pageshow'>> {
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
  return at?.id || (at && 'name' in at && at.name) || at?.textContent.trim();
}

/**
 * Presses Tab until the focus is where it should be.
 *
 * @param wanted - an id, the name of a field without one, or the text of a button
 */
export async function tabTo(window: BrowserWindow, wanted: string) {
  const isThere = async () => (await window.run(focused)) === wanted || void (await window.press('Tab'));
  await until(isThere, `the focus at "${wanted}"`);
}

type Terminal = `flinks-${'login' | 'code' | 'linked' | 'handoff' | 'cancel' | 'error'}`;

const isTerminal = (entry: Entry): entry is Entry<Terminal> =>
  /^flinks-(?:login|code|linked|handoff|cancel|error)$/.test(entry.type);

/** Every outcome that any page was told of. */
export const outcomes = (hosts: RedirectHosts) => hosts.told().filter(isTerminal);

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
    ...[...document.querySelectorAll('flinks-link')].map(element => element.shadowRoot!.innerHTML),
  ].join('\n');

/** The parameters that carry a secret. */
const carriers = ['state', 'flinks_state', 'code', 'loginId'];

/** What must not be found anywhere once the session is over: every state, code and loginId that went over the wire. */
function secretsOf(hosts: RedirectHosts) {
  const inUrl = (url: string): string[] => {
    const { searchParams } = new URL(url);
    const nested = searchParams.getAll('redirectUrl').flatMap(inUrl);
    return [...carriers.flatMap(name => searchParams.getAll(name)), ...nested];
  };
  const { state, code, loginId } = hosts.rogue.asked ?? {};
  const sent = hosts.requests().flatMap(({ to }) => inUrl(to));
  const all = [...hosts.issued().map(each => each.state), ...sent, state, code, loginId];
  return [...new Set(all)].filter(value => value !== undefined).filter(value => value.length > 5);
}

/**
 * Asserts that no state, code or loginId is left: in the page, what it keeps, its log, its address at any event, or in
 * what a request repeats of the address before.
 */
export const assertNothingLeft = (world: World, ...windows: BrowserWindow[]) =>
  assertLeftOnly('', world, ...windows);

/** The same, but for the state of an attempt that may still be answered. */
export async function assertLeftOnly(
  pending: string,
  { hosts, windows: { console } }: World,
  ...windows: BrowserWindow[]
) {
  const secrets = secretsOf(hosts).filter(secret => !pending.includes(secret));
  assert.ok(secrets.length, 'nothing secret went over the wire: this asserts nothing');
  const places: Record<string, string> = {
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
