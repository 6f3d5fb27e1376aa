import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Solid', {
  folder: 'solid',
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
