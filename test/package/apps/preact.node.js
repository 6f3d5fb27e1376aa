import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Preact', {
  folders: ['preact'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/preact.md', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
