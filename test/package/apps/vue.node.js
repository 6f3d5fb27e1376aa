import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('Vue 3', {
  folders: ['vue'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
  engines: ['chromium', 'firefox'],
});
