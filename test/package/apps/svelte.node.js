import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Svelte 5', {
  folders: ['svelte'],
  readme: {
    'src/readme/LinkBank.svelte': ['Svelte', 'svelte'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
