import { frameworkApp } from './harness/framework-app.ts';
import { viteBuilds } from './harness/vite-builds.ts';

frameworkApp('Solid', {
  folders: ['solid'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/solid.md', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
