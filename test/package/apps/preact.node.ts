import { frameworkApp } from './harness/framework-app.ts';
import { viteBuilds } from './harness/vite-builds.ts';

frameworkApp('Preact', {
  folders: ['preact'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/preact.md', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
