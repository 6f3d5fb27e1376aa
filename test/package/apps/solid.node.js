import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Solid', {
  folders: ['solid'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
