import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Preact', {
  folders: ['preact'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
