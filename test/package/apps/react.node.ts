import { frameworkApp } from './harness/framework-app.ts';
import { strictModeActs } from './harness/strict-mode.ts';
import { viteBuilds } from './harness/vite-builds.ts';

frameworkApp('React 19 in StrictMode', {
  folders: ['react-shared', 'react'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/react.md', 'tsx'],
  },
  prepare: project => project.script('types'),
  builds: viteBuilds({ development: { more: strictModeActs } }),
});
