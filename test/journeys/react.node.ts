import assert from 'node:assert/strict';
import { before } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { essential } from './essential.ts';
import { assertNothingLeft, outcomes, redirectJourneys, signInAtBank } from './redirect-journey.ts';

const script = fileURLToPath(new URL('pages/react-shop.ts', import.meta.url));

for (const build of ['production', 'development'])
  redirectJourneys(
    `a page that a server rendered for React, ${build} build`,
    world => {
      let bundle = '';
      before(async () => {
        const { outputFiles } = await esbuild.build({
          entryPoints: [script],
          bundle: true,
          format: 'esm',
          conditions: [build],
          define: { 'process.env.NODE_ENV': JSON.stringify(build) },
          write: false,
        });
        bundle = outputFiles[0]?.text ?? '';
      });

      /** The page as the server sends it: settings are properties, and reach the tag with React. */
      function page(owner: string) {
        const { hosts } = world;
        hosts.document('/react-shop.js', bundle, { 'content-type': 'text/javascript' });
        const id = owner === 'id' ? ' id="bank"' : '';
        const tag = `<flinks-link${id}><button type="button">Link</button></flinks-link>`;
        const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><script src="/journal.js"></script>
<script type="module" src="/react-shop.js"></script></head>
<body><div id="root" data-ask="" data-owner="${owner}">${tag}</div></body></html>`;
        hosts.document('/shop', body, { 'Referrer-Policy': 'no-referrer' });
        return `${hosts.origin}/shop`;
      }

      for (const owner of ['id', 'name'])
        essential(
          `tells the handler once who has come back to an element known by its ${owner}`,
          async () => {
            const { hosts, windows } = world;
            const shop = await windows.open(page(owner));
            await hosts.next('hydrated');
            await shop.click('button');
            await signInAtBank(shop);
            const { detail } = await hosts.next('handled');
            assert.equal((await hosts.exchange(detail.code)).status, 200);
            await shop.run(() => document.querySelector('flinks-link')!.updateComplete.then(() => true));
            assert.equal(hosts.told('handled').length, 1);
            assert.equal(outcomes(hosts).length, 1);
            assert.deepEqual(hosts.told('fault'), []);
            await assertNothingLeft(world, shop);
          },
        );
    },
    { engines: ['chromium'] },
  );
