import { readFileSync } from 'node:fs';
import http from 'node:http';
import { build } from 'esbuild';
import { createSimulator } from '../../demo/simulator/index.ts';
import { startOutbound } from '../../demo/simulator/outbound/index.ts';

/**
 * A page of nobody's: it posts to its parent, or its opener, what that one tells it to. On a click it opens the window
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

const listen = server =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

/** A script and all that it imports in one file: a page that loads each of its modules takes Firefox a second. */
async function bundle(entry) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['development', 'browser'],
    define: { __DEV__: 'true', __VERSION__: JSON.stringify(version) },
    write: false,
  });
  return outputFiles[0].text;
}

/**
 * The simulator, whose Connect is loaded hundreds of times here: its script is one file, and its files may be cached. The
 * page itself, which takes the token, is served as ever.
 */
function serveSimulator() {
  const serve = createSimulator().app.callback();
  let script;
  return async (request, response) => {
    const { pathname } = new URL(request.url, 'http://simulator');
    if (pathname === '/simulator/app/main.js') {
      script ??= bundle('demo/simulator/app/main.js');
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

/**
 * Serves the simulator, its open banking side and a stranger, each on an origin of its own, to the tests as
 * `virtual:origins`, and the element as one file to their pages, as `/virtual-element.js`. At the end it asks the
 * simulator whether any token was presented twice, which fails the run.
 */
export function simulatorPlugin() {
  const simulator = http.createServer(serveSimulator());
  const stranger = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(strangersPage);
  });
  let origins;
  let outbound;
  let element;
  return {
    name: 'simulator',
    async serverStart({ fileWatcher }) {
      fileWatcher.on('change', () => (element = undefined));
      outbound = await startOutbound();
      origins = {
        simulator: await listen(simulator),
        stranger: await listen(stranger),
        outbound: outbound.origin,
      };
    },
    async serverStop() {
      const failRun = (...why) => {
        console.error(...why);
        // Last of all: the test runner exits with a code of its own.
        process.on('exit', () => (process.exitCode = 1));
      };
      try {
        const response = await fetch(`${origins.simulator}/simulator/seen-twice`);
        const seenTwice = await response.json();
        if (seenTwice.length) failRun('Tokens that Connect was loaded with more than once:', seenTwice);
        else console.log('No token was presented twice.');
      } catch (error) {
        failRun('Whether a token was presented twice is not known:', error);
      }
      for (const server of [simulator, stranger, outbound.server]) {
        server.closeAllConnections();
        server.close();
      }
    },
    resolveImport: ({ source }) => (source === 'virtual:origins' ? '/virtual-origins.js' : undefined),
    async serve({ path }) {
      if (path === '/virtual-origins.js')
        return { type: 'js', body: `export const origins = ${JSON.stringify(origins)};` };
      if (path === '/virtual-element.js')
        return { type: 'js', body: await (element ??= bundle('src/index.ts')) };
      return undefined;
    },
  };
}
