import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Preact', {
  folder: 'preact',
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
