import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Snippets } from '../../demo/pages/assets/snippets.ts';
import { en } from '../../demo/pages/text/en.ts';
import type { FlinksLink } from '../../src/element.ts';
import type { Flow } from '../../src/types.ts';
import { bundleComponent } from './bundle-component.ts';
import { at, demoJourneys } from './demo-journey.ts';
import { goThroughExpress, pickBank, signInAtConnect } from './person.ts';
import { signInAtBank } from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow, Windows } from './windows.ts';

/** The frameworks that the playground has code for. */
type Kind = keyof Snippets;

const terms = en.playground;

interface Way {
  kinds: Kind[];
  /** The backend's call. */
  told?: 'code' | 'login';
  link: (page: { shop: BrowserWindow; opened: Windows['opened'] }) => Promise<unknown>;
}

const byTrigger: Way['link'] = async ({ shop, opened }) =>
  signInAtBank(await opened(() => at(shop).button(terms.trigger).click()));

/**
 * What the user does in the page that has the code, and what the backend is told then. Other flows in HTML are pasted
 * in `playground-snippets.node.ts`.
 */
const ways: Record<Flow, Way> = {
  auto: {
    kinds: ['react', 'vue'],
    told: 'code',
    link: async ({ shop, opened }) => signInAtBank(await opened(() => pickBank(shop.page, 'Flinks Capital'))),
  },
  connect: {
    kinds: ['react', 'vue'],
    told: 'login',
    link: ({ shop }) => signInAtConnect(shop.page.frameLocator('iframe'), 'FlinksCapital'),
  },
  outbound: { kinds: ['react', 'vue'], told: 'code', link: byTrigger },
  custom: { kinds: ['html', 'react'], told: 'login', link: byTrigger },
  express: {
    kinds: ['html', 'vue'],
    link: async ({ shop, opened }) =>
      goThroughExpress(await opened(() => shop.page.locator('flinks-link').getByRole('link').click())),
  },
};

interface Pasted {
  body?: string;
  script?: string;
}

/** Whether the backend has heard of a link: Express tells the page nothing. Runs in the page. */
async function hasLink() {
  const response = await fetch('/api/link');
  return (await response.json()).state !== 'none';
}

/** The code as it was copied, made into a page as each kind of code is. */
const pages: Record<Kind, (code: string) => Pasted | Promise<Pasted>> = {
  html: code => ({ body: code }),
  react: async code => ({ script: await bundleComponent('react', code) }),
  vue: async code => ({ script: await bundleComponent('vue', code) }),
};

demoJourneys(
  "the playground's code, pasted into a page of its own",
  visit => {
    /** Copies the code for a flow, and opens a page of the same site that is made of it. */
    async function paste(flow: string, kind: Kind) {
      const { demoOrigin, files } = visit.hosts;
      const playground = await visit.windows.open(`${demoOrigin}/?lang=en&flow=${flow}`);
      await playground.page.getByRole('radio', { name: terms[kind], exact: true }).check();
      // The page asks its backend for the settings before it has code to show.
      const code = playground.page.locator('#code pre', { hasText: 'flinks-link' });
      const pasted = await pages[kind](await code.innerText());
      const script = pasted.script ? '<script type="module" src="/pasted.js"></script>' : '';
      const head = '<title>Shop</title><link rel="icon" href="data:,">';
      const body = `${pasted.body ?? ''}${script}`;
      files.set('/pasted', `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
      files.set('/pasted.js', pasted.script ?? '');
      await playground.close();
      return visit.windows.open(`${demoOrigin}/pasted`);
    }

    for (const [flow, { kinds, told, link }] of Object.entries(ways))
      for (const kind of kinds)
        it(`links a bank by ${flow}, in ${kind}`, async () => {
          const { demoOrigin } = visit.hosts;
          /** What the shop has on its console; banks and Express have their own. */
          const lines: string[] = [];
          visit.windows.context.on('console', message => {
            if (message.location().url.startsWith(demoOrigin)) lines.push(message.text());
          });
          const shop = await paste(flow, kind);
          const [answer] = await Promise.all([
            told && shop.page.waitForResponse(`**/api/flinks/${told}`),
            link({ shop, opened: visit.windows.opened }),
          ]);
          if (answer) assert.ok(answer.ok(), 'the backend has taken it');
          else await until(() => shop.page.evaluate(hasLink), 'the webhook');
          const linked = await visit.windows.open(`${demoOrigin}/?lang=en`);
          await linked.page
            .locator(told === 'code' ? '#open-banking article' : '#accounts article')
            .first()
            .waitFor();
          const { status, result } = await shop.page
            .locator('flinks-link')
            .evaluate(({ status, result }: FlinksLink) => ({ status, result }));
          assert.deepEqual([status, result?.type], ['succeeded', told ?? 'handoff']);
          assert.deepEqual(lines, []);
        });
  },
  { isolated: false, engines: ['chromium'] },
);
