import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { journeyBrowsers, start, type Started, type Tab } from './browsers.ts';
import { essential, it } from './essential.ts';
import { type Hosts, integrity, startHosts, strictPolicy } from './hosts.ts';
import { until } from './until.ts';

declare global {
  interface Window {
    /** Of the element, on the console. */
    warnings?: string[];
    /** A second copy of the script has run. */
    hasCopy?: boolean;
    /** Of the page's policy. */
    violations: string[];
  }
}

const connectOrigin = 'https://toolbox-iframe.private.fin.ag';

/** Keeps the code of an error where the driver finds it. */
const journal = `addEventListener('flinks-error', event => {
  document.documentElement.dataset.failure = event.detail.error.code;
});`;

/** A page with its script in a file of its own, as a strict policy asks for. */
const html = (body: string, script = '/flinks-link.js') =>
  `<!doctype html><html lang="en"><head><title>Shop</title><script src="/journal.js"></script><script type="module" src="${script}"></script></head><body><main><h1>Shop</h1>${body}</main></body></html>`;

for (const browser of journeyBrowsers()) {
  describe(`on pages of all kinds, in ${browser.engine}`, () => {
    let hosts: Hosts, engine: Started, tab: Tab;
    before(async () => {
      hosts = await startHosts();
      hosts.page('/journal.js', journal, { 'content-type': 'text/javascript' });
      engine = await start(browser, { net: hosts.net });
      tab = await engine.tab();
    });
    after(async () => {
      await engine?.close();
      hosts?.close();
    });

    const status = () => tab.run(() => document.querySelector('flinks-link')?.status);
    /** The code of the error, as soon as there is one. */
    const failure = () => until(() => tab.run(() => document.documentElement.dataset.failure), 'the failure');
    const linked = () => until(async () => (await status()) === 'succeeded', 'a linked bank');
    const mint = (simulate: string) => hosts.simulators.toolbox.world.tokens.mint({ simulate });

    it('links through the real production host, and asks nobody else', async () => {
      await tab.goto(
        hosts.page(
          '/production',
          html(`<flinks-link instance="toolbox" demo authorize-token="${mint('auto')}"></flinks-link>`),
        ),
      );
      await linked();
      assert.match(await tab.run(() => document.querySelector('flinks-link')!.value), /^[0-9a-f-]{36}$/);
      assert.equal(
        await tab.run(() => document.querySelector('flinks-link')!.shadowRoot!.querySelector('iframe')),
        null,
      );
    });

    it('links with a second copy of the script on the page, which adds nothing and is silent', async () => {
      const copy = `<script type="module">
        window.warnings = [];
        console.warn = (...words) => window.warnings.push(words.join(' '));
        await import('/flinks-link.js?copy');
        window.hasCopy = true;
      </script>`;
      const tag = `<flinks-link instance="toolbox" demo authorize-token="${mint('auto')}"></flinks-link>`;
      await tab.goto(hosts.page('/twice', html(copy + tag)));
      await linked();
      await until(() => tab.run(() => window.hasCopy), 'the copy');
      assert.deepEqual(await tab.run(() => window.warnings), []);
    });

    essential(
      'runs a whole session under the strict policy with Trusted Types, with no violation',
      async () => {
        const address = hosts.page(
          '/strict',
          html('<flinks-link display="dialog" instance="toolbox" demo><button>Link</button></flinks-link>'),
          { 'content-security-policy': strictPolicy(connectOrigin) },
        );
        await tab.goto(address);
        await tab.run(token => {
          window.violations = [];
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
            // The browser itself asks for it, at a time of its own.
            if (!blockedURI.endsWith('/favicon.ico'))
              window.violations.push(`${effectiveDirective} ${blockedURI}`);
          });
          document.querySelector('flinks-link')!.authorizeToken = token;
          const trigger = document.querySelector('button')!;
          trigger.focus();
          trigger.click();
        }, mint('auto'));
        await linked();
        assert.deepEqual(await tab.run(() => window.violations), []);
        // The same page does refuse what its policy forbids, or the line above would prove nothing.
        await tab.run(() => {
          const frame = document.createElement('iframe');
          frame.src = 'https://acme-iframe.private.fin.ag/';
          document.body.append(frame);
        });
        await until(() => tab.run(() => window.violations.length === 1), 'a violation');
      },
    );

    it('says at once that the policy of the page blocks the frame', async () => {
      await tab.goto(
        hosts.page(
          '/blocked',
          html(
            `<flinks-link instance="toolbox" demo load-timeout="600000" authorize-token="${mint('auto')}"></flinks-link>`,
          ),
          {
            'content-security-policy': "default-src 'self'; frame-src https://other.example",
          },
        ),
      );
      assert.equal(await failure(), 'frame-blocked');
    });

    it('does not mind a policy that only reports', async () => {
      await tab.goto(
        hosts.page(
          '/report',
          html(`<flinks-link instance="toolbox" demo authorize-token="${mint('auto')}"></flinks-link>`),
          {
            'content-security-policy-report-only': "default-src 'self'; frame-src 'none'",
          },
        ),
      );
      await linked();
    });

    it('names cross-origin isolation when a frame stays silent in such a page', async () => {
      await tab.goto(
        hosts.page(
          '/isolated',
          html(
            `<flinks-link instance="toolbox" demo load-timeout="1500" authorize-token="${mint('auto')}"></flinks-link>`,
          ),
          { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
        ),
      );
      assert.equal(await tab.run(() => crossOriginIsolated), true, 'the page is isolated at all');
      assert.equal(await failure(), 'isolated');
    });

    it('refuses to start in a page without an origin', async () => {
      await tab.goto(
        hosts.page(
          '/opaque',
          html(
            `<flinks-link instance="toolbox" demo authorize-token="${mint('auto')}"></flinks-link>`,
            'https://cdn.example/flinks-link.js',
          ),
          {
            'content-security-policy': 'sandbox allow-scripts',
          },
        ),
      );
      assert.equal(await failure(), 'unsupported');
    });

    it('carries every attribute to Connect, as Connect spells it', async () => {
      const attributes =
        'demo language="fr" theme="dark" customer-name="Acme & fils" tag="a=1" request-id="r 1" institution="FlinksCapital" redirect-uri="https://shop.example/back?x=1&amp;y=2" params="accountSelectorEnable=true&amp;somethingNew=%C3%A9"';
      const token = mint('puppet');
      await tab.goto(
        hosts.page(
          '/attributes',
          html(`<flinks-link instance="toolbox" ${attributes} authorize-token="${token}"></flinks-link>`),
        ),
      );
      await until(async () => (await status()) === 'ready', 'Connect');
      const address = new URL(await tab.inFrame(() => location.href));
      assert.equal(address.pathname, '/v2/Credential/FlinksCapital');
      const { redirectUrl, ...others } = Object.fromEntries(address.searchParams);
      // With a state of its own, by which the element knows its answer again.
      assert.match(String(redirectUrl), /^https:\/\/shop\.example\/back\?x=1&y=2&flinks_state=[\w-]{43}$/);
      assert.deepEqual(others, {
        accountSelectorEnable: 'true',
        somethingNew: 'é',
        demo: 'true',
        language: 'fr',
        theme: 'dark',
        customerName: 'Acme & fils',
        tag: 'a=1',
        requestId: 'r 1',
        authorizeToken: token,
      });
      // WebKit names no referrer where a script has navigated the frame.
      const referrer = browser.engine === 'webkit' ? '' : 'https://shop.example/';
      assert.equal(await tab.inFrame(() => document.referrer), referrer);
    });

    it('works from another origin with its integrity hash', async () => {
      const script = `https://cdn.example/flinks-link.js" integrity="${integrity}" crossorigin="anonymous`;
      await tab.goto(
        hosts.page(
          '/cdn',
          html(
            `<flinks-link instance="toolbox" demo authorize-token="${mint('auto')}"></flinks-link>`,
            script,
          ),
        ),
      );
      await linked();
    });

    it('keeps its sandbox preset working', async () => {
      const preset =
        'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
      await tab.goto(
        hosts.page(
          '/sandbox',
          html(
            `<flinks-link instance="toolbox" demo sandbox="${preset}" authorize-token="${mint('auto')}"></flinks-link>`,
          ),
        ),
      );
      await linked();
    });

    it('presented no token twice, and asked for no host beside the ones it was given', () => {
      assert.deepEqual(hosts.simulators.toolbox.world.tokens.seenTwice(), []);
      assert.deepEqual(
        [...hosts.net.refused].filter(name => /fin\.ag|flinks|shop|cdn/.test(name)),
        [],
      );
    });
  });
}
