import { frameworkApp } from './harness/framework-app.ts';
import { viteBuilds } from './harness/vite-builds.ts';

frameworkApp('Svelte 5', {
  folders: ['svelte'],
  manual: {
    'src/manual/LinkBank.svelte': ['docs/frameworks/svelte.md', 'svelte'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
