import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { journeyBrowsers, start } from '../../../journeys/browsers.js';
import { until } from '../../../journeys/until.js';
import { serveFolder } from './files.js';
import { consentAtBank, renderAgain, signInByConnect } from './person.js';
import { Project } from './project.js';
import { startShop } from './shop.js';

const renders = 1000;

/** The frames of all elements of the page. It runs there. */
const countFrames = () =>
  [...document.querySelectorAll('flinks-link')].flatMap(({ shadowRoot }) => [
    ...(shadowRoot?.querySelectorAll('iframe') ?? []),
  ]).length;

/** What Lit says of its own development build, which bundlers choose by themselves while one develops. */
const litInDevelopment = /^Lit is in dev mode\./;

/**
 * @typedef {object} Build
 * @property {string} name
 * @property {(project: Project) => void} make
 * @property {(project: Project) => import('node:http').RequestListener | Promise<import('node:http').RequestListener>} serve
 * @property {() => unknown} [stop]
 * @property {string} [path] - where the app's page is; default `/`
 */

/**
 * One of the apps, from an empty folder to a linked bank: what every stack must be able to do with the packed tarball.
 *
 * @param {string} name
 * @param {object} options
 * @param {string[]} options.folders - in `test/package/apps`, as {@linkcode Project} takes them
 * @param {(project: Project) => void} [options.prepare]
 * @param {Build[]} options.builds
 * @param {('chromium' | 'firefox')[]} [options.engines]
 * @param {Record<string, string>} [options.env]
 * @param {(context: { page: () => import('playwright-core').Page, shop: () => Awaited<ReturnType<typeof startShop>> }) => void} [options.more]
 *   more tests of every build
 */
export function frameworkApp(name, { folders, prepare, builds, engines = ['chromium'], env, more }) {
  describe(`an app with ${name}`, () => {
    /** @type {Project} */
    let project;
    before(() => {
      project = new Project(folders, env);
      project.install();
      prepare?.(project);
    });
    after(() => {
      const times = Object.entries(project.times).map(([what, time]) => `${what} ${time.toFixed(1)} s`);
      console.log(`${name}: ${times.join(', ')}`);
      project.remove();
    });

    for (const build of builds)
      describe(`${build.name} build`, () => {
        let site;
        before(async () => {
          build.make(project);
          site = await build.serve(project);
        });
        after(() => build.stop?.());
        for (const browser of journeyBrowsers().filter(({ engine }) =>
          engines.includes(/** @type {any} */ (engine)),
        ))
          describe(`in ${browser.engine}`, () =>
            journey({ browser, build, more, use: () => ({ project, site }) }));
      });
  });
}

function journey({ browser, build, more, use }) {
  let shop, launched, windows, page;
  /** What any window had to say. */
  const complaints = [];
  let started = 0;

  before(async () => {
    const { project, site } = use();
    started = performance.now();
    shop = await startShop({ site, callback: project.path('node_modules/flinks-link/dist/callback.js') });
    launched = await start(browser, { net: shop.net });
    windows = await launched.windows({ ignoreHTTPSErrors: true });
    windows.context.on('console', message => {
      if (/^(warning|error|assert)$/.test(message.type()) && !litInDevelopment.test(message.text()))
        complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    windows.context.on('weberror', error => complaints.push(`uncaught: ${error.error().stack}`));
    page = (await windows.open(shop.origin + (build.path ?? '/'))).page;
  });
  after(async () => {
    await launched?.close();
    shop?.close();
    use().project.times[`${build.name} session, ${browser.engine}`] = (performance.now() - started) / 1000;
  });

  /** One step of the way: where one fails, the next ones could only wait in vain. */
  let failed = false;
  const step = (name, act) =>
    it(name, async test => {
      if (failed) return test.skip('an earlier step has failed');
      failed = true;
      await act();
      failed = false;
    });

  const said = id => page.locator(`#${id}`).innerText();

  step('starts one session, with the token that its provider was asked for', async () => {
    await page.frameLocator('iframe').locator('#consent-accept').waitFor();
    assert.deepEqual(
      shop.asked('token').map(({ body }) => body),
      [{ reason: 'start' }],
    );
    assert.equal(shop.frames(), 1);
  });

  step(`keeps its frame and its token through ${renders} renders`, async () => {
    await renderAgain(page, renders);
    assert.equal(await said('renders'), String(renders));
    const marks = await page
      .locator('flinks-link')
      .evaluateAll(links => links.map(link => link.dataset.renders));
    assert.deepEqual(marks, [String(renders), String(renders)], 'the elements were rendered as well');
    assert.equal(await page.evaluate(countFrames), 1);
    assert.equal(shop.frames(), 1);
    assert.equal(shop.asked('token').length, 1);
  });

  step('links a bank by Connect, and is told once', async () => {
    await signInByConnect(page);
    await until(async () => (await said('connected')) === 'Linked FlinksCapital.', 'the app to say so');
    const [{ body }, ...others] = shop.asked('login');
    assert.deepEqual(others, []);
    assert.equal(body.type, 'login');
    assert.equal(body.accountIds.length, 1, '`params` was set as a property');
    assert.equal(await page.evaluate(countFrames), 0);
  });

  step('links a bank by open banking, and is told once', async () => {
    assert.deepEqual(shop.asked('authorize'), [], 'nothing was asked for ahead of the click');
    await consentAtBank(page);
    await until(async () => (await said('consented')) === 'The bank has consented.', 'the app to say so');
    assert.deepEqual(
      shop.asked('authorize').map(({ body }) => body),
      [{ reason: 'start' }],
    );
    assert.deepEqual(
      shop.asked('code').map(({ body, linked }) => [body.type, linked]),
      [['code', true]],
    );
  });

  more?.({ step, page: () => page, shop: () => shop });

  step('has told each once and asked for no more, with nothing to complain of', async () => {
    await renderAgain(page, 0);
    const counts = ['token', 'login', 'authorize', 'code'].map(call => shop.asked(call).length);
    assert.deepEqual(counts, [1, 1, 1, 1]);
    assert.deepEqual(shop.tokensSeenTwice(), []);
    assert.deepEqual(complaints, []);
  });
}

/**
 * The builds of an app by Vite: the one that is deployed, and the one with its framework's warnings in it.
 *
 * @returns {Build[]}
 */
export const viteBuilds = () =>
  ['production', 'development'].map(mode => ({
    name: mode,
    make: project =>
      project.script('build', ['--mode', mode, '--outDir', `dist/${mode}`, '--logLevel', 'warn'], {
        env: { NODE_ENV: mode },
        label: `${mode} build`,
      }),
    serve: project => serveFolder(project.path('dist', mode)),
  }));
