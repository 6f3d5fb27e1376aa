import http from 'node:http';
import { createDemo } from '../../demo/server/index.js';
import { readConfig } from '../../demo/server/config.js';
import { createSimulator } from '../../demo/simulator/index.js';

const listen = (server, host) =>
  new Promise(resolve => {
    server.listen(0, host, () => resolve(`http://${host}:${server.address().port}`));
  });

/**
 * A simulator and a demo in front of it, as `npm start` makes them, on ports of their own.
 *
 * @param {{ simulator?: object, env?: Record<string, string> }} [options]
 */
export async function startWorld({ simulator: simulatorOptions = {}, env = {} } = {}) {
  const simulator = createSimulator({ pendingMs: 300, ...simulatorOptions });
  const simulatorServer = http.createServer(simulator.app.callback());
  const simulatorOrigin = await listen(simulatorServer, '127.0.0.1');
  /** @type {string[]} */
  const log = [];
  const demo = createDemo(
    readConfig({
      FLINKS_API_URL: simulatorOrigin,
      FLINKS_CONNECT_URL: `${simulatorOrigin}/v2/`,
      FLINKS_CUSTOMER_ID: simulator.customerId,
      FLINKS_SECRET_KEY: simulator.secretKey,
      FLINKS_API_KEY: simulator.apiKey,
      FLINKS_POLL_SECONDS: '0.1',
      FLINKS_DEMO: 'true',
      ...env,
    }),
    { log: line => log.push(line) },
  );
  const demoServer = http.createServer(demo.callback());
  const demoOrigin = await listen(demoServer, 'localhost');
  return {
    simulator,
    simulatorOrigin,
    demo,
    demoOrigin,
    log,
    close() {
      for (const server of [simulatorServer, demoServer]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
