import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Solid', {
  folders: ['solid'],
  readme: {
    'src/readme/LinkBank.tsx': ['Solid', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
