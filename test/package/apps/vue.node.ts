import { frameworkApp } from './harness/framework-app.ts';
import { viteBuilds } from './harness/vite-builds.ts';

frameworkApp('Vue 3', {
  folders: ['vue'],
  manual: {
    'vite.config.js': ['docs/frameworks/vue.md', 'js'],
    'src/manual/LinkBank.vue': ['docs/frameworks/vue.md', 'vue'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds({ production: { engines: ['chromium', 'firefox'] } }),
});
