import { frameworkApp } from './harness/framework-app.ts';
import { serveFolder } from './harness/serve-folder.ts';

frameworkApp('Angular 21', {
  folders: ['angular'],
  manual: {
    'src/manual/link-bank.ts': ['docs/frameworks/angular.md', 'ts'],
  },
  env: { NG_CLI_ANALYTICS: 'false' },
  builds: ['production', 'development'].map(name => ({
    name,
    make: project =>
      project.script('build', ['--configuration', name, '--output-path', `dist/${name}`], {
        label: `${name} build`,
      }),
    manualPath: '/?manual',
    serve: project => serveFolder(project.path('dist', name, 'browser')),
  })),
});
