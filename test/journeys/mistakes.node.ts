import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { build } from 'esbuild';
import { anyJourneyBrowser, start, type Started } from './browsers.ts';
import { essential } from './essential.ts';
import { type Hosts, startHosts } from './hosts.ts';
import { type Mistake, mistakes, type Shown } from './mistakes.ts';
import { until } from './until.ts';

/** What users read; undefined where the element works. */
const texts: Readonly<Record<Shown, string | undefined>> = {
  nothing: '',
  unavailable: 'Bank sign-in isn’t available right now. Please come back later.',
  expired: 'Your session expired. Please start again.',
  'try again': 'We couldn’t load the list of banks.',
  works: undefined,
};

type Kind = 'production' | 'development';

/** The file of a page: as it is published, or the development build as a bundler makes it. */
async function fileOf(entry: 'link' | 'connect', kind: Kind): Promise<string> {
  if (kind === 'production') return readFileSync(`dist/cdn/flinks-${entry}.js`, 'utf8');
  const { outputFiles } = await build({
    entryPoints: [`dist/dev/${entry === 'link' ? 'index' : entry}.js`],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['development'],
  });
  return outputFiles[0]?.text ?? '';
}

const htmlOf = (body: string, script: string, entry = 'link') =>
  `<!doctype html><html lang="en"><head><title>Shop</title></head>
  <body>${body}
  <script type="module" src="/${entry}.js"></script>
  <script type="module">const link = document.querySelector('flinks-link'); ${script}</script></body></html>`;

/** Puts the page of a mistake on the host, and gives its address. */
function publish(hosts: Hosts, mistake: Mistake, index: number): string {
  const { html, script = '', entry, sandbox, headers } = mistake;
  const token = hosts.simulators.toolbox.world.tokens.mint({ simulate: 'auto' });
  const address = hosts.page(`/${index}`, htmlOf(html.replaceAll('t-1', token), script, entry), {
    ...headers,
  });
  return sandbox
    ? hosts.page(`/${index}/outer`, `<iframe src="/${index}" sandbox="${sandbox}"></iframe>`)
    : address;
}

/** Pages of which the console says nothing, however long they are open. */
const inOrder: Readonly<Record<string, readonly [html: string, script?: string]>> = {
  'an element that comes after the page has loaded, and its token two seconds later': [
    '',
    `addEventListener('load', () => setTimeout(() => {
      document.body.insertAdjacentHTML('beforeend', '<flinks-link instance="toolbox"></flinks-link>');
      setTimeout(() => (document.querySelector('flinks-link').authorizeToken = () => new Promise(() => {})), 2000);
    }, 5000));`,
  ],
  'attributes of HTML, of ARIA, and of others': [
    `<flinks-link instance="toolbox" class="c" style="" title="t" hidden lang="en" dir="ltr" part="p" tabindex="0"
      itemprop="i" translate="no" draggable="false" spellcheck="false" exportparts="x" inputmode="none" form="f"
      autofocus accesskey="k" slot="s" contenteditable="false" enterkeyhint="go" nonce="n" popover="auto"
      aria-required="true" data-connecturl="d" data-authorize_token="d" v-bind:display="x" :instance="x"
      @flinks-login="x" ng-reflect-instance="x" x-bind:tag="x"></flinks-link>`,
    'link._tag = link._debug = link.$tag = 1; link.authorizeToken = () => new Promise(() => {});',
  ],
  'a setting that a script changes long afterwards': [
    '<flinks-link instance="toolbox"></flinks-link>',
    `link.authorizeToken = () => new Promise(() => {});
    setTimeout(() => { link.close(); link.reset(); link.authorizeToken = () => new Promise(() => {}); }, 9000);`,
  ],
  'an element that is disabled, or not scrolled to': [
    '<flinks-link disabled></flinks-link><div style="height: 9000px"></div><flinks-link loading="lazy"></flinks-link>',
  ],
  'an error that the page has prevented': [
    '<flinks-link instance="not a name" authorize-token="t"></flinks-link>',
    `addEventListener('flinks-error', event => event.preventDefault());`,
  ],
};

