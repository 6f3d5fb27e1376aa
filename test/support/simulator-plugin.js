import http from 'node:http';
import { createSimulator } from '../../demo/simulator/index.js';
import { startOutbound } from '../../demo/simulator/outbound/index.js';

/**
 * A page of nobody's: it posts to its parent, or its opener, what that one tells it to. On a click it opens the window
 * that it was told of, tells what that one says to it, and can say something to it or close it.
 */
const strangersPage = `<!doctype html><title>stranger</title><body style="height:90vh"><script>
const host = opener ?? parent;
let address, victim;
addEventListener('message', event => {
  if (event.source !== host) return host.postMessage({ heard: event.data }, '*');
  const { post, open, say, close } = event.data ?? {};
  if (post) host.postMessage(post.payload, event.origin);
  if (open) address = open;
  if (say) victim.postMessage(say, '*');
  if (close) victim.close();
});
addEventListener('click', () => { if (address) victim = open(address); });
host.postMessage({ stranger: 'here' }, '*');
</script>`;

const listen = server =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

/**
 * Serves the simulator, its open banking side and a stranger, each on an origin of its own, to the tests as `virtual:origins`. At the end it
 * asks the simulator whether any token was presented twice, which fails the run.
 */
export function simulatorPlugin() {
  const simulator = http.createServer(createSimulator().app.callback());
  const stranger = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(strangersPage);
  });
  let origins;
  let outbound;
  return {
    name: 'simulator',
    async serverStart() {
      outbound = await startOutbound();
      origins = {
        simulator: await listen(simulator),
        stranger: await listen(stranger),
        outbound: outbound.origin,
      };
    },
    async serverStop() {
      const response = await fetch(`${origins.simulator}/simulator/seen-twice`);
      const seenTwice = await response.json();
      if (seenTwice.length) {
        console.error('Tokens that Connect was loaded with more than once:', seenTwice);
        process.exitCode = 1;
      } else {
        console.log('No token was presented twice.');
      }
      for (const server of [simulator, stranger, outbound.server]) {
        server.closeAllConnections();
        server.close();
      }
    },
    resolveImport: ({ source }) => (source === 'virtual:origins' ? '/virtual-origins.js' : undefined),
    serve: ({ path }) =>
      path === '/virtual-origins.js'
        ? { type: 'js', body: `export const origins = ${JSON.stringify(origins)};` }
        : undefined,
  };
}
