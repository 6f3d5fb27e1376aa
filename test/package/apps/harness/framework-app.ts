import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before, describe } from 'node:test';
import type { UpgradeListener } from '../../../../scripts/closed-net.ts';
import type { Engine } from '../../../../scripts/ensure-browsers.ts';
import { codeBlock, codeIn } from '../../../docs/markdown.ts';
import { journeyBrowsers } from '../../../journeys/browsers.ts';
import { type Journey, linkJourney } from './link-journey.ts';
import { Project } from './project.ts';

export type Site = RequestListener & { upgrade?: UpgradeListener };

/** One way to build an app and to serve it. */
export interface Build {
  name: string;
  make?: (project: Project) => void;
  serve: (project: Project) => Site | Promise<Site>;
  stop?: () => unknown;
  /** Where the app's page is; default `/`. */
  path?: string;
  /** Where the manual's component is, as it stands there. */
  manualPath?: string;
  /** Chromium alone by default. */
  engines?: Engine[];
  /** More steps, at the end. */
  more?: (journey: Journey) => void;
}

interface FrameworkAppOptions {
  /** In `test/package/apps`, as {@linkcode Project} takes them. */
  folders: string[];
  prepare?: (project: Project) => void;
  /** Files of the project that are blocks of the manual; its `bank.ts` comes with them. */
  manual?: Record<string, readonly [page: string, language: string]>;
  builds: Build[];
  /** For all that the project runs. */
  env?: Record<string, string>;
}

/**
 * One of the apps, from an empty folder to a linked bank: what every stack must be able to do with the packed tarball.
 */
export function frameworkApp(name: string, { folders, manual, prepare, builds, env }: FrameworkAppOptions) {
  describe(`an app with ${name}`, () => {
    let project: Project;
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
        let site: Site;
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
