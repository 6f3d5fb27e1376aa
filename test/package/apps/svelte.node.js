import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Svelte 5', {
  folders: ['svelte'],
  manual: {
    'src/manual/LinkBank.svelte': ['docs/frameworks/svelte.md', 'svelte'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