for (const browser of anyJourneyBrowser()) {
  for (const kind of ['production', 'development'] as const) {
    describe(`a mistake of the page, in ${kind}`, () => {
      let hosts: Hosts, engine: Started;
      before(async () => {
        hosts = await startHosts();
        const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
        for (const entry of ['link', 'connect'] as const)
          hosts.page(`/${entry}.js`, await fileOf(entry, kind), headers);
        engine = await start(browser, { net: hosts.net });
      });
      after(async () => {
        await engine?.close();
        await hosts?.close();
      });

      /** The element's lines on the console of pages of its own, where time runs as the test lets it. */
      async function opens(address: string) {
        const { context, open, close } = await engine.windows({ ignoreHTTPSErrors: true });
        const lines: { level: string; text: string }[] = [];
        context.on('console', message => {
          const text = message.text();
          if (text.startsWith('<flinks-link> ')) lines.push({ level: message.type(), text: text.slice(14) });
        });
        await context.clock.install();
        const { page, click } = await open(address);
        return { lines, clock: context.clock, page, click, close };
      }

      for (const [name, [html, script = '']] of Object.entries(inOrder)) {
        essential(`there is none in ${name}`, async () => {
          const { lines, clock, page, close } = await opens(hosts.page('/in-order', htmlOf(html, script)));
          await clock.runFor(20_000);
          await page.evaluate(() => document.querySelector('flinks-link')!.updateComplete);
          assert.deepEqual(lines, []);
          await close();
        });
      }

      for (const [index, mistake] of mistakes.entries()) {
        essential(`${mistake.mistake}: one line, and ${mistake.shows}`, async () => {
          const { lines, clock, page, click, close } = await opens(publish(hosts, mistake, index));
          if (mistake.pressed) await click('flinks-link button');
          await until(
            async () => {
              await clock.runFor(500);
              return lines.length;
            },
            'a line on the console',
            5_000,
          );
          // In all the time in which another one could come, with the error of a frame that stays silent.
          await clock.runFor(20_000);

          const frame = page.frames().at(mistake.sandbox ? 1 : 0)!;
          const { text, status } = await frame.evaluate(() => {
            const link = [...document.querySelectorAll('flinks-link')].at(-1)!;
            return {
              text: link.shadowRoot!.querySelector<HTMLElement>('.panel')!.innerText,
              status: link.status,
            };
          });
          const [reference = ''] =
            mistake.level === 'error' ? (lines[0]?.text.match(/(?<=^Reference )\S{8}(?=:)/) ?? []) : [];
          const line =
            mistake.level === 'error'
              ? `Reference ${reference}: FlinksLinkError: ${mistake.line}`
              : mistake.line;
          assert.deepEqual(
            lines.map(({ level, text }) => ({ level, line: text.split('\n    at ')[0] })),
            [{ level: mistake.level, line }],
          );
          const isQuoted = lines.some(({ text }) => text.includes('a password'));
          assert.equal(isQuoted, kind === 'development' && !!mistake.script?.includes('a password'));
          await close();

          const expected = texts[mistake.shows];
          if (expected === undefined) assert.match(status, /^(?:loading|ready|succeeded)$/);
          else if (expected || kind === 'production') assert.ok(text.includes(expected), text);
          if (mistake.level === 'error')
            assert.ok(text.includes(`Reference for support: ${reference}`), text);
          const isTold = kind === 'development' && /^(?:nothing|unavailable|expired)$/.test(mistake.shows);
          assert.equal(text.includes(mistake.line), isTold, text);
          if (mistake.shows === 'nothing' && kind === 'production') assert.equal(text.trim(), '');
        });
      }
    });
  }
}
