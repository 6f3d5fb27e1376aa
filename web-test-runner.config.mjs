import { readFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { launchers } from './scripts/launchers.ts';
import { mediaPlugin } from './scripts/media-plugin.ts';
import { plainReporter } from './scripts/plain-reporter.ts';
import { simulatorPlugin } from './test/support/simulator-plugin.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const browsers = await launchers();

const everything = ['test/**/*.test.ts', '!test/hosts/**'];

/** Suites whose subject differs from engine to engine: messages, windows, storage, focus, forms. */
const ofEngines = [
  'test/browser/*.test.ts',
  'test/callback/*.test.ts',
  'test/frame/*.test.ts',
  'test/returns/*.test.ts',
  'test/sequences/*.test.ts',
  'test/flows/redirect/redirect-run.test.ts',
  'test/element/{connect-state,dialog,form,guard,hostile-pages,life,redirect,redirect-blocked,return-late-script,return-visit}.test.ts',
  'test/flows/auto/picker/provider-picker-keyboard.test.ts',
];

/** `npm test` runs those in every engine and the others in Chromium, or in the first engine that is there. */
const quick = [
  { name: 'engines', files: ofEngines, browsers },
  {
    name: 'one engine',
    files: [...everything, ...ofEngines.map(file => `!${file}`)],
    browsers: browsers.slice(0, 1),
  },
];

export default {
  ...(process.env.QUICK && !process.env.FILES
    ? { groups: quick }
    : { files: process.env.FILES?.split(',') ?? everything }),
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      tsconfig: './tsconfig.json',
      target: 'es2022',
      define: {
        __DEV__: 'true',
        __VERSION__: JSON.stringify(version),
        __BROWSER_SEQUENCES__: process.env.QUICK ? '12' : '60',
      },
    }),
    simulatorPlugin(),
    mediaPlugin(),
  ],
  browsers,
  concurrentBrowsers: 3,
  concurrency: 1,
  testFramework: { config: { timeout: 15000, forbidOnly: true } },
  browserStartTimeout: 60000,
  testsStartTimeout: 30000,
  testsFinishTimeout: 300000,
  reporters: [defaultReporter({ reportTestProgress: false }), plainReporter()],
  // Sessions that fail on purpose say so.
  filterBrowserLogs: ({ args }) =>
    !/Lit is in dev mode|^<flinks-link> (?:Reference|providers\(\))/.test(String(args[0])),
};
