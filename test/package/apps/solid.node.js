import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Solid', {
  folders: ['solid'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/solid.md', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
