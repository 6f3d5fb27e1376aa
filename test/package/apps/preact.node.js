import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Preact', {
  folders: ['preact'],
  readme: {
    'src/readme/LinkBank.tsx': ['Preact', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
