import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { codeUnder } from '../../../docs/markdown.js';
import { journeyBrowsers } from '../../../journeys/browsers.js';
import { linkJourney } from './link-journey.js';
import { Project } from './project.js';

/** @typedef {import('node:http').RequestListener & { upgrade?: import('../../../../scripts/closed-net.js').UpgradeListener }} Site */

/**
 * One way to build an app and to serve it.
 *
 * @typedef {object} Build
 * @property {string} name
 * @property {(project: Project) => void} [make]
 * @property {(project: Project) => Site | Promise<Site>} serve
 * @property {() => unknown} [stop]
 * @property {string} [path] - where the app's page is; default `/`
 * @property {string} [readmePath] - where the README's component is, as it stands there
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
 * @param {Record<string, readonly [section: string, language: string]>} [options.readme] - files of the project that are
 *   blocks of the README; what they share comes with them
 * @param {Build[]} options.builds
 * @param {Record<string, string>} [options.env] - for all that the project runs
 */
export function frameworkApp(name, { folders, readme, prepare, builds, env }) {
  describe(`an app with ${name}`, () => {
    /** @type {Project} */
    let project;
    before(() => {
      project = new Project(folders, env);
      for (const [file, [section, language]] of Object.entries(readme ?? {}))
        project.write(file, codeUnder(section, language));
      if (readme) project.write('src/readme/bank.ts', codeUnder('npm', 'ts'));
      project.install();
      prepare?.(project);
    });
    after(() => {
      const times = Object.entries(project.times).map(([what, time]) => `${what} ${time.toFixed(1)} s`);
      console.log(`${name}: ${times.join(', ')}`);
      project.remove();
    });

    for (const build of builds) {
      const { engines = ['chromium'], readmePath } = build;
      assert.equal(!!readmePath, !!readme, 'a page for the README, and something to show there');
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
