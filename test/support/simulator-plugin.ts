import { readFile } from 'node:fs/promises';
import http, { type RequestListener } from 'node:http';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { build } from 'esbuild';
import type { origins } from 'virtual:origins';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';
import { listen, stop } from '../simulator/simulator-server.ts';
import { readJson, stringOf } from './json.ts';

/**
 * A page of a stranger: it posts to its parent, or its opener, what that one tells it to. On a click it opens the window
 * that it was told of, tells what that one says to it, and can say something to it or close it.
 */
const strangersPage = `<!doctype html><title>stranger</title><body style="height:90vh"><script>
const host = opener ?? parent;
let address, victim;
addEventListener('message', event => {
  if (event.source !== host) return host.postMessage({ heard: event.data }, '*');
  if (Array.isArray(event.data)) host.postMessage({ heard: event.data }, '*');
  const { post, open, say, close } = event.data ?? {};
  if (post) host.postMessage(post.payload, event.origin);
  if (open) address = open;
  if (say) victim.postMessage(say, '*');
  if (close) victim.close();
});
addEventListener('click', () => {
  // A click may be here before the order that was given ahead of it: then it is made again.
  if (!address) return;
  victim = open(address);
  host.postMessage({ stranger: 'clicked' }, '*');
});
host.postMessage({ stranger: 'here' }, '*');
</script>`;

/** A script and all that it imports in one file: a page that loads each of its modules takes Firefox a second. */
async function bundle(entry: string): Promise<string> {
  const version = stringOf(readJson('package.json').version, 'the version');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['development', 'browser'],
    define: { __DEV__: 'true', __VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} gives no script.`);
  return file.text;
}

/**
 * The simulator, whose Connect is loaded hundreds of times here: its script is one file, and its files may be cached. The
 * page itself, which takes the token, is served as ever.
 */
function serveSimulator(): RequestListener {
  const serve = createSimulator().app.callback();
  let script: Promise<string> | undefined;
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://simulator');
    if (pathname === '/simulator/app/main.js') {
      script ??= bundle('demo/simulator/app/main.ts');
      response.setHeader('content-type', 'text/javascript').setHeader('cache-control', 'max-age=3600');
      response.end(await script);
      return;
    }
    if (pathname.startsWith('/simulator/app/')) {
      const { setHeader } = response;
      response.setHeader = (name, value) =>
        setHeader.call(response, name, /^cache-control$/i.test(name) ? 'max-age=3600' : value);
    }
    serve(request, response);
  };
}

/** Scripts that are served as one file each, and what they are made of. */
const scripts = new Map([
  ['/virtual-element.js', 'src/index.ts'],
  ['/virtual-react-form.js', 'test/support/react-form.ts'],
]);

/** Fails the run, whatever its tests say. */
function failRun(...why: unknown[]): void {
  console.error(...why);
  // Last of all: the test runner exits with a code of its own.
  process.on('exit', () => (process.exitCode = 1));
}

async function checkTokens(simulator: string): Promise<void> {
  try {
    const response = await fetch(`${simulator}/simulator/seen-twice`);
    const seenTwice: unknown = await response.json();
    if (!Array.isArray(seenTwice)) throw new Error('The simulator names no tokens.');
    if (seenTwice.length) failRun('Tokens that Connect was loaded with more than once:', seenTwice);
    else console.log('No token was presented twice.');
  } catch (error) {
    failRun('Whether a token was presented twice is not known:', error);
  }
}

/**
 * Serves the simulator, its open banking side and a stranger, each on an origin of its own, to the tests as
 * `virtual:origins`, and the {@linkcode scripts} of their pages. At the end it asks the simulator whether any token was presented twice, which fails the run.
 */
export function simulatorPlugin(): TestRunnerPlugin {
  const simulator = http.createServer(serveSimulator());
  const stranger = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(strangersPage);
  });
  const servers = [simulator, stranger];
  let found: typeof origins | undefined;
  const bundles = new Map<string, Promise<string>>();
  /** Sends a late script, by the search of its page. */
  const late = new Map<string, () => void>();
  return {
    name: 'simulator',
    async serverStart({ fileWatcher }) {
      fileWatcher.on('change', () => bundles.clear());
      const outbound = await startOutbound();
      servers.push(outbound.server);
      found = {
        simulator: await listen(simulator, '127.0.0.1'),
        stranger: await listen(stranger, '127.0.0.1'),
        outbound: outbound.origin,
      };
    },
    async serverStop() {
      if (found) await checkTokens(found.simulator);
      else failRun('The simulator was not started.');
      await Promise.all(servers.map(stop));
    },
    resolveImport: ({ source }) => (source === 'virtual:origins' ? '/virtual-origins.js' : undefined),
    async serve({ path, search }) {
      if (path === '/virtual-origins.js')
        return { type: 'js', body: `export const origins = ${JSON.stringify(found)};` };
      // As servers that take two slashes for one.
      if (path.startsWith('//test/hosts/'))
        return { type: 'html', body: await readFile(path.slice(2), 'utf8') };
      // It comes when a test asks for the other one.
      if (path === '/virtual-late.js') {
        await new Promise<void>(resolve => late.set(search, resolve));
        return { type: 'js', body: "document.dispatchEvent(new Event('late'));" };
      }
      if (path === '/virtual-late-now.js') {
        late.get(search)?.();
        return { type: 'js', body: '' };
      }
      const entry = scripts.get(path);
      if (!entry) return undefined;
      const body = bundles.get(path) ?? bundle(entry);
      bundles.set(path, body);
      return { type: 'js', body: await body };
    },
  };
}
