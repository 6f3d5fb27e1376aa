import type { Build } from './framework-app.ts';
import { serveFolder } from './serve-folder.ts';

const modes = ['production', 'development'] as const;

/** The builds of an app by Vite: the one that is deployed, and the one with all warnings of its framework in it. */
export const viteBuilds = (own: Partial<Record<(typeof modes)[number], Partial<Build>>> = {}): Build[] =>
  modes.map(mode => ({
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
