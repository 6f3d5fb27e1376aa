import { frameworkApp, viteBuilds } from './harness/framework-app.js';

frameworkApp('React 18 in StrictMode', {
  folders: ['react', 'react18'],
  prepare: project => project.script('types'),
  builds: viteBuilds(),
});
