import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Svelte 5', {
  folders: ['svelte'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
