import { frameworkApp } from './harness/framework-app.js';
import { viteBuilds } from './harness/vite-builds.js';

frameworkApp('Vue 3', {
  folders: ['vue'],
  readme: {
    'vite.config.js': ['Vue', 'js'],
    'src/readme/LinkBank.vue': ['Vue', 'vue'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds({ production: { engines: ['chromium', 'firefox'] } }),
});
