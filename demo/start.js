import { createServer } from 'node:http';

import { ConfigError, readConfig, readPort } from './server/config.js';
import { createDemo } from './server/index.js';

/** A failure whose message is all that the person who started the demo needs. */
class StartError extends Error {}

/**
 * @param {import('node:http').RequestListener} listener
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(listener, port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', error => {
      const busy = 'code' in error && error.code === 'EADDRINUSE';
      const reason = busy ? 'is taken by another program' : 'cannot be used';
      reject(
        new StartError(
          `Port ${port} ${reason}: set PORT to another one, for example PORT=${port + 10} npm start.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/**
 * Starts a Flinks on this machine and says where it is in the variables that a real one is named by.
 *
 * @param {number} port
 */
async function startSimulator(port) {
  const { createSimulator } = await import('./simulator/index.js');
  const { app, customerId, secretKey, apiKey } = createSimulator();
  // 127.0.0.1 and localhost are different sites to a browser, as Flinks and a host page are.
  await listen(app.callback(), port, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  return {
    FLINKS_API_URL: url,
    FLINKS_CONNECT_URL: `${url}/v2/`,
    FLINKS_CUSTOMER_ID: customerId,
    FLINKS_SECRET_KEY: secretKey,
    FLINKS_API_KEY: apiKey,
    FLINKS_POLL_SECONDS: '1',
    FLINKS_DEMO: 'true',
  };
}

/** @param {Record<string, string | undefined>} env */
async function start(env) {
  const port = readPort(env);
  const named = Object.keys(env).some(name => name.startsWith('FLINKS_'));
  const config = readConfig(named ? env : { ...(await startSimulator(port + 1)), PORT: String(port) });
  await listen(createDemo(config, { log: line => console.error(line) }).callback(), port, 'localhost');
  if (!named)
    console.log(
      `Flinks is simulated at http://127.0.0.1:${port + 1}; set the FLINKS_ variables for a real one.`,
    );
  console.log(`Open http://localhost:${port}`);
}

start(process.env).catch(error => {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
});
