import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { startExpressExample } from '../docs/express-example.ts';
import { codeBlock } from '../docs/markdown.ts';
import { anyJourneyBrowser, start, type Started } from './browsers.ts';
import { essential } from './essential.ts';
import { until } from './until.ts';

const quickStart = codeBlock('README.md', '<flinks-link instance="toolbox" demo>');

for (const browser of anyJourneyBrowser()) {
  describe(`the README's quick start, in ${browser.engine}`, () => {
    let engine: Started;
    before(async () => {
      engine = await start(browser);
    });
    after(() => engine?.close());

    essential(
      'links a bank by the page and the Express file as they stand, and reads its accounts',
      async t => {
        const shop = await startExpressExample(t, {
          page: connectUrl =>
            quickStart.replace('instance="toolbox"', `connect-url="${connectUrl}?simulate=auto"`),
        });
        const tab = await engine.tab();
        t.after(() => tab.close());
        await tab.goto(`${shop.origin}/`);
        await until(
          () =>
            tab.run(() => ['succeeded', 'failed'].includes(document.querySelector('flinks-link')!.status)),
          'the end of the session',
        );
        assert.equal(await tab.run(() => document.querySelector('flinks-link')?.status), 'succeeded');
        assert.equal(await shop.says(/^Accounts linked/), 'Accounts linked: 4');
      },
    );
  });
}
