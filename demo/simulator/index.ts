import Koa from 'koa';
import { jsonBody } from './api/json-body.ts';
import { apiRouter } from './api/router.ts';
import { bankAssets } from './bank/assets.ts';
import { controlRouter } from './connect/control-router.ts';
import { allowAnywhere } from './connect/cross-origin.ts';
import { connectRouter } from './connect/router.ts';
import { runRouter } from './connect/run-router.ts';
import { Runs } from './connect/runs.ts';
import { customRouters } from './custom/router.ts';
import { createWorld, type WorldOptions } from './world/world.ts';

export interface SimulatorOptions extends Partial<WorldOptions> {
  /** The sandbox's public one by default. */
  customerId?: string;
  /** What GenerateAuthorizeToken wants in `flinks-auth-key`. */
  secretKey?: string;
  /** What the data calls want in `x-api-key`. */
  apiKey?: string;
  /** Whether Connect wants an authorizeToken; true by default. */
  tokensRequired?: boolean;
  /** The origin that the fault `navigate` leaves for; the simulator's own by default. */
  elsewhere?: string;
  /** Where a Custom integration may send users back to; more by a control call. */
  customRedirectUris?: readonly string[];
}

/**
 * A stand-in for Flinks' servers: the API under `/v3/`, Connect under `/v2/` and `/`. All it remembers hangs on the
 * object it returns.
 */
export function createSimulator(options: SimulatorOptions = {}) {
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
  // A browser that leaves in the middle of an answer is no news; what serves the app may listen for `error`.
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
