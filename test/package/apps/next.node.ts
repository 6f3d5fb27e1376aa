import assert from 'node:assert/strict';
import { frameworkApp } from './harness/framework-app.ts';
import type { Project } from './harness/project.ts';
import { type AppServer, startServer } from './harness/start-server.ts';
import { strictModeActs } from './harness/strict-mode.ts';

let server: AppServer | undefined;

async function serve(project: Project, command: 'start' | 'dev') {
  const next = project.path('node_modules/next/dist/bin/next');
  server = await startServer(project, [next, command, '--hostname=127.0.0.1', '--port=0']);
  return server.site;
}

const stop = () => server?.stop();

frameworkApp('Next.js 16', {
  folders: ['react-shared', 'next'],
  manual: {
    'src/manual/LinkBank.tsx': ['docs/frameworks/nextjs.md', 'tsx'],
  },
  env: { NEXT_TELEMETRY_DISABLED: '1' },
  builds: [
    {
      name: 'production',
      make: project => project.script('build', [], { label: 'production build' }),
      manualPath: '/manual',
      serve: project => serve(project, 'start'),
      stop,
      more: ({ step, page }) =>
        step('has both elements, and the trigger, in what the server renders', async () => {
          const text = await page().evaluate(async () => (await fetch('/')).text());
          assert.equal(text.match(/<flinks-link\b/g)?.length, 2);
          assert.match(text, /<flinks-link\b[^>]*><button id="bank"/);
          assert.ok(server);
          assert.doesNotMatch(server.log(), /error|warn/i);
        }),
    },
    // Only there does React tell of every difference between what was rendered on the server and in the page.
    {
      name: 'development',
      manualPath: '/manual',
      serve: project => serve(project, 'dev'),
      stop,
      more: strictModeActs,
    },
  ],
});
