import { serveFolder } from './serve-folder.js';

/**
 * The builds of an app by Vite: the one that is deployed, and the one with all warnings of its framework in it.
 *
 * @param {{ production?: Partial<import('./framework-app.js').Build>, development?: Partial<import('./framework-app.js').Build> }} [own]
 * @returns {import('./framework-app.js').Build[]}
 */
export const viteBuilds = (own = {}) =>
  ['production', 'development'].map(mode => ({
    name: mode,
    make: project =>
      project.script('build', ['--mode', mode, '--outDir', `dist/${mode}`, '--logLevel', 'warn'], {
        env: { NODE_ENV: mode },
        label: `${mode} build`,
      }),
    serve: project => serveFolder(project.path('dist', mode)),
    manualPath: '/?manual',
    ...own[mode],
  }));
