import { createServer } from 'node:http';
import { createSimulator } from '../../demo/simulator/index.ts';

/**
 * A simulator on a port of its own, with a clock that a test can move.
 *
 * @param {import('../../demo/simulator/index.ts').SimulatorOptions} [options]
 */
export async function startSimulator(options = {}) {
  let ahead = 0;
  const simulator = createSimulator({ pendingMs: 0, now: () => Date.now() + ahead, ...options });
  const server = createServer(simulator.app.callback());
  const origin = await listen(server, '127.0.0.1');
  return {
    ...simulator,
    origin,
    api: `${origin}/v3/${simulator.customerId}`,
    /** @param {number} ms */
    passTime(ms) {
      ahead += ms;
    },
    close: () => stop(server),
  };
}

/** @typedef {Awaited<ReturnType<typeof startSimulator>>} RunningSimulator */

/** @param {import('node:http').Server} server @param {string} host @returns {Promise<string>} its origin */
export async function listen(server, host) {
  await new Promise(resolve => server.listen(0, host, () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://${host}:${address.port}`;
}

/** @param {import('node:http').Server} server */
export async function stop(server) {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

/**
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: unknown }} [options]
 * @returns {Promise<{ status: number, body: any, headers: Headers }>}
 */
export async function call(url, { method = 'POST', headers = {}, body } = {}) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

/** @param {RunningSimulator} simulator */
export async function mintToken({ api, secretKey }) {
  const { body } = await call(`${api}/BankingServices/GenerateAuthorizeToken`, {
    headers: { 'flinks-auth-key': secretKey },
  });
  return body.Token;
}

/** One call of /Authorize with a token of its own. @param {RunningSimulator} simulator @param {object} body */
export async function authorize(simulator, body) {
  const headers = { 'flinks-auth-key': await mintToken(simulator) };
  return call(`${simulator.api}/BankingServices/Authorize`, { headers, body });
}

/** @param {RunningSimulator} simulator @param {string} [username] */
export async function linkedLogin(simulator, username = 'greatday_nomfa') {
  const { body } = await call(`${simulator.origin}/simulator/logins`, { body: { username } });
  return body.loginId;
}
