import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { journeyBrowsers, start } from './browsers.js';
import { startHosts } from './hosts.js';
import { until } from './until.js';

const script =
  '<script type="module" src="https://cdn.example/flinks-link@1.0.0/dist/cdn/flinks-link.js"></script>';

/** The ways to use the element that the README opens with, as they stand there; `…` is the token. */
const snippets = {
  inline: {
    instance: 'toolbox',
    body: `
<script type="module" src="https://cdn.example/flinks-link@1.0.0/dist/cdn/flinks-link.js" integrity="sha384-…" crossorigin="anonymous"></script>
<flinks-link instance="toolbox" demo></flinks-link>
<script type="module">
  const link = document.querySelector('flinks-link');
  link.addEventListener('flinks-login', (e) => fetch('/api/flinks/login', { method: 'POST', keepalive: true, body: JSON.stringify(e.detail) }));
  link.authorizeToken = async () => (await (await fetch('/api/flinks/token', { method: 'POST' })).json()).token;
</script>`,
  },
  dialog: {
    instance: 'acme',
    body: `${script}
<flinks-link display="dialog" instance="acme" authorize-token="…"><button type="button">Link your bank</button></flinks-link>`,
    act: () => document.querySelector('button').click(),
  },
  form: {
    instance: 'acme',
    body: `${script}
<form method="post" action="/link"><flinks-link name="bank" required instance="acme" authorize-token="…"></flinks-link><button>Continue</button></form>`,
  },
};

for (const browser of journeyBrowsers()) {
  for (const [name, { instance, body, act }] of Object.entries(snippets)) {
    describe(`the snippet "${name}", pasted as it stands, in ${browser.engine}`, () => {
      let hosts, engine, tab;
      before(async () => {
        hosts = await startHosts();
        engine = await start(browser, { net: hosts.net });
        tab = await engine.tab();
      });
      after(async () => {
        await engine?.close();
        hosts?.close();
      });

      it('makes Connect see exactly one token, once', async () => {
        /** @type {Map<string, number>} */
        const seen = new Map();
        const { tokens } = hosts.simulator(instance).world;
        const spend = tokens.spendOnLoad.bind(tokens);
        tokens.spendOnLoad = token => {
          seen.set(token, (seen.get(token) ?? 0) + 1);
          return spend(token);
        };
        await tab.goto(
          hosts.page('/', `<!doctype html><html lang="en"><title>Shop</title><body>${body}</body></html>`),
        );
        await until(() => tab.run(() => !!customElements.get('flinks-link')), 'the element');
        if (act) await tab.run(act);
        await until(() => seen.size > 0, 'Connect');
        // "…" is no token, so Connect refuses it, and text cannot be renewed; the other snippet links a bank.
        await until(
          () => tab.run(() => ['succeeded', 'failed'].includes(document.querySelector('flinks-link').status)),
          'the end',
        );
        assert.deepEqual([...seen.values()], [1]);
        if (name === 'inline') await until(() => hosts.exchanged.length === 1, 'the login at the backend');
      });
    });
  }
}
