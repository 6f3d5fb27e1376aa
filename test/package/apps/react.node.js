import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('React 19 in StrictMode', {
  folders: ['react'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
