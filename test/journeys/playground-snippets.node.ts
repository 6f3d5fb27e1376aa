import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { attributesOf, hasTrigger, readSettings } from '../../demo/pages/assets/playground-settings.ts';
import { snippetsOf } from '../../demo/pages/assets/snippets.ts';
import { startShop } from '../demo/manual-shop.ts';
import { chooseBank, pressTrigger, twoBanks } from './at-the-element.ts';
import { anyJourneyBrowser, start, type Started, type Tab } from './browsers.ts';
import { until } from './until.ts';

const built = (path: string) => readFileSync(new URL(`../../dist/${path}`, import.meta.url), 'utf8');

interface Way {
  /** In the form of the playground. */
  chosen: Record<string, string>;
  /** What the user does. */
  act?: (tab: Tab) => Promise<unknown>;
  /** Of the outcome. */
  type: 'code' | 'login';
  institution?: string;
}

const ways: Record<string, Way> = {
  'connect, in its place': { chosen: { flow: 'connect', customerName: 'Acme "&" fils' }, type: 'login' },
  'connect, in a dialog': {
    chosen: { flow: 'connect', display: 'dialog' },
    act: pressTrigger,
    type: 'login',
  },
  'outbound, in a window': { chosen: { flow: 'outbound' }, act: pressTrigger, type: 'code' },
  'outbound, in the whole page': {
    chosen: { flow: 'outbound', target: 'page' },
    act: pressTrigger,
    type: 'code',
  },
  'auto, at a bank with open banking': { chosen: { flow: 'auto' }, act: chooseBank('Flinks'), type: 'code' },
  'auto, at a bank with credentials': {
    chosen: { flow: 'auto' },
    act: chooseBank('Laurentian'),
    type: 'login',
    institution: 'LaurentianBank',
  },
};

for (const browser of anyJourneyBrowser()) {
  describe(`the playground's HTML, pasted as it stands, in ${browser.engine}`, () => {
    let engine: Started;
    before(async () => {
      engine = await start(browser);
    });
    after(() => engine?.close());

    for (const [name, { chosen, act, type, institution }] of Object.entries(ways))
      it(`links a bank: ${name}`, async t => {
        const files: Record<string, string> = {
          '/flinks-link.js': built('cdn/flinks-link.js'),
          '/flinks-callback.js': built('callback.js'),
        };
        const shop = await startShop(t, { simulate: 'auto', providers: twoBanks, files });
        const settings = readSettings(new URLSearchParams(chosen));
        const { html } = snippetsOf({
          settings,
          attributes: attributesOf(settings, { connectUrl: shop.connectUrl, demo: true }),
          ...(hasTrigger(settings) && { trigger: 'Link your bank' }),
        });
        files['/'] = `<!doctype html><html lang="en"><title>Shop</title><body>${html}</body></html>`;
        const tab = await engine.tab();
        await tab.goto(`${shop.origin}/`);
        await until(
          () =>
            tab.run(() => {
              const { authorizeUrl, authorizeToken } = document.querySelector('flinks-link')!;
              return !!(authorizeUrl ?? authorizeToken);
            }),
          'the element',
        );
        await act?.(tab);
        await until(
          () => tab.run(() => document.querySelector('flinks-link')?.status === 'succeeded'),
          'a linked bank',
        );
        const outcome = await tab.run(() => document.querySelector('flinks-link')?.result);
        assert.equal(outcome?.type, type);
        if (institution)
          assert.equal(outcome && 'institution' in outcome && outcome.institution, institution);
        const kept = type === 'login' ? 'login' : 'linked';
        await until(async () => [...shop.sessions.values()].some(session => session[kept]), 'the backend');
        await tab.close();
      });
  });
}
