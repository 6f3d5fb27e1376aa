import { refuse } from './answers.js';

/**
 * Who may call what (Flinks: authentication-reference). One header name carries two values: the secret key on
 * GenerateAuthorizeToken, an authorize token on /Authorize.
 *
 * @typedef {import('koa').Middleware} Middleware
 * @typedef {{ customerId: string, secretKey: string, apiKey: string }} Keys
 */

/** @param {Keys} keys @returns {Middleware} */
export function requireCustomer({ customerId }) {
  return (ctx, next) => {
    const [, given] = /^\/v3\/([^/]+)\//.exec(ctx.path) ?? [];
    return given?.toLowerCase() === customerId.toLowerCase()
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid customer id');
  };
}

/** @param {Keys} keys @returns {Middleware} */
export function requireSecretKey({ secretKey }) {
  return (ctx, next) =>
    ctx.get('flinks-auth-key') === secretKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid auth key');
}

/** @param {Keys} keys @returns {Middleware} */
export function requireApiKey({ apiKey }) {
  return (ctx, next) =>
    ctx.get('x-api-key') === apiKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid api key');
}

/** For calls whose header is undocumented: none is accepted, a wrong one is not. @param {Keys} keys @returns {Middleware} */
export function allowApiKey({ apiKey }) {
  return (ctx, next) => {
    const given = ctx.get('x-api-key');
    return given === '' || given === apiKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid api key');
  };
}
