import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Outcome } from '../../src/types.ts';
import { startShop } from '../demo/manual-shop.ts';
import { codeBlock } from '../docs/markdown.ts';
import { chooseBank, pressTrigger, twoBanks } from './at-the-element.ts';
import { anyJourneyBrowser, start, type Started } from './browsers.ts';
import { until } from './until.ts';

const built = (path: string) => readFileSync(new URL(`../../dist/${path}`, import.meta.url), 'utf8');
const page = (body: string) =>
  `<!doctype html><html lang="en"><title>Shop</title><body>${body}</body></html>`;
const openBanking = 'docs/flows/open-banking.md';
const popup = codeBlock(openBanking, 'flow="outbound">');
const [tag = ''] = /<flinks-link[^]*<\/flinks-link>/.exec(popup) ?? [];
assert.ok(tag, `${openBanking} has the element`);
const everyBank = codeBlock('docs/flows/every-bank.md', 'flow="auto" display="dialog"');
const wholePage = codeBlock(openBanking, 'flow="outbound" target="page"').trim();

interface Way {
  body: string;
  /** The bank sends users to the backend. */
  takesRedirect?: boolean;
  /** Chosen from the list. */
  bank?: string;
  /** Of the outcome. */
  type: Outcome['type'];
}

/** The ways to link a bank by its own page, as they stand in the manual; Connect alone is where the simulator has it. */
const ways: Record<string, Way> = {
  'a window, and a code': { body: popup, type: 'code' },
  'a window, and a backend that takes the redirect': { body: popup, takesRedirect: true, type: 'linked' },
  'the whole page, and a code': { body: popup.replace(tag, () => wholePage), type: 'code' },
  'the whole page, and a backend that takes the redirect': {
    body: popup.replace(tag, () => wholePage),
    takesRedirect: true,
    type: 'linked',
  },
  'every bank: one with open banking': { body: everyBank, bank: 'Flinks', type: 'code' },
  'every bank: one with credentials': { body: everyBank, bank: 'Laurentian', type: 'login' },
};

for (const browser of anyJourneyBrowser()) {
  describe(`the manual's pages and backend, in ${browser.engine}`, () => {
    let engine: Started;
    before(async () => {
      engine = await start(browser);
    });
    after(() => engine?.close());

    for (const [name, { body, takesRedirect, bank, type }] of Object.entries(ways)) {
      it(`links a bank in ${name}`, async t => {
        const files: Record<string, string> = {
          '/flinks-link.js': built('cdn/flinks-link.js'),
          '/flinks-callback.js': built('callback.js'),
        };
        const shop = await startShop(t, {
          simulate: 'auto',
          providers: twoBanks,
          files,
          ...(takesRedirect && { takesRedirect }),
        });
        files['/'] = page(body.replace('instance="toolbox"', `connect-url="${shop.connectUrl}"`));
        const tab = await engine.tab();
        await tab.goto(`${shop.origin}/`);
        await until(
          () => tab.run(() => !!document.querySelector('flinks-link')?.authorizeUrl),
          'the element',
        );
        await pressTrigger(tab);
        if (bank) await chooseBank(bank)(tab);
        await until(
          () => tab.run(() => document.querySelector('flinks-link')?.status === 'succeeded'),
          'a linked bank',
        );
        const { outcome, address, kept } = await tab.run(() => ({
          outcome: document.querySelector('flinks-link')?.result,
          address: location.href,
          kept: Object.keys(sessionStorage),
        }));
        assert.equal(outcome?.type, type);
        assert.equal(address, `${shop.origin}/`);
        assert.deepEqual(kept, []);
        await until(
          async () => [...shop.sessions.values()].some(({ linked, login }) => linked ?? login),
          'the backend',
        );
        await tab.close();
      });
    }
  });
}
