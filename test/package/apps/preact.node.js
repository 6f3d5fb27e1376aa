import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Preact', {
  folders: ['preact'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
