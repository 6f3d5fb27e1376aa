import { readFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { launchers } from './scripts/launchers.js';
import { mediaPlugin } from './scripts/media-plugin.js';
import { plainReporter } from './scripts/plain-reporter.js';
import { simulatorPlugin } from './test/support/simulator-plugin.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default {
  files: process.env.FILES?.split(',') ?? ['test/**/*.test.ts', '!test/hosts/**'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      tsconfig: './tsconfig.json',
      target: 'es2022',
      define: { __DEV__: 'true', __VERSION__: JSON.stringify(version) },
    }),
    simulatorPlugin(),
    mediaPlugin(),
  ],
  browsers: await launchers(),
  concurrentBrowsers: 3,
  concurrency: 1,
  testFramework: { config: { timeout: 15000 } },
  browserStartTimeout: 60000,
  testsStartTimeout: 30000,
  testsFinishTimeout: 300000,
  reporters: [defaultReporter({ reportTestProgress: false }), plainReporter()],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
};
