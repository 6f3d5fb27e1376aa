import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { codeBlock } from '../docs/markdown.ts';
import { loginOf } from './at-the-element.ts';
import { anyJourneyBrowser, start, type Started } from './browsers.ts';
import { essential } from './essential.ts';
import { type Hosts, integrity, startHosts } from './hosts.ts';
import { until } from './until.ts';

const install = 'docs/start/install.md';
const scriptTagPage = codeBlock(install, 'arrives even when the user leaves');
const [, script = '', tag = ''] = /^(<script.*)\n\n(<flinks-link.*)/.exec(scriptTagPage) ?? [];
assert.ok(script && tag, `${install} has a script tag, and the element behind it`);
const using = (mark: string) =>
  scriptTagPage.replace(script, () => codeBlock(install, mark).replace(/sha384-[^"]*/, integrity));

interface Snippet {
  body: string;
  /** What the user does, in the page. */
  act?: () => void;
  /** A form takes the result, and no backend. */
  entries?: boolean;
}

/** Pages of the manual, as they stand there; the token function is that of the script tag. */
const snippets: Record<string, Snippet> = {
  'script tag': { body: scriptTagPage },
  'script tag from another host, with its hash': { body: using('https://cdn.example/') },
  'import map': { body: using('"importmap"') },
  dialog: {
    body: scriptTagPage.replace(tag, () => codeBlock('docs/flows/dialog.md', 'id="bank" display="dialog"')),
    act: () => document.querySelector<HTMLElement>('flinks-link button')!.click(),
  },
  'plain form': {
    body: codeBlock('docs/flows/plain-form.md', 'authorize-token="{{token}}"'),
    entries: true,
  },
};

for (const browser of anyJourneyBrowser()) {
  describe(`the manual's pages, pasted as they stand, in ${browser.engine}`, () => {
    let hosts: Hosts, engine: Started;
    /** How often each token was presented. */
    const seen = new Map<string | undefined, number>();
    before(async () => {
      hosts = await startHosts();
      engine = await start(browser, { net: hosts.net });
      const { tokens } = hosts.simulators.toolbox.world;
      const spend = tokens.spendOnLoad.bind(tokens);
      tokens.spendOnLoad = token => {
        seen.set(token, (seen.get(token) ?? 0) + 1);
        return spend(token);
      };
    });
    after(async () => {
      await engine?.close();
      hosts?.close();
    });

    for (const [name, { body, act, entries }] of Object.entries(snippets))
      essential(`"${name}" links a bank, and makes Connect see exactly one token, once`, async t => {
        seen.clear();
        hosts.exchanged.length = 0;
        const tab = await engine.tab();
        t.after(() => tab.close());
        const page = body.replace('{{token}}', () =>
          hosts.simulators.toolbox.world.tokens.mint({ simulate: 'auto' }),
        );
        await tab.goto(
          hosts.page('/', `<!doctype html><html lang="en"><title>Shop</title><body>${page}</body></html>`),
        );
        await until(() => tab.run(() => !!customElements.get('flinks-link')), 'the element');
        if (act) await tab.run(act);
        await until(
          () =>
            tab.run(() => ['succeeded', 'failed'].includes(document.querySelector('flinks-link')!.status)),
          'the end',
        );
        const { loginId } = await loginOf(tab);
        assert.deepEqual([...seen.values()], [1]);
        if (entries) {
          const sent = await tab.run(() => Object.fromEntries(new FormData(document.querySelector('form')!)));
          assert.deepEqual([sent.bank, sent['bank-type']], [loginId, 'login']);
        } else {
          await until(async () => hosts.exchanged.length === 1, 'the login at the backend');
          assert.deepEqual(hosts.exchanged, [loginId]);
        }
      });
  });
}
