import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { codeBlock, codeIn } from '../../../docs/markdown.js';
import { journeyBrowsers } from '../../../journeys/browsers.js';
import { linkJourney } from './link-journey.js';
import { Project } from './project.js';

/** @typedef {import('node:http').RequestListener & { upgrade?: import('../../../../scripts/closed-net.ts').UpgradeListener }} Site */

/**
 * One way to build an app and to serve it.
 *
 * @typedef {object} Build
 * @property {string} name
 * @property {(project: Project) => void} [make]
 * @property {(project: Project) => Site | Promise<Site>} serve
 * @property {() => unknown} [stop]
 * @property {string} [path] - where the app's page is; default `/`
 * @property {string} [manualPath] - where the manual's component is, as it stands there
 * @property {string[]} [engines] - Chromium alone by default
 * @property {(journey: import('./link-journey.js').Journey) => void} [more] - more steps, at the end
 */

/**
 * One of the apps, from an empty folder to a linked bank: what every stack must be able to do with the packed tarball.
 *
 * @param {string} name
 * @param {object} options
 * @param {string[]} options.folders - in `test/package/apps`, as {@linkcode Project} takes them
 * @param {(project: Project) => void} [options.prepare]
 * @param {Record<string, readonly [page: string, language: string]>} [options.manual] - files of the project that are
 *   blocks of the manual; its `bank.ts` comes with them
 * @param {Build[]} options.builds
 * @param {Record<string, string>} [options.env] - for all that the project runs
 */
export function frameworkApp(name, { folders, manual, prepare, builds, env }) {
  describe(`an app with ${name}`, () => {
    /** @type {Project} */
    let project;
    before(() => {
      project = new Project(folders, env);
      for (const [file, [page, language]] of Object.entries(manual ?? {}))
        project.write(file, codeIn(page, language));
      // A test of the manual holds this file equal on all its pages.
      const [page] = Object.values(manual ?? {})[0] ?? [];
      if (page) project.write('src/manual/bank.ts', codeBlock(page, '// bank.ts'));
      project.install();
      prepare?.(project);
    });
    after(() => {
      const times = Object.entries(project.times).map(([what, time]) => `${what} ${time.toFixed(1)} s`);
      console.log(`${name}: ${times.join(', ')}`);
      project.remove();
    });

    for (const build of builds) {
      const { engines = ['chromium'], manualPath } = build;
      assert.equal(!!manualPath, !!manual, 'a page for the manual, and something to show there');
      describe(`${build.name} build`, () => {
        let site;
        before(async () => {
          build.make?.(project);
          site = await build.serve(project);
        });
        after(() => build.stop?.());
        for (const browser of journeyBrowsers().filter(({ engine }) => engines.includes(engine)))
          describe(`in ${browser.engine}`, () => linkJourney(browser, build, () => ({ project, site })));
      });
    }
  });
}
