import Koa from 'koa';
import { jsonBody } from './api/json-body.js';
import { apiRouter } from './api/router.js';
import { controlRouter } from './connect/control-router.js';
import { bankAssets } from './bank/assets.js';
import { allowAnywhere } from './connect/cross-origin.js';
import { connectRouter } from './connect/router.js';
import { runRouter } from './connect/run-router.js';
import { Runs } from './connect/runs.js';
import { customRouters } from './custom/router.js';
import { createWorld } from './world/world.js';

/**
 * @typedef {object} SimulatorOptions
 * @property {string} [customerId] the sandbox's public one by default
 * @property {string} [secretKey] what GenerateAuthorizeToken wants in `flinks-auth-key`
 * @property {string} [apiKey] what the data calls want in `x-api-key`
 * @property {boolean} [tokensRequired] whether Connect wants an authorizeToken; true by default
 * @property {number} [tokenLifetimeMs] 30 minutes by default
 * @property {number} [requestLifetimeMs] how long a session waits for a person's answer; 8 minutes by default
 * @property {number} [processingMs] how long an authorized session lives without use; 30 minutes by default
 * @property {number} [pendingMs] how long GetAccountsDetail answers 202 for fresh data; 3000 by default
 * @property {string} [elsewhere] the origin that the fault `navigate` leaves for; the simulator's own by default
 * @property {readonly string[]} [customRedirectUris] where a Custom integration may send people back to; more by a control call
 * @property {() => number} [now] the clock
 */

/**
 * A stand-in for Flinks' servers: the API under `/v3/`, Connect under `/v2/` and `/`. All it remembers hangs on the
 * object it returns.
 *
 * @param {SimulatorOptions} [options]
 */
export function createSimulator(options = {}) {
  const keys = {
    customerId: options.customerId ?? '43387ca6-0391-4c82-857d-70d95f087ecb',
    secretKey: options.secretKey ?? 'simulator-secret-key',
    apiKey: options.apiKey ?? 'simulator-api-key',
  };
  const world = createWorld({ ...options, now: options.now ?? Date.now });
  const runs = new Runs();
  const { tokensRequired = true, elsewhere = '' } = options;
  const redirectUris = new Set(options.customRedirectUris);

  const app = new Koa();
  // A browser that leaves in the middle of an answer is no news; whoever serves the app may listen for `error`.
  app.silent = true;
  app.use(
    allowAnywhere(/^\/simulator\/(tokens|seen-twice|logins|requests|expired-requests|custom-redirects)\b/),
  );
  // The bank's forms are read by its own routes, everything after them is JSON.
  for (const router of [bankAssets(), ...customRouters({ world, redirectUris })]) app.use(router.routes());
  app.use(jsonBody());
  for (const router of [
    apiRouter(world, keys),
    controlRouter(world, redirectUris),
    runRouter(world, runs),
    connectRouter({ world, runs, tokensRequired, elsewhere }),
  ]) {
    app.use(router.routes());
  }
  return { app, world, ...keys };
}
